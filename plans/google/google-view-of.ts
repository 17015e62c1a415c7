import type {
  Boundary,
  CustomRole,
  DenyRule,
  GoogleView,
  OrganizationPolicy,
} from "../../authorization/google/google-view";
import { isKnown } from "../../authorization/google/text";
import { blocksOf, oneBlock } from "../blocks";
import { isJsonObject, textAt } from "../json-value";
import { organizationPoliciesOf } from "../organization-policies";
import type { PlannedResource, PlanView } from "../plan-view";
import { bindingsOf, conditionOf, parentsOf, textList } from "./bindings-of";
import {
  argumentText,
  CUSTOM_ROLE_TYPES,
  customRoleName,
  emailOf,
  type MadeNames,
  madeNames,
  textWith,
} from "./made-names";

const rolesOf = (view: PlanView, names: MadeNames): readonly CustomRole[] =>
  CUSTOM_ROLE_TYPES.flatMap((type) =>
    view.ofType(type).flatMap((role) => {
      const name = customRoleName(view, role);
      const enabled = textAt(role.values, "stage") !== "DISABLED";
      return name === undefined ? [] : [{ name, permissions: textList(names, role.values, "permissions"), enabled }];
    }),
  );

const SERVICE = /^\/?\/?cloudresourcemanager\.googleapis\.com\//;

const attachmentOf = (text: string): string => {
  try {
    return decodeURIComponent(text).replace(SERVICE, "");
  } catch {
    return text;
  }
};

const denyRulesOf = (view: PlanView, names: MadeNames): readonly DenyRule[] =>
  view.ofType("google_iam_deny_policy").flatMap((policy) => {
    const parent = argumentText(names, policy, "parent") ?? { unknown: "only the apply tells" };
    const resource = typeof parent === "string" ? attachmentOf(parent) : parent;
    return blocksOf(policy.values.rules).flatMap((rule) => {
      const deny = oneBlock(isJsonObject(rule) ? rule.deny_rule : undefined);
      if (!isJsonObject(deny)) return [];
      const condition = conditionOf(deny.denial_condition, names);
      return [
        {
          ...{ name: policy.address, resource },
          deniedPrincipals: textList(names, deny, "denied_principals"),
          exceptionPrincipals: textList(names, deny, "exception_principals"),
          deniedPermissions: textList(names, deny, "denied_permissions"),
          exceptionPermissions: textList(names, deny, "exception_permissions"),
          ...(condition === undefined ? {} : { condition }),
        },
      ];
    });
  });

const organizationPolicies = (view: PlanView, names: MadeNames): readonly OrganizationPolicy[] =>
  view.once(organizationPoliciesOf).map((policy) => {
    const { resource } = policy;
    return { ...policy, resource: isKnown(resource) ? textWith(names, resource) : resource };
  });

const BINDINGS = ["projects", "folders", "organizations"].map((holder) => `google_iam_${holder}_policy_binding`);

/** Whether a policy binding binds a boundary policy: by its id, or by reference to it. */
const binds = (binding: PlannedResource, policy: PlannedResource): boolean => {
  const named = textAt(binding.values, "policy");
  const id = textAt(policy.values, "principal_access_boundary_policy_id");
  if (named === undefined || named.includes("<ref "))
    return `${named} ${binding.unknown.flatMap(({ references }) => references).join(" ")}`.includes(policy.address);
  return id !== undefined && named.endsWith(`/principalAccessBoundaryPolicies/${id}`);
};

const boundariesOf = (view: PlanView, names: MadeNames): readonly Boundary[] =>
  view.ofType("google_iam_principal_access_boundary_policy").flatMap((policy) => {
    const details = oneBlock(policy.values.details);
    const rules = blocksOf(isJsonObject(details) ? details.rules : undefined);
    const version = textAt(details, "enforcement_version");
    return BINDINGS.flatMap((type) => view.ofType(type))
      .filter((binding) => binds(binding, policy))
      .map((binding) => {
        const target = textAt(oneBlock(binding.values.target), "principal_set");
        const condition = conditionOf(binding.values.condition, names);
        return {
          name: binding.address,
          target: target === undefined ? { unknown: "only the apply tells" } : textWith(names, target),
          resources: rules.flatMap((rule) => textList(names, rule, "resources")),
          ...(version === undefined ? {} : { enforcementVersion: textWith(names, version) }),
          ...(condition === undefined ? {} : { condition }),
        };
      });
  });

/** What a plan says of who may do what on Google Cloud, ours or anybody's; names of what it makes are filled in. */
export const googleViewOf = (view: PlanView): GoogleView => {
  const names = view.once(madeNames);
  const { bindings, unread } = bindingsOf(view, names);
  const numbers = view.ofType("google_project").flatMap(({ values }) => {
    const [id, number] = [textAt(values, "project_id"), textAt(values, "number")];
    return id === undefined || number === undefined || number.includes("<ref ") ? [] : [[id, number] as const];
  });
  return {
    ...{ bindings, unread },
    roles: rolesOf(view, names),
    denyRules: denyRulesOf(view, names),
    boundaries: boundariesOf(view, names),
    organizationPolicies: organizationPolicies(view, names),
    serviceAccounts: view.ofType("google_service_account").flatMap((account) => emailOf(view, account) ?? []),
    parents: parentsOf(view),
    projectNumbers: Object.fromEntries(numbers),
  };
};

/** Several stacks as one: roles, policies and hierarchy of one count for the grants of another. */
export const joinedGoogleView = (views: readonly GoogleView[]): GoogleView => ({
  bindings: views.flatMap(({ bindings }) => bindings),
  roles: views.flatMap(({ roles = [] }) => roles),
  denyRules: views.flatMap(({ denyRules = [] }) => denyRules),
  boundaries: views.flatMap(({ boundaries = [] }) => boundaries),
  organizationPolicies: views.flatMap(({ organizationPolicies = [] }) => organizationPolicies),
  serviceAccounts: [...new Set(views.flatMap(({ serviceAccounts = [] }) => serviceAccounts))],
  parents: Object.assign({}, ...views.map(({ parents = {} }) => parents)),
  projectNumbers: Object.assign({}, ...views.map(({ projectNumbers = {} }) => projectNumbers)),
  unread: views.flatMap(({ unread = [] }) => unread),
});
