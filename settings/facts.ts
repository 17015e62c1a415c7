import type { Geography } from "../catalog/bedrock-profiles";
import type { Family } from "../catalog/models";
import type { Deliver } from "./client-settings";

/** Who holds a settings document: a team's people, one of its pipelines, or one of its workloads. */
export type IdentityKey = "people" | `ci/${string}` | `workload/${string}`;

/** One granted model, by the names that a client, IAM and a person use for it. Strings may be Terraform tokens. */
export interface GrantedModel {
  /** Catalog id, `claude-sonnet-5`. */
  readonly model: string;
  readonly family: Family;
  /** What the client sends: an inference-profile id, a foundation-model id, or an application-profile ARN (may be a token). */
  readonly target: string;
  /** ARN of the inference profile behind `target`; undefined for a model called in its own region. */
  readonly profileArn?: string;
  /** Inference-profile or model id as the client's built-in tables know it (`eu.anthropic.claude-sonnet-5`). */
  readonly systemId: string;
  /** Granted but no longer pinned; last day, `YYYY-MM-DD`. */
  readonly retiringUntil?: string;
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

/** What is known of one identity on Amazon Bedrock once its access is built. */
export interface BedrockFacts {
  readonly route: "bedrock";
  readonly organization: string;
  readonly team: string;
  /** Name of the provider entry, `aws-eu`. */
  readonly entry: string;
  readonly identity: IdentityKey;
  readonly account: string;
  readonly partition: string;
  readonly region: string;
  readonly geography: Geography;
  /** Sorted by family, pinned before retiring. */
  readonly models: readonly GrantedModel[];
  /** Family that a session starts with. */
  readonly startFamily: Family;
  readonly signIn: AwsSignIn;
  /** Role of CI, workloads, OIDC and SAML people; undefined for Identity Center, whose role AWS names itself. */
  readonly roleArn?: string;
  /** How the settings reach the client. @default managed files */
  readonly deliver?: Deliver;
}

export type Facts = BedrockFacts;
