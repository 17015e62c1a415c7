import { textAt, textsOf } from "./json-value";
import type { PlannedResource, PlanView } from "./plan-view";

/** What a grant is given on, as resource types of the Google provider begin. */
const HOLDERS = ["project", "folder", "organization", "service_account", "secret_manager_secret", "storage_bucket"];

/** Types that add one member, and leave everybody else's access as it is. */
export const MEMBER_TYPES = HOLDERS.map((holder) => `google_${holder}_iam_member`);
/** Types that say who alone has a role, or what the whole policy is. */
export const AUTHORITATIVE_TYPES = HOLDERS.flatMap((holder) => [
  `google_${holder}_iam_binding`,
  `google_${holder}_iam_policy`,
]);
const GRANT_TYPES = [...MEMBER_TYPES, ...HOLDERS.map((holder) => `google_${holder}_iam_binding`)];

/** One role for some members. */
export interface GoogleGrant {
  readonly resource: PlannedResource;
  /** Undefined where the plan does not say. */
  readonly role: string | undefined;
  readonly members: readonly string[];
}

/** Every grant in a stack, in the order of its types. */
export const googleGrantsOf = (view: PlanView): readonly GoogleGrant[] =>
  GRANT_TYPES.flatMap((type) =>
    view.ofType(type).map((resource) => ({
      resource,
      role: textAt(resource.values, "role"),
      members: [...textsOf(resource.values.member), ...textsOf(resource.values.members)],
    })),
  );

/** Resource types that `googleGrantsOf` looks at. */
export const GOOGLE_GRANT_TYPES: readonly string[] = GRANT_TYPES;
