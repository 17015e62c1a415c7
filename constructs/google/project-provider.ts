import { GoogleProvider } from "@cdktf/provider-google/lib/provider";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";

/** Versions of the provider that every argument in use exists in. */
export const GOOGLE_PROVIDER_VERSIONS = ">= 6.50.0, < 7.0.0";

/** Props of `projectProvider`. */
export interface ProjectProviderProps {
  /** Project that resources lie in. @default none: an organization's stack */
  readonly project?: string;
  /** How the deployer signs in. @default ambient credentials */
  readonly deploy?: {
    /** E-mail of a service account that the deployer acts as. */
    readonly impersonate?: string;
    /** Project that the deployer's calls are billed and limited by, where the credentials are a person's. */
    readonly quotaProject?: string;
  };
}

/** The Google provider for one project. */
export const projectProvider = (scope: Construct, id: string, props: ProjectProviderProps): GoogleProvider => {
  const { project, deploy = {} } = props;
  TerraformStack.of(scope).addOverride("terraform.required_providers.google.version", GOOGLE_PROVIDER_VERSIONS);
  return new GoogleProvider(scope, id, {
    project,
    impersonateServiceAccount: deploy.impersonate,
    ...(deploy.quotaProject === undefined ? {} : { billingProject: deploy.quotaProject, userProjectOverride: true }),
  });
};
