import { stringLike } from "../../../authorization/glob";
import { identitiesOf } from "../../../plans/identities";
import type { PlanView } from "../../../plans/plan-view";
import type { PolicyReading } from "../../../plans/policy-reading";
import { type ApplicationProfile, applicationProfilesOf, profileOf } from "../../application-profiles";
import { couldBeClaude, invokingIn, namedResources, resourcePatternOf } from "../../bedrock-statement";
import { grantsOf } from "../../policy-documents";
import type { Problem, Rule } from "../../rule";
import { isWide } from "../../wildcard";

/** What the documents of a plan let be called. */
interface Called {
  /** Addresses of application profiles. */
  readonly profiles: ReadonlySet<string>;
  /** Whether some document lets any application profile be called. */
  readonly anyProfile: boolean;
  /** Ids of models, patterns among them. */
  readonly models: readonly string[];
  /** Whether every document could be read. */
  readonly whole: boolean;
}

const resourcesOf = (reading: PolicyReading): readonly string[] =>
  invokingIn(reading).flatMap((statement) =>
    statement.resources?.negated === true ? ["*"] : namedResources(statement),
  );

const coversProfiles = (resource: string): boolean => {
  const pattern = resourcePatternOf(resource);
  if (pattern === undefined) return resource === "*";
  return (isWide(pattern.type) || isWide(pattern.id)) && stringLike(pattern.type, "application-inference-profile");
};

/** Id of the model that a model's or a profile's ARN names. */
const modelOf = (arn: string): string | undefined => {
  const pattern = resourcePatternOf(arn);
  if (pattern?.type === "foundation-model") return pattern.id;
  return pattern?.type === "inference-profile" ? pattern.id.replace(/^[^.]*\./, "") : undefined;
};

const calledOf = (view: PlanView): Called => {
  const resources = new Set([...new Set(view.once(grantsOf).map(({ reading }) => reading))].flatMap(resourcesOf));
  const named = [...resources];
  return {
    profiles: new Set(named.flatMap((resource) => profileOf(view, resource)?.address ?? [])),
    anyProfile: named.some(coversProfiles),
    models: [...new Set(named.filter(couldBeClaude).flatMap((resource) => modelOf(resource) ?? []))],
    whole: view
      .once(identitiesOf)
      .every(({ grants, foreign }) => foreign.length === 0 && grants.every(({ state }) => state === "known")),
  };
};

const problemOf = ({ address, source }: ApplicationProfile, called: Called): Problem[] => {
  if (called.profiles.has(address) || (source !== undefined && !couldBeClaude(source))) return [];
  const model = source === undefined ? undefined : modelOf(source);
  const granted = called.models.filter((one) => model === undefined || stringLike(one, model));
  if (granted.length === 0) return [];
  const what = model ?? "Claude's models";
  const detail = `Grants of this plan cover ${what}, but none lets this application profile be called`;
  return [{ address, detail, state: called.whole && model !== undefined ? "violated" : "undecided" }];
};

/** An application profile that is made is one that somebody may call. */
export const profilesCanBeCalled: Rule = {
  id: "aws/profiles-can-be-called",
  protects: "Whoever is granted a model may also call the application profiles that the same plan makes for it",
  appliesTo: ["aws_bedrock_inference_profile"],
  remedy: "allow bedrock:InvokeModel and its streaming form on the ARN of the application profile, too",
  link: "https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html",
  check: (view) => {
    const profiles = view.once(applicationProfilesOf);
    if (profiles.length === 0) return [];
    const called = calledOf(view);
    return called.anyProfile ? [] : profiles.flatMap((profile) => problemOf(profile, called));
  },
};
