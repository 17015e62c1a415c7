import type { Geography } from "../catalog/bedrock-profiles";
import type { Family } from "../catalog/models";
import type { VertexLocation } from "../catalog/vertex-locations";
import type { Deliver } from "./client-settings";

/** Who holds a settings document: a team's people, one of its pipelines, or one of its workloads. */
export type IdentityKey = "people" | `ci/${string}` | `workload/${string}`;

/** One granted model, by the names that a client and a person use for it. Strings may be Terraform tokens. */
export interface GrantedModel {
  /** Catalog id, `claude-sonnet-5`. */
  readonly model: string;
  readonly family: Family;
  /** What the client sends: on Bedrock an inference-profile id, a foundation-model id, or an application-profile ARN (may be a token); on Foundry a deployment's name. */
  readonly target: string;
  /** Granted but no longer pinned; last day, `YYYY-MM-DD`. */
  readonly retiringUntil?: string;
}

/** A model on Amazon Bedrock. */
export interface BedrockModel extends GrantedModel {
  /** ARN of the inference profile behind `target`; undefined for a model called in its own region. */
  readonly profileArn?: string;
  /** Inference-profile or model id as the client's built-in tables know it (`eu.anthropic.claude-sonnet-5`). */
  readonly systemId: string;
}

/** A model on Vertex AI. */
export interface VertexModel extends GrantedModel {
  /** Location that answers for this model alone. @default the entry's */
  readonly location?: VertexLocation;
}

/** How the holder gets AWS credentials. */
export type AwsSignIn =
  | {
      readonly kind: "identityCenter";
      readonly startUrl: string;
      readonly ssoRegion: string;
      readonly permissionSetName: string;
    }
  | { readonly kind: "credentialProcess"; readonly command: string }
  | { readonly kind: "authRefresh"; readonly command: string }
  /** CI and workloads: whatever the runner, pod or instance provides. Settings must not shadow it. */
  | { readonly kind: "ambient"; readonly source: string };

/** How the holder gets Google credentials. */
export type GoogleSignIn =
  /** A Google account of a person, by `gcloud`. */
  | { readonly kind: "googleAccount" }
  /** A company's own sign-in, by workforce identity federation. */
  | {
      readonly kind: "workforce";
      /** `//iam.googleapis.com/locations/global/workforcePools/POOL/providers/PROVIDER`. */
      readonly audience: string;
    }
  /** A token of an issuer, exchanged by workload identity federation. */
  | {
      readonly kind: "federation";
      readonly source: string;
      /** `//iam.googleapis.com/projects/NUMBER/locations/global/workloadIdentityPools/POOL/providers/PROVIDER`. */
      readonly audience: string;
      /** What the token's `aud` must be. @default `https:` and `audience` */
      readonly tokenAudience?: string;
    }
  /** Whatever the machine or pod provides. Settings must not shadow it. */
  | { readonly kind: "ambient"; readonly source: string };

/** How the holder gets tokens of Entra. */
export type AzureSignIn =
  /** A person, by the Azure CLI. */
  | { readonly kind: "azureCli" }
  /** A token of an issuer, exchanged by a federated credential. */
  | {
      readonly kind: "federation";
      readonly source: string;
      /** What the token's `aud` must be. */
      readonly audience: string;
    }
  /** Whatever the machine or pod provides. Settings must not shadow it. */
  | { readonly kind: "ambient"; readonly source: string };

/** What is known of every identity, whatever its route. */
interface IdentityFacts {
  readonly organization: string;
  readonly team: string;
  /** Name of the provider entry, `aws-eu`. */
  readonly entry: string;
  readonly identity: IdentityKey;
  /** Sorted by family, pinned before retiring. */
  readonly models: readonly GrantedModel[];
  /** Family that a session starts with. */
  readonly startFamily: Family;
  /** How the settings reach the client. @default managed files */
  readonly deliver?: Deliver;
}

/** What is known of one identity on Amazon Bedrock once its access is built. */
export interface BedrockFacts extends IdentityFacts {
  readonly route: "bedrock";
  readonly account: string;
  readonly partition: string;
  readonly region: string;
  readonly geography: Geography;
  readonly models: readonly BedrockModel[];
  readonly signIn: AwsSignIn;
  /** Role of CI, workloads, OIDC and SAML people; undefined for Identity Center, whose role AWS names itself. */
  readonly roleArn?: string;
}

/** What is known of one identity in a Google Cloud project, whoever manages the models there. */
interface GoogleFacts extends IdentityFacts {
  /** Id of the project that is called and billed. */
  readonly project: string;
  /** Members that the grant names: `group:…`, `principal://…`, `principalSet://…`, `serviceAccount:…`; several only for people named one by one. */
  readonly members: readonly string[];
  /** E-mail of the service account that the holder acts as. @default the holder is the member itself */
  readonly serviceAccount?: string;
  readonly signIn: GoogleSignIn;
  /** Project that user credentials name for quota; the holder may use it. @default none is named */
  readonly quotaProject?: string;
}

/** What is known of one identity on Vertex AI. */
export interface VertexFacts extends GoogleFacts {
  readonly route: "vertex";
  readonly region: VertexLocation;
  readonly models: readonly VertexModel[];
}

/** What is known of one identity of Claude models on Google Cloud that Anthropic manages. */
export interface AnthropicGoogleCloudFacts extends GoogleFacts {
  readonly route: "anthropic-google-cloud";
  /** `global`, or a location of the service. */
  readonly location: string;
  readonly workspace: string;
}

/** What is known of one identity on Microsoft Foundry. */
export interface FoundryFacts extends IdentityFacts {
  readonly route: "foundry";
  readonly tenant: string;
  readonly subscription: string;
  readonly resourceGroup: string;
  /** Name of the account, which is part of its address. */
  readonly resource: string;
  readonly location: string;
  /** Where clients call instead of the account's own address; ends in `/anthropic`. @default the account's own */
  readonly baseUrl?: string;
  /** Object id of each principal that the grant names; may be a token. Several only for people named one by one. */
  readonly principals: readonly string[];
  /** Client id of the managed identity or application that the holder is; may be a token. */
  readonly clientId?: string;
  readonly signIn: AzureSignIn;
}

export type Facts = BedrockFacts | VertexFacts | AnthropicGoogleCloudFacts | FoundryFacts;
