import { TerraformProvider, TerraformResource, TerraformStack } from "cdktf";
import type { Construct } from "constructs";

/** The one version that was looked at: the provider makes a release a merge, and has no live tests. */
export const ANTHROPIC_PROVIDER_VERSION = "1.45.0";

/**
 * The provider `ippontech/anthropic`, of which CDKTF has no binding. It signs in by what the environment holds:
 * `ANTHROPIC_ADMIN_API_KEY` for workspaces, `ANTHROPIC_AUTH_TOKEN` (scope `org:admin`) for federation. No argument carries
 * a credential.
 */
export class AnthropicProvider extends TerraformProvider {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      terraformResourceType: "anthropic",
      terraformGeneratorMetadata: { providerName: "anthropic", providerVersion: ANTHROPIC_PROVIDER_VERSION },
      terraformProviderSource: "ippontech/anthropic",
    });
    TerraformStack.of(scope).addOverride("terraform.required_providers.anthropic.version", ANTHROPIC_PROVIDER_VERSION);
  }
}

/** One resource of that provider. */
export class AnthropicResource extends TerraformResource {
  constructor(
    scope: Construct,
    id: string,
    type: `anthropic_${string}`,
    private readonly attributes: Readonly<Record<string, unknown>>,
  ) {
    super(scope, id, {
      terraformResourceType: type,
      terraformGeneratorMetadata: { providerName: "anthropic", providerVersion: ANTHROPIC_PROVIDER_VERSION },
    });
  }

  /** Its id; a token. */
  get id(): string {
    return this.getStringAttribute("id");
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { ...this.attributes };
  }
}
