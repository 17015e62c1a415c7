import { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import type { FoundrySku } from "../../catalog/foundry-models";
import { escapeDeep } from "../core/template-text";

/** Newest version of the API that takes the provider data of Anthropic's offer; undocumented there. */
const API = "Microsoft.CognitiveServices/accounts/deployments@2025-10-01-preview";

/** Whose signature a deployment is: it accepts Anthropic's terms and signs its offer on Azure Marketplace. */
export interface AnthropicTerms {
  readonly accept: true;
  readonly organizationName: string;
  /** ISO 3166-1, two capitals. */
  readonly countryCode: string;
  /** One of `FOUNDRY_INDUSTRIES`. */
  readonly industry: string;
}

/** Props of `ClaudeDeployment`. */
export interface ClaudeDeploymentProps {
  /** Resource id of the account. */
  readonly accountId: string;
  /** What clients send as the model. */
  readonly name: string;
  /** Catalog id: `claude-sonnet-5`. */
  readonly model: string;
  /** `1` or a day: Anthropic hosts; `2`: Azure hosts. Never upgraded by itself. */
  readonly version: string;
  /** @default GlobalStandard */
  readonly sku?: FoundrySku;
  /** Thousands of tokens a minute. */
  readonly capacity: number;
  readonly terms: AnthropicTerms;
}

/**
 * One Claude model in a Foundry account. `azurerm_cognitive_deployment` cannot make it (hashicorp/terraform-provider-azurerm
 * 31140), so this is an `azapi_resource`; its body is known at plan time. Deployments of one account come one after the
 * other: Azure refuses two at once with 409.
 */
export class ClaudeDeployment extends TerraformResource {
  static readonly tfResourceType = "azapi_resource";

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ClaudeDeploymentProps,
  ) {
    super(scope, id, {
      terraformResourceType: ClaudeDeployment.tfResourceType,
      terraformGeneratorMetadata: { providerName: "azapi", providerVersion: "2.12.0" },
    });
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    const { accountId, name, model, version, sku = "GlobalStandard", capacity, terms } = this.props;
    const { organizationName, countryCode, industry } = terms;
    return escapeDeep({
      type: API,
      name,
      parent_id: accountId,
      // azapi's own copy of the schema does not know modelProviderData.
      schema_validation_enabled: false,
      body: {
        sku: { name: sku, capacity },
        properties: {
          model: { format: "Anthropic", name: model, version },
          modelProviderData: { organizationName, countryCode, industry },
          raiPolicyName: "Microsoft.DefaultV2",
          versionUpgradeOption: "NoAutoUpgrade",
        },
      },
    });
  }
}
