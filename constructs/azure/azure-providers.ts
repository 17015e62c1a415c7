import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { TerraformProvider, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { COGNITIVE_SERVICES } from "../../catalog/azure-permissions";

/** Versions of the providers that every argument in use exists in. */
export const AZURE_PROVIDER_VERSIONS = {
  azapi: ">= 2.12.0, < 3.0.0",
  azuread: ">= 3.7.0, < 4.0.0",
  azurerm: ">= 4.55.0, < 5.0.0",
} as const;

/** Where an entry's providers work; the deployer signs in by the ambient credentials (`az login`, or `ARM_*`). */
export interface AzurePlace {
  readonly tenant: string;
  readonly subscription: string;
}

const pin = (scope: Construct, provider: keyof typeof AZURE_PROVIDER_VERSIONS): void => {
  const path = `terraform.required_providers.${provider}.version`;
  TerraformStack.of(scope).addOverride(path, AZURE_PROVIDER_VERSIONS[provider]);
};

/** A subscription, and what its provider does there. */
export interface SubscriptionPlace extends AzurePlace {
  /** Whether a destroyed account is purged at once, and gives back its quota. */
  readonly purge: boolean;
  /** Resource providers of Azure to register. @default what a Foundry account needs */
  readonly namespaces?: readonly string[];
}

/**
 * The provider for one subscription. It registers what a Foundry account needs and nothing else: a resource for the
 * registration would fail wherever somebody has registered it before.
 */
export const subscriptionProvider = (
  scope: Construct,
  id: string,
  { tenant, subscription, purge, namespaces = [COGNITIVE_SERVICES.provider] }: SubscriptionPlace,
): AzurermProvider => {
  pin(scope, "azurerm");
  return new AzurermProvider(scope, id, {
    subscriptionId: subscription,
    tenantId: tenant,
    resourceProviderRegistrations: "none",
    resourceProvidersToRegister: [...namespaces],
    features: [{ cognitiveAccount: [{ purgeSoftDeleteOnDestroy: purge }] }],
  });
};

/** The provider for the directory of a tenant. */
export const directoryProvider = (scope: Construct, id: string, { tenant }: AzurePlace): AzureadProvider => {
  pin(scope, "azuread");
  return new AzureadProvider(scope, id, { tenantId: tenant });
};

/** The provider `azapi`, of which CDKTF has no binding: it calls Azure Resource Manager with any body. */
export class AzapiProvider extends TerraformProvider {
  constructor(
    scope: Construct,
    id: string,
    private readonly place: AzurePlace,
  ) {
    super(scope, id, {
      terraformResourceType: "azapi",
      terraformGeneratorMetadata: { providerName: "azapi", providerVersion: "2.12.0" },
      terraformProviderSource: "azure/azapi",
    });
    pin(scope, "azapi");
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    const { tenant, subscription } = this.place;
    return { tenant_id: tenant, subscription_id: subscription };
  }
}
