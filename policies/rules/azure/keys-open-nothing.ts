import { listsKeys, roleGuidOf, roleNameOf } from "../../../plans/azure-roles";
import type { Problem, Rule } from "../../rule";

const ACCOUNT = "azurerm_cognitive_account";
const ASSIGNMENT = "azurerm_role_assignment";

/** An account has no keys that open it: who could read them would be anybody from then on. */
export const keysOpenNothing: Rule = {
  id: "azure/keys-open-nothing",
  protects: "Local authentication is off at every account, so that a role that can list keys lists nothing of use",
  appliesTo: [ACCOUNT],
  remedy: "set local_auth_enabled to false",
  link: "https://learn.microsoft.com/en-us/azure/ai-services/disable-local-auth",
  check: (view) => {
    const reading = view.ofType(ASSIGNMENT).flatMap((resource) => {
      const guid = roleGuidOf(resource);
      return guid !== undefined && listsKeys(guid) ? [roleNameOf(guid)] : [];
    });
    const readers = reading.length === 0 ? "" : `, and ${[...new Set(reading)].join(", ")} can list them`;
    return view.ofType(ACCOUNT).flatMap(({ address, values, unknown }): Problem[] => {
      if (values.local_auth_enabled === false) return [];
      if (unknown.some(({ argument }) => argument === "local_auth_enabled"))
        return [{ address, detail: "Whether keys open it is not known before an apply", state: "undecided" }];
      return [{ address, detail: `Keys open this account${readers}`, state: "violated" }];
    });
  },
};
