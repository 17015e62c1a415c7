import type { Statement } from "../../../authorization/aws/policy-document";
import { stringLike } from "../../../authorization/glob";
import { concernsModels, namedResources, PROFILE_KEY, pinnedValues, resourcePatternOf } from "../../bedrock-statement";
import { judgeGrants } from "../../policy-documents";
import { statementName } from "../../policy-reading";
import type { Rule } from "../../rule";
import { isWide } from "../../wildcard";

/** What a resource leaves open, in words; `undefined` when it names one model or one profile. */
const openness = (resource: string, statement: Statement): string | undefined => {
  if (resource === "*") return "every model of every vendor";
  const pattern = resourcePatternOf(resource);
  if (pattern === undefined) return isWide(resource) ? "more than one resource" : undefined;
  const { partition, service, region, account, type, id } = pattern;
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

/** Grants name models one by one. */
export const noWildcardModel: Rule = {
  id: "aws/no-wildcard-model",
  protects:
    "No grant covers a model or profile by a wildcard, be it in the model, the vendor, the account or the region",
  appliesTo: ["aws_iam_role_policy", "aws_iam_policy", "aws_ssoadmin_permission_set_inline_policy"],
  remedy:
    "name each model and profile; a region may stay open only under a StringEquals condition on bedrock:InferenceProfileArn",
  link: "https://docs.aws.amazon.com/bedrock/latest/userguide/security_iam_id-based-policy-examples.html",
  check: (view) =>
    judgeGrants(view, (statement) => {
      if (!concernsModels(statement)) return [];
      const name = statementName(statement);
      if (statement.resources?.negated === true) {
        const detail = `${name} allows every model except those under NotResource`;
        return [{ what: `${name} NotResource`, detail, state: "violated" }];
      }
      return namedResources(statement).flatMap((resource) => {
        const open = openness(resource, statement);
        if (open === undefined) return [];
        return [{ what: resource, detail: `${name} allows ${open}`, state: "violated" as const }];
      });
    }),
};
