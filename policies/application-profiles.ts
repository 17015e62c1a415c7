import { listAt, objectAt, textAt } from "../plans/json-value";
import type { PlannedResource, PlanView } from "../plans/plan-view";
import { referencesIn } from "../plans/reference";

/** An application profile that the plan makes. */
export interface ApplicationProfile {
  readonly address: string;
  /** ARN or stand-in by which documents of the plan name it; `undefined` when the plan does not know it. */
  readonly arn: string | undefined;
  /** ARN of the profile or model that it stands for. */
  readonly source: string | undefined;
}

const sourceOf = ({ values }: PlannedResource): string | undefined => {
  const [block] = listAt(values, "model_source");
  return textAt(block ?? objectAt(values, "model_source"), "copy_from");
};

/** Stand-in that a plan view has for a new profile: its id is `planned-` and the address. */
const PLANNED = /:application-inference-profile\/planned-(.+)$/;

/** Application profiles of the plan. */
export const applicationProfilesOf = (view: PlanView): readonly ApplicationProfile[] =>
  view.ofType("aws_bedrock_inference_profile").map((resource) => {
    const arn = textAt(resource.values, "arn");
    return { address: resource.address, arn: arn?.startsWith("arn:") ? arn : undefined, source: sourceOf(resource) };
  });

const byName = (view: PlanView): ReadonlyMap<string, ApplicationProfile> =>
  new Map(
    view
      .once(applicationProfilesOf)
      .flatMap((profile) => [profile.address, profile.arn ?? ""].map((name) => [name, profile] as const)),
  );

/** The profile of the plan that a resource of a document names by its ARN, stand-in or reference. */
export const profileOf = (view: PlanView, resource: string): ApplicationProfile | undefined => {
  const profiles = view.once(byName);
  const referred = referencesIn(resource).map((expression) => expression.replace(/\.(?:arn|id)$/, ""));
  const names = [resource, PLANNED.exec(resource)?.[1] ?? "", ...referred];
  return names.flatMap((name) => (name === "" ? [] : (profiles.get(name) ?? [])))[0];
};

/** What an application profile of the plan stands for; `undefined` for one that is not in it. */
export const sourceOfProfile = (view: PlanView, resource: string): string | undefined => {
  const source = profileOf(view, resource)?.source;
  return source === resource ? undefined : source;
};
