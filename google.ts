/**
 * Use as a library on Google Cloud, in an own CDKTF app: `import { VertexAccess } from "claude-code-access/google"`. Apart from
 * `index.ts`, so that nobody loads the bindings of a provider that they do not use.
 */
export {
  AnthropicGoogleCloudAccess,
  type AnthropicGoogleCloudAccessProps,
} from "./constructs/google/anthropic-google-cloud-access";
export {
  CustomRoles,
  type CustomRolesProps,
  invokeRoleName,
  projectRoleName,
  quotaRoleName,
  type RoleHome,
} from "./constructs/google/custom-roles";
export type { GoogleAccessProps, GoogleDocument, GoogleDocuments } from "./constructs/google/google-access";
export {
  DenyOthers,
  type DenyOthersProps,
  PoolBoundary,
  type PoolBoundaryProps,
} from "./constructs/google/guard-rails";
export type { ExistingPool, GooglePeople, GoogleWorkload } from "./constructs/google/identity-sources";
export { ModelPolicy, type ModelPolicyProps } from "./constructs/google/model-policy";
export { PipelinePool, type PipelinePoolProps } from "./constructs/google/pipeline-pool";
export { projectNumberOf } from "./constructs/google/project-number";
export { type ProjectProviderProps, projectProvider } from "./constructs/google/project-provider";
export { ProjectServices } from "./constructs/google/project-services";
export { VertexAccess, type VertexAccessProps } from "./constructs/google/vertex-access";
export { WorkforceSignIn, type WorkforceSignInProps } from "./constructs/google/workforce-sign-in";
export type { AnthropicGoogleCloudFacts, VertexFacts } from "./settings/facts";
