import { isJsonObject, type JsonObject, listAt, textAt, textsOf } from "./json-value";
import type { PlannedResource, PlanView } from "./plan-view";

/** What a grant is given on, as resource types of the Google provider begin. */
const HOLDERS = [
  "project",
  "folder",
  "organization",
  "service_account",
  "secret_manager_secret",
  "storage_bucket",
] as const;
/** What a grant is given on. */
export type GoogleHolder = (typeof HOLDERS)[number];

/** Types that add one member, and leave everybody else's access as it is. */
export const MEMBER_TYPES = HOLDERS.map((holder) => `google_${holder}_iam_member`);
/** Types that say who alone has a role, or what the whole policy is. */
export const AUTHORITATIVE_TYPES = HOLDERS.flatMap((holder) => [
  `google_${holder}_iam_binding`,
  `google_${holder}_iam_policy`,
]);

/** Project of a resource: its own, or that of its provider's configuration; undefined where the plan does not tell. */
export const googleProjectOf = (view: PlanView, { values, provider }: PlannedResource): string | undefined =>
  textAt(values, "project") ??
  textAt(view.blocks.find(({ address }) => address === `provider.${provider}`)?.values, "project");

/** One role for some members. */
export interface GoogleGrant {
  readonly resource: PlannedResource;
  readonly on: GoogleHolder;
  /** Undefined where the plan does not say. */
  readonly role: string | undefined;
  readonly members: readonly string[];
}

const grantOf = (resource: PlannedResource, on: GoogleHolder): GoogleGrant => ({
  ...{ resource, on },
  role: textAt(resource.values, "role"),
  members: [...textsOf(resource.values.member), ...textsOf(resource.values.members)],
});

/** The JSON of a whole policy; nothing for a text that is none, or that only an apply knows. */
const parsed = (text: string): JsonObject => {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
};

const grantsOfPolicy = (resource: PlannedResource, on: GoogleHolder): GoogleGrant[] =>
  listAt(parsed(textAt(resource.values, "policy_data") ?? ""), "bindings").flatMap((binding) =>
    isJsonObject(binding) ? [{ resource, on, role: textAt(binding, "role"), members: textsOf(binding.members) }] : [],
  );

/** Every grant in a stack, in the order of its types; those of a whole policy as far as the plan knows it. */
export const googleGrantsOf = (view: PlanView): readonly GoogleGrant[] => [
  ...["member", "binding"].flatMap((form) =>
    HOLDERS.flatMap((on) => view.ofType(`google_${on}_iam_${form}`).map((resource) => grantOf(resource, on))),
  ),
  ...HOLDERS.flatMap((on) =>
    view.ofType(`google_${on}_iam_policy`).flatMap((resource) => grantsOfPolicy(resource, on)),
  ),
];

/** Resource types that `googleGrantsOf` looks at. */
export const GOOGLE_GRANT_TYPES: readonly string[] = [...MEMBER_TYPES, ...AUTHORITATIVE_TYPES];
