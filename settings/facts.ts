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

/** A model at an entry on Bedrock Mantle. */
export interface MantleModel extends GrantedModel {
  /** Who answers: Mantle, or Amazon Bedrock beside it. */
  readonly through: "mantle" | "bedrock";
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

/** What is known of one identity in an AWS account once its access is built. */
interface AwsFactsOf extends IdentityFacts {
  readonly account: string;
  readonly partition: string;
  readonly region: string;
  readonly signIn: AwsSignIn;
  /** Role of CI, workloads, OIDC and SAML people; undefined for Identity Center, whose role AWS names itself. */
  readonly roleArn?: string;
}

/** What is known of one identity on Amazon Bedrock. */
export interface BedrockFacts extends AwsFactsOf {
  readonly route: "bedrock";
  readonly geography: Geography;
  readonly models: readonly BedrockModel[];
}

/** What is known of one identity on Bedrock Mantle. */
export interface MantleFacts extends AwsFactsOf {
  readonly route: "mantle";
  /** Of the models that go through Amazon Bedrock. @default all are on Mantle, and Bedrock is not called */
  readonly geography?: Geography;
  readonly models: readonly MantleModel[];
}

/** What is known of one identity on Claude Platform on AWS. */
export interface AnthropicAwsFacts extends AwsFactsOf {
  readonly route: "anthropic-aws";
  /** `wrkspc_…`. */
  readonly workspace: string;
}

/** What is known of one identity on any route in an AWS account. */
export type AwsFacts = BedrockFacts | MantleFacts | AnthropicAwsFacts;

/** Whoever gets credentials of AWS, and where. */
export type AwsHolder = Pick<BedrockFacts, "team" | "entry" | "account" | "region" | "signIn" | "roleArn">;

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

/** A person's own Claude account, of Teams or Enterprise. */
export type ClaudeLogin = { readonly kind: "claudeLogin" };

/** A person's own account of the Claude Console. */
export type ConsoleLogin = { readonly kind: "consoleLogin" };

/** A person's sign-in to Anthropic's apps gateway. */
export type GatewayLogin = { readonly kind: "gatewayLogin" };

/** What a helper needs before it can read: how its holder gets credentials of the cloud where the key lies. */
export type KeyReader =
  | ({ readonly cloud: "aws"; readonly account: string; readonly region: string; readonly roleArn?: string } & {
      readonly signIn: AwsSignIn;
    })
  | {
      readonly cloud: "google";
      readonly project: string;
      readonly signIn: GoogleSignIn;
      readonly serviceAccount?: string;
    }
  | {
      readonly cloud: "azure";
      readonly tenant: string;
      readonly subscription: string;
      readonly signIn: AzureSignIn;
      /** May be a token. */
      readonly clientId?: string;
    };

/** A key that a command prints: the client's `apiKeyHelper`. */
export interface HelperSignIn {
  readonly kind: "helper";
  /** Where the key lies, as a reader calls it: `AWS Secrets Manager`. */
  readonly source: string;
  /** Name of the key there. */
  readonly key: string;
  /** One line for `sh`. */
  readonly posix: string;
  /** One line for Windows. @default there is none */
  readonly windows?: string;
  /** What has to be installed. */
  readonly needs: string;
  /** How long the client keeps the key. @default the client's own, 300 */
  readonly ttlSeconds?: number;
  /** Who may read it, where it lies in a declared cloud. @default whoever the user's own tool lets in */
  readonly reader?: KeyReader;
}

/** A token that the holder's environment has in a variable. */
export interface VariableSignIn {
  readonly kind: "variable";
  readonly variable: "ANTHROPIC_AUTH_TOKEN" | "ANTHROPIC_API_KEY";
}

/** A token of an issuer, exchanged by Anthropic's workload identity federation. */
export interface ExchangeSignIn {
  readonly kind: "exchange";
  readonly source: string;
  readonly issuer: string;
  /** What the rule pins, by the name of a claim; `aud` is Anthropic's own where it is not named. */
  readonly claims: Readonly<Record<string, string>>;
  /** `fdrl_…`; may be a token. @default not made yet */
  readonly ruleId?: string;
  /** `svac_…`; may be a token. @default not made yet */
  readonly serviceAccountId?: string;
}

/** What is known of one identity on Claude Platform on AWS that shows a key of the workspace, and no identity of AWS. */
export interface AnthropicAwsKeyFacts extends IdentityFacts {
  readonly route: "anthropic-aws-key";
  readonly account: string;
  readonly region: string;
  /** `wrkspc_…`. */
  readonly workspace: string;
  readonly signIn: HelperSignIn;
}

/** What is known of one identity on Claude for Teams or Enterprise: people, always. */
export interface ClaudeAiFacts extends Omit<IdentityFacts, "startFamily"> {
  readonly route: "claude-ai";
  readonly anthropicOrganizations: readonly string[];
  /** None: the organization's own settings say which models there are. */
  readonly models: readonly GrantedModel[];
  /** @default the client's own */
  readonly startFamily?: Family;
  readonly signIn: ClaudeLogin;
}

/** What is known of one identity on the Claude Console and its API. */
export interface ConsoleFacts extends IdentityFacts {
  readonly route: "console";
  readonly anthropicOrganization: string;
  /** `wrkspc_…`; may be a token. @default the organization's default workspace, or one that a person makes */
  readonly workspace?: string;
  /** A workspace that a person is to make, in words. @default there is one, or Terraform makes it */
  readonly workspaceToMake?: string;
  /** Who makes what the organization has for this entry. @default a person */
  readonly manage?: "terraform" | "byHand";
  readonly signIn: ConsoleLogin | HelperSignIn | ExchangeSignIn;
}

/** What is known of one identity behind a gateway. */
export interface GatewayFacts extends IdentityFacts {
  readonly route: "gateway";
  /** Where clients call; of the apps gateway, where people sign in. */
  readonly baseUrl: string;
  /** Whose API it speaks; `apps`: Anthropic's apps gateway. */
  readonly api: "anthropic" | "bedrock" | "vertex" | "foundry" | "apps";
  readonly region?: string;
  readonly geography?: Geography;
  readonly project?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly modelDiscovery?: boolean;
  readonly internalNetworks?: readonly string[];
  /** How clients get there. */
  readonly network?: {
    readonly caFile?: string;
    readonly clientCertificateFile?: string;
    readonly clientKeyFile?: string;
    readonly proxy?: string;
    readonly noProxy?: readonly string[];
  };
  readonly signIn: HelperSignIn | VariableSignIn | GatewayLogin;
}

export type Facts =
  | BedrockFacts
  | MantleFacts
  | AnthropicAwsFacts
  | AnthropicAwsKeyFacts
  | VertexFacts
  | AnthropicGoogleCloudFacts
  | FoundryFacts
  | ClaudeAiFacts
  | ConsoleFacts
  | GatewayFacts;
