import { callsModels, roleGuidOf, roleNameOf } from "../../../plans/azure-roles";
import { textAt } from "../../../plans/json-value";
import { holdsReference } from "../../../plans/reference";
import type { Problem, Rule } from "../../rule";

const ASSIGNMENT = "azurerm_role_assignment";
const ACCOUNT = /\/providers\/Microsoft\.CognitiveServices\/accounts\/[^/]+(\/|$)/i;
const ACCOUNT_REFERENCE = /<ref [^>]*(azurerm_cognitive_account|azurerm_ai_services|azapi_resource)\./;

/** A role that lets call models is given at one account, not at all that a group or a subscription will ever have. */
export const grantAtAccount: Rule = {
  id: "azure/grant-at-account",
  protects:
    "A role that lets call models is assigned at an account, never at a resource group, a subscription or above",
  appliesTo: [ASSIGNMENT],
  remedy: "set scope to the account's resource id",
  link: "https://learn.microsoft.com/en-us/azure/role-based-access-control/scope-overview",
  check: (view) =>
    view.ofType(ASSIGNMENT).flatMap((resource): Problem[] => {
      const guid = roleGuidOf(resource);
      const scope = textAt(resource.values, "scope");
      if (guid === undefined || callsModels(guid) !== true || scope === undefined) return [];
      if (ACCOUNT.test(scope) || ACCOUNT_REFERENCE.test(scope)) return [];
      const { address } = resource;
      const said = `${roleNameOf(guid)} is assigned at ${scope}`;
      return holdsReference(scope)
        ? [{ address, detail: `${said}, and what that is shows only at an apply`, state: "undecided" }]
        : [{ address, what: scope, detail: `${said}, wider than an account`, state: "violated" }];
    }),
};
