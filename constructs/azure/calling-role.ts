import { RoleDefinition } from "@cdktf/provider-azurerm/lib/role-definition";
import { Construct } from "constructs";
import { type AccountPlace, resourceGroupId, roleDefinitionId, stableGuid } from "../../catalog/azure-names";
import { AZURE_DATA_ACTIONS } from "../../catalog/azure-permissions";

/** Props of `CallingRole`. */
export interface CallingRoleProps extends AccountPlace {
  readonly tenant: string;
  /** Name of the place; part of the role's name, which is one in a tenant. */
  readonly entry: string;
  readonly organization: string;
}

/** GUID of the custom role of an account, computed from what is declared. */
export const callingRoleGuid = ({ tenant, subscription, resourceGroup, resource }: CallingRoleProps): string =>
  stableGuid(["claude-access role", tenant, subscription, resourceGroup, resource].join("\n"));

/** A role that can call models and nothing else: no key, no account, no other service. Assignable in one resource group. */
export class CallingRole extends Construct {
  /** Resource id, known before any apply. */
  readonly id: string;
  readonly definition: RoleDefinition;

  constructor(scope: Construct, id: string, props: CallingRoleProps) {
    super(scope, id);
    const guid = callingRoleGuid(props);
    this.id = roleDefinitionId(props.subscription, guid);
    this.definition = new RoleDefinition(this, "Definition", {
      roleDefinitionId: guid,
      name: `Claude Code: ${props.organization}, ${props.entry}`,
      description: `Calls Claude models: ${AZURE_DATA_ACTIONS.reason}`,
      scope: resourceGroupId(props),
      assignableScopes: [resourceGroupId(props)],
      permissions: [{ actions: [], dataActions: [...AZURE_DATA_ACTIONS.actions] }],
    });
    this.definition.overrideLogicalId("calling");
  }
}
