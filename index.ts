/**
 * Use as a library, in an own CDKTF app. Constructs are imported from here; everything else of the package is the
 * business of its commands.
 */

export type { CiSource } from "./catalog/pipeline/ci-source";
export type { AccessDocument, AccessDocuments } from "./constructs/aws/access-document";
export { AccountIssuers, type AccountIssuersProps } from "./constructs/aws/account-issuers";
export { type AccountProviderProps, AWS_PROVIDER_VERSIONS, accountProvider } from "./constructs/aws/account-provider";
export { AccountSamlProvider, type AccountSamlProviderProps } from "./constructs/aws/account-saml-provider";
export { AnthropicAwsAccess, type AnthropicAwsAccessProps } from "./constructs/aws/anthropic-aws-access";
export { BedrockAccess, type BedrockAccessProps } from "./constructs/aws/bedrock-access";
export type { ProfileOverrides } from "./constructs/aws/bedrock-models";
export { IdentityCenter, type IdentityCenterProps } from "./constructs/aws/identity-center";
export type { IssuerUse, WorkloadSource } from "./constructs/aws/identity-sources";
export { MantleAccess, type MantleAccessProps } from "./constructs/aws/mantle-access";
export type { Laptop, PeopleSource } from "./constructs/aws/people-source";
export { ProfileLookup } from "./constructs/aws/profile-lookup";
export type { ModelChoice } from "./constructs/core/model-choice";
export type { ClientSettings, ClientWishes } from "./settings/client-settings";
export type { AnthropicAwsFacts, BedrockFacts, IdentityKey, MantleFacts } from "./settings/facts";
