import type { OrganizationPolicy, OrganizationPolicyRule } from "../authorization/google/google-view";
import type { Text } from "../authorization/google/text";
import { blockAt } from "./blocks";
import { isJsonObject, type JsonObject, type JsonValue, listAt, textAt, textsOf } from "./json-value";
import type { PlannedResource, PlanView } from "./plan-view";
import { holdsReference } from "./reference";

const NEWER = "google_org_policy_policy";
const OLDER = [
  ["google_project_organization_policy", "project", "projects"],
  ["google_folder_organization_policy", "folder", "folders"],
  ["google_organization_policy", "org_id", "organizations"],
] as const;

/** Resource types of organization policies. */
export const ORGANIZATION_POLICY_TYPES: readonly string[] = [NEWER, ...OLDER.map(([type]) => type)];

const texts = (value: JsonValue | undefined): readonly Text[] =>
  textsOf(value).map((text) => (holdsReference(text) ? { unknown: text } : text));

const isSet = (value: JsonValue | undefined): boolean => value === true || value === "TRUE" || value === "true";

const conditionOf = (rule: JsonObject): { readonly condition?: { readonly expression: string } } => {
  const expression = textAt(blockAt(rule, "condition"), "expression");
  return expression === undefined ? {} : { condition: { expression } };
};

const newerRule = (rule: JsonObject): OrganizationPolicyRule[] => {
  const values = blockAt(rule, "values");
  const [allowed, denied] = [texts(values.allowed_values), texts(values.denied_values)];
  const condition = conditionOf(rule);
  return [
    ...(isSet(rule.allow_all) ? [{ ...condition, allowAll: true as const }] : []),
    ...(isSet(rule.deny_all) ? [{ ...condition, denyAll: true as const }] : []),
    ...(allowed.length > 0 ? [{ ...condition, allowedValues: allowed }] : []),
    ...(denied.length > 0 ? [{ ...condition, deniedValues: denied }] : []),
  ];
};

const newerPolicy = ({ address, values }: PlannedResource): OrganizationPolicy => {
  const [, home, constraint = ""] = /^(.*)\/policies\/([^/]+)$/.exec(textAt(values, "name") ?? "") ?? [];
  const spec = blockAt(values, "spec");
  return {
    ...{ name: address, constraint, resource: home ?? textAt(values, "parent") ?? { unknown: address } },
    rules: listAt(spec, "rules").filter(isJsonObject).flatMap(newerRule),
    inheritFromParent: spec.inherit_from_parent === true,
    reset: spec.reset === true,
  };
};

const olderRules = (allow: JsonObject, deny: JsonObject): OrganizationPolicyRule[] => {
  const [allowed, denied] = [texts(allow.values), texts(deny.values)];
  return [
    ...(isSet(allow.all) ? [{ allowAll: true as const }] : []),
    ...(isSet(deny.all) ? [{ denyAll: true as const }] : []),
    ...(allowed.length > 0 ? [{ allowedValues: allowed }] : []),
    ...(denied.length > 0 ? [{ deniedValues: denied }] : []),
  ];
};

const olderPolicy = ({ address, values }: PlannedResource, argument: string, kind: string): OrganizationPolicy => {
  const list = blockAt(values, "list_policy");
  const home = textAt(values, argument)?.replace(/^(projects|folders|organizations)\//, "");
  return {
    ...{ name: address, constraint: textAt(values, "constraint") ?? "" },
    resource: home === undefined ? { unknown: address } : `${kind}/${home}`,
    rules: olderRules(blockAt(list, "allow"), blockAt(list, "deny")),
    inheritFromParent: list.inherit_from_parent === true,
  };
};

/** Organization policies about lists of values in a stack, as `authorization/google` takes them; named by their addresses. */
export const organizationPoliciesOf = (view: PlanView): readonly OrganizationPolicy[] => [
  ...view.ofType(NEWER).map(newerPolicy),
  ...OLDER.flatMap(([type, argument, kind]) =>
    view.ofType(type).map((resource) => olderPolicy(resource, argument, kind)),
  ),
];
