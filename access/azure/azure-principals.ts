import { addressOfMark } from "../../plans/azure/made-ids";
import { textAt } from "../../plans/json-value";
import type { PlannedResource, PlanView } from "../../plans/plan-view";

/** Resource types that are principals: the attribute that is their object id, and what they are called. */
const PRINCIPALS: ReadonlyMap<string, readonly [id: string, kind: string, name: string]> = new Map([
  ["azurerm_user_assigned_identity", ["principal_id", "managed identity", "name"]],
  ["azuread_group", ["object_id", "group", "display_name"]],
  ["azuread_service_principal", ["object_id", "application", "display_name"]],
  ["azuread_user", ["object_id", "user", "user_principal_name"]],
]);

/** A principal as a reader knows it. */
export interface AzurePrincipal {
  /** The resource that it is, where the plan makes it or looks it up. */
  readonly resource: PlannedResource | undefined;
  readonly kind: string;
  readonly name: string;
}

const KINDS: ReadonlyMap<string, string> = new Map([
  ["Group", "group"],
  ["User", "user"],
  ["ServicePrincipal", "application"],
]);

/** Finds out who a principal is, by its object id or by the mark that stands for it, in any of these stacks. */
export const azurePrincipals = (
  views: readonly PlanView[],
): ((principalId: string, principalType: string | undefined) => AzurePrincipal) => {
  const byId = new Map<string, PlannedResource>();
  const byAddress = new Map<string, PlannedResource>();
  for (const resource of views.flatMap(({ resources }) => resources)) {
    const [attribute] = PRINCIPALS.get(resource.type) ?? [];
    if (attribute === undefined) continue;
    byAddress.set(resource.address, resource);
    const id = textAt(resource.values, attribute);
    if (id !== undefined) byId.set(id.toLowerCase(), resource);
  }
  return (principalId, principalType) => {
    const resource = byId.get(principalId.toLowerCase()) ?? byAddress.get(addressOfMark(principalId) ?? "");
    const [, kind = "principal", attribute = "name"] = PRINCIPALS.get(resource?.type ?? "") ?? [];
    if (resource === undefined)
      return { resource, kind: KINDS.get(principalType ?? "") ?? "principal", name: principalId };
    return { resource, kind, name: textAt(resource.values, attribute) ?? resource.address };
  };
};
