import { PROFILE_KEY } from "../../../authorization/aws/needed-requests";
import type { Statement } from "../../../authorization/aws/policy-document";
import { stringLike } from "../../../authorization/glob";
import { callingPolicyOf } from "../../../catalog/aws-managed-policies";
import { MANTLE_MODEL_KEY } from "../../../catalog/mantle-permissions";
import { identitiesOf } from "../../../plans/identities";
import type { PlanView } from "../../../plans/plan-view";
import { statementName } from "../../../plans/policy-reading";
import {
  callsClaude,
  concernsModels,
  couldBeClaude,
  namedResources,
  pinnedValues,
  type ResourcePattern,
  resourcePatternOf,
} from "../../bedrock-statement";
import { ATTACHMENT_TYPES, GRANT_TYPES, judgeGrants } from "../../policy-documents";
import type { Problem, Rule } from "../../rule";
import { isWide } from "../../wildcard";

const opennessOfPlace = ({ partition, region, account }: ResourcePattern): string | undefined => {
  if (isWide(account)) return "every account";
  if (isWide(partition)) return "every partition";
  return isWide(region) ? "every region" : undefined;
};

/** Mantle's models are no resources: a condition names them, and a project says who pays. */
const opennessOnMantle = (pattern: ResourcePattern, statement: Statement): string | undefined => {
  if (isWide(pattern.type)) return "more than one type of resource";
  if (pinnedValues(statement, MANTLE_MODEL_KEY) === undefined) return "every model of every vendor";
  return opennessOfPlace(pattern);
};

const opennessOfWorkspace = (pattern: ResourcePattern): string | undefined => {
  if (isWide(pattern.type)) return "more than one type of resource";
  return isWide(pattern.id) ? "more than one workspace" : opennessOfPlace(pattern);
};

/** What a resource leaves open, in words; `undefined` when it names one model, profile or workspace. */
const openness = (resource: string, statement: Statement): string | undefined => {
  if (resource === "*") return "every model of every vendor";
  const pattern = resourcePatternOf(resource);
  if (pattern === undefined) return isWide(resource) ? "more than one resource" : undefined;
  const { partition, service, region, account, type, id } = pattern;
  if (service === "bedrock-mantle") return opennessOnMantle(pattern, statement);
  if (service === "aws-external-anthropic") return opennessOfWorkspace(pattern);
  if (!stringLike(service, "bedrock") || !isWide(resource)) return undefined;
  if (isWide(service) || isWide(type)) return "more than one type of resource";
  if (/^(\*|[^.]*\*[^.]*)$/.test(id)) return "every model of every vendor";
  if (isWide(id)) return "more than one model";
  if (isWide(account)) return "every account";
  if (isWide(partition)) return "every partition";
  if (!isWide(region)) return undefined;
  const throughProfile = type === "foundation-model" && pinnedValues(statement, PROFILE_KEY) !== undefined;
  return throughProfile ? undefined : "every region";
};

/** Policies that AWS writes for calling models; none of them names one. */
const managedWildcards = (view: PlanView): Problem[] =>
  view.once(identitiesOf).flatMap(({ foreign }) =>
    foreign.flatMap(({ address, policy }): Problem[] => {
      if (callingPolicyOf(policy)?.isAboutModels !== true) return [];
      const name = policy.slice(policy.lastIndexOf("/") + 1);
      return [{ address, what: policy, detail: `${name} allows every model of every vendor`, state: "violated" }];
    }),
  );

/** Grants name models one by one. */
export const noWildcardModel: Rule = {
  id: "aws/no-wildcard-model",
  protects:
    "No grant covers a model, profile or workspace by a wildcard, be it in the model, the vendor, the account or the region",
  appliesTo: [...GRANT_TYPES, ...ATTACHMENT_TYPES],
  remedy:
    "name each model, profile and workspace, on Mantle by a StringEquals condition on bedrock-mantle:Model; a region may stay open only under one on bedrock:InferenceProfileArn",
  link: "https://docs.aws.amazon.com/bedrock/latest/userguide/security_iam_id-based-policy-examples.html",
  check: (view) => [
    ...managedWildcards(view),
    ...judgeGrants(view, (statement, besideClaude) => {
      if (!callsClaude(statement) && !(besideClaude && concernsModels(statement))) return [];
      const name = statementName(statement);
      if (statement.resources?.negated === true) {
        const detail = `${name} allows every model except those under NotResource`;
        return [{ what: `${name} NotResource`, detail, state: "violated" }];
      }
      return namedResources(statement).flatMap((resource) => {
        if (!couldBeClaude(resource)) return [];
        const open = openness(resource, statement);
        if (open === undefined) return [];
        return [{ what: resource, detail: `${name} allows ${open}`, state: "violated" as const }];
      });
    }),
  ],
};
