import { roleOf } from "../../../plans/azure-roles";
import { textAt } from "../../../plans/json-value";
import { holdsReference } from "../../../plans/reference";
import { ASSIGNMENT_TYPES, isAccountScope } from "../../azure-scopes";
import type { Problem, Rule } from "../../rule";

/**
 * A role that lets call models is given at one account, not at all that a group or a subscription will ever have. Judged are roles
 * with data actions that let call Claude, built-in ones and those that the stack defines; Owner or a role for OpenAI alone is none.
 */
export const grantAtAccount: Rule = {
  id: "azure/grant-at-account",
  protects:
    "A role that lets call models is assigned at an account, never at a resource group, a subscription or above",
  appliesTo: ASSIGNMENT_TYPES,
  remedy: "set scope to the account's resource id",
  link: "https://learn.microsoft.com/en-us/azure/role-based-access-control/scope-overview",
  check: (view) =>
    ASSIGNMENT_TYPES.flatMap((type) => view.ofType(type)).flatMap((resource): Problem[] => {
      const role = roleOf(view, resource);
      const scope = textAt(resource.values, "scope");
      if (role === undefined || role.callsModels !== true || scope === undefined) return [];
      if (isAccountScope(scope)) return [];
      const { address } = resource;
      const said = `${role.name} is assigned at ${scope}`;
      return holdsReference(scope)
        ? [{ address, detail: `${said}, and what that is shows only at an apply`, state: "undecided" }]
        : [{ address, what: scope, detail: `${said}, wider than an account`, state: "violated" }];
    }),
};
