import { ACCOUNT_TYPES, foundryAccountsOf } from "../../../plans/azure-accounts";
import { roleOf } from "../../../plans/azure-roles";
import type { PlanView } from "../../../plans/plan-view";
import { ASSIGNMENT } from "../../azure-scopes";
import type { Problem, Rule } from "../../rule";

/** Names of the roles assigned in a stack that list keys, each once. */
const readersOf = (view: PlanView): readonly string[] => {
  const reading = view.ofType(ASSIGNMENT).flatMap((resource) => {
    const role = roleOf(view, resource);
    return role !== undefined && role.listsKeys === true ? [role.name] : [];
  });
  return [...new Set(reading)];
};

/**
 * An account has no keys that open it: who could read them would be anybody from then on. Judged are accounts of the kind in which
 * Claude models are deployed; storage, and accounts for speech or vision, are not.
 */
export const keysOpenNothing: Rule = {
  id: "azure/keys-open-nothing",
  protects: "Local authentication is off at every account, so that a role that can list keys lists nothing of use",
  appliesTo: ACCOUNT_TYPES,
  remedy: "set local_auth_enabled to false",
  link: "https://learn.microsoft.com/en-us/azure/ai-services/disable-local-auth",
  check: (view) => {
    const reading = view.once(readersOf);
    const readers = reading.length === 0 ? "" : `, and ${reading.join(", ")} can list them`;
    return view.once(foundryAccountsOf).flatMap(({ resource: { address }, hasKeys }): Problem[] => {
      if (hasKeys === false) return [];
      if (hasKeys === undefined)
        return [{ address, detail: "Whether keys open it is not known before an apply", state: "undecided" }];
      return [{ address, detail: `Keys open this account${readers}`, state: "violated" }];
    });
  },
};
