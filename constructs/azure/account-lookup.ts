import { TerraformDataSource } from "cdktf";
import type { Construct } from "constructs";
import { escapeTemplate } from "../core/template-text";

const API = "Microsoft.CognitiveServices/accounts@2025-06-01";

/**
 * An account that exists, read without its keys: `data.azurerm_cognitive_account` would put them into the state. Only
 * what is named is read.
 */
export class AccountLookup extends TerraformDataSource {
  constructor(
    scope: Construct,
    id: string,
    private readonly accountId: string,
  ) {
    super(scope, id, {
      terraformResourceType: "azapi_resource",
      terraformGeneratorMetadata: { providerName: "azapi", providerVersion: "2.12.0" },
    });
  }

  /** Expression that is true where keys open nothing. */
  get keysAreOff(): string {
    return `\${try(${this.fqn}.output.properties.disableLocalAuth, false)}`;
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return {
      type: API,
      resource_id: escapeTemplate(this.accountId),
      response_export_values: ["properties.disableLocalAuth"],
    };
  }
}
