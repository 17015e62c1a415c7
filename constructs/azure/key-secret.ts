import { KeyVault } from "@cdktf/provider-azurerm/lib/key-vault";
import { Construct } from "constructs";
import { roleDefinitionId } from "../../catalog/azure-names";
import { SECRET_PERMISSIONS } from "../../catalog/secret-permissions";
import { escapeDeep } from "../core/template-text";

const RETENTION_DAYS = 90;

/** Props of `KeySecret`. */
export interface KeySecretProps {
  readonly tenant: string;
  readonly subscription: string;
  readonly resourceGroup: string;
  readonly location: string;
  /** Name of the vault. */
  readonly vault: string;
  /** Name of the secret in it, which a person makes: a secret of Key Vault cannot be without a value. */
  readonly secret: string;
  /** Whether the vault is there already. @default it is made */
  readonly existing?: boolean;
  readonly tags?: Readonly<Record<string, string>>;
}

/** The key vault for one key, opened by roles only, and the scope at which that one secret is read. */
export class KeySecret extends Construct {
  /** The vault, where it is made here. */
  readonly vault: KeyVault | undefined;
  /** Resource id of the one secret, computed from what is declared. */
  readonly secretId: string;
  /** Resource id of the role that reads secrets. */
  readonly roleDefinitionId: string;

  constructor(scope: Construct, id: string, props: KeySecretProps) {
    super(scope, id);
    const { subscription, resourceGroup, vault, secret, existing = false } = props;
    const vaultId = `/subscriptions/${subscription}/resourceGroups/${resourceGroup}/providers/Microsoft.KeyVault/vaults/${vault}`;
    this.secretId = `${vaultId}/secrets/${secret}`;
    this.roleDefinitionId = roleDefinitionId(subscription, SECRET_PERMISSIONS.azure.roleId);
    if (existing) return;
    this.vault = new KeyVault(this, "Vault", {
      name: vault,
      resourceGroupName: resourceGroup,
      location: props.location,
      tenantId: props.tenant,
      skuName: "standard",
      rbacAuthorizationEnabled: true,
      purgeProtectionEnabled: true,
      softDeleteRetentionDays: RETENTION_DAYS,
      tags: escapeDeep(props.tags),
    });
    this.vault.overrideLogicalId("key");
  }
}
