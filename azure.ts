/**
 * Use as a library on Azure, in an own CDKTF app: `import { FoundryAccess } from "claude-code-access/azure"`. Apart from
 * `index.ts`, so that nobody loads the bindings of a provider that they do not use.
 */
export { type AccountPlace, accountId, roleDefinitionId } from "./catalog/azure-names";
export { AZURE_ROLES } from "./catalog/azure-permissions";
export { AccountLookup } from "./constructs/azure/account-lookup";
export {
  AzapiProvider,
  type AzurePlace,
  directoryProvider,
  subscriptionProvider,
} from "./constructs/azure/azure-providers";
export { CallingRole, type CallingRoleProps } from "./constructs/azure/calling-role";
export {
  type AnthropicTerms,
  ClaudeDeployment,
  type ClaudeDeploymentProps,
} from "./constructs/azure/claude-deployment";
export { FoundryAccess, type FoundryAccessProps, type FoundryDocument } from "./constructs/azure/foundry-access";
export { type DeployedModel, FoundryAccount, type FoundryAccountProps } from "./constructs/azure/foundry-account";
export type { AzurePeople, AzureWorkload } from "./constructs/azure/identity-sources";
export type { FoundryFacts } from "./settings/facts";
