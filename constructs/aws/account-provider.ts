import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { escapeTemplate } from "../core/template-text";

/** Versions of the provider that every argument in use exists in; the bindings themselves ask for 6.x only. */
export const AWS_PROVIDER_VERSIONS = ">= 5.100.0, < 7.0.0";

/** Props of `accountProvider`. */
export interface AccountProviderProps {
  readonly region: string;
  /** Account that Terraform must be signed in to; any other stops the plan. @default not checked */
  readonly account?: string;
  /** Second configuration of one stack. @default the stack's default configuration */
  readonly alias?: string;
  /** How the deployer signs in. @default ambient credentials */
  readonly deploy?: { readonly profile?: string; readonly assumeRole?: string; readonly externalId?: string };
}

/**
 * The AWS provider for one account and region. Widens the stack's constraint on the provider's version: the bindings ask for
 * the one that they were generated from.
 */
export const accountProvider = (scope: Construct, id: string, props: AccountProviderProps): AwsProvider => {
  const { region, account, alias, deploy = {} } = props;
  TerraformStack.of(scope).addOverride("terraform.required_providers.aws.version", AWS_PROVIDER_VERSIONS);
  return new AwsProvider(scope, id, {
    region,
    alias,
    allowedAccountIds: account === undefined ? undefined : [account],
    profile: deploy.profile === undefined ? undefined : escapeTemplate(deploy.profile),
    assumeRole:
      deploy.assumeRole === undefined
        ? undefined
        : [
            {
              roleArn: deploy.assumeRole,
              sessionName: "claude-access",
              externalId: deploy.externalId === undefined ? undefined : escapeTemplate(deploy.externalId),
            },
          ],
  });
};
