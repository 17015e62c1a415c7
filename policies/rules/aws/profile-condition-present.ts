import { PROFILE_KEY } from "../../../authorization/aws/needed-requests";
import type { Statement } from "../../../authorization/aws/policy-document";
import { type ClientDocument, clientDocumentsOf } from "../../../plans/client-documents";
import type { Identity } from "../../../plans/identities";
import { textAt } from "../../../plans/json-value";
import type { PlanView } from "../../../plans/plan-view";
import { type PolicyReading, statementName } from "../../../plans/policy-reading";
import { invokingIn, isClaudePattern, namedResources, pinnedValues, resourcePatternOf } from "../../bedrock-statement";
import { grantsOf } from "../../policy-documents";
import type { Problem, Rule } from "../../rule";

type Verdict = Omit<Problem, "address">;

const namesProfile = (statement: Statement): boolean =>
  namedResources(statement).some((resource) => resourcePatternOf(resource)?.type.endsWith("inference-profile"));

/** Models that a statement opens without saying through which profile; those without a region in any case. */
const bareModels = (statement: Statement, inRegion: boolean): Verdict[] => {
  if (pinnedValues(statement, PROFILE_KEY) !== undefined) return [];
  return namedResources(statement).flatMap((resource) => {
    const pattern = resourcePatternOf(resource);
    if (pattern?.type !== "foundation-model" || !isClaudePattern(pattern) || (inRegion && pattern.region !== ""))
      return [];
    const detail = `${statementName(statement)} allows the model without a condition on the inference profile it is called through`;
    return [{ what: resource, detail, state: "violated" as const }];
  });
};

/** Geography by identity, where facts say it. */
const geographies = (view: PlanView): ReadonlyMap<Identity, string | undefined> =>
  new Map(
    view
      .once(clientDocumentsOf)
      .flatMap(({ identity, facts }: ClientDocument) =>
        identity === undefined ? [] : [[identity, textAt(facts, "geography")] as const],
      ),
  );

const judge = (reading: PolicyReading, geography: string | undefined): readonly Verdict[] => {
  const statements = invokingIn(reading);
  const inRegion = geography === undefined ? !statements.some(namesProfile) : geography === "in-region";
  return statements.flatMap((statement) => bareModels(statement, inRegion));
};

/** A model behind a profile is reachable through that profile only: requests stay in the declared geography. */
export const profileConditionPresent: Rule = {
  id: "aws/profile-condition-present",
  protects:
    "Models behind an inference profile are granted only through that profile, unless they are called in their own region",
  appliesTo: ["aws_iam_role_policy", "aws_iam_policy", "aws_ssoadmin_permission_set_inline_policy"],
  remedy: "add a StringEquals condition on bedrock:InferenceProfileArn with the exact profile",
  link: "https://docs.aws.amazon.com/bedrock/latest/userguide/geographic-cross-region-inference.html",
  check: (view) => {
    const geographyOf = geographies(view);
    const judged = new Map<PolicyReading, Map<string | undefined, readonly Verdict[]>>();
    return view.once(grantsOf).flatMap(({ address, reading, identity }) => {
      const geography = identity === undefined ? undefined : geographyOf.get(identity);
      const known = judged.get(reading) ?? new Map<string | undefined, readonly Verdict[]>();
      const verdicts = known.get(geography) ?? judge(reading, geography);
      judged.set(reading, known.set(geography, verdicts));
      return verdicts.map((verdict) => ({ address, ...verdict }));
    });
  },
};
