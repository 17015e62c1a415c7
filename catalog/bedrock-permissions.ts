import type { Source } from "./source";

/** What an action can be allowed on. */
export type ResourceType =
  | "foundation-model"
  | "inference-profile"
  | "application-inference-profile"
  | "project"
  | "workspace";

/** One action that a Claude client needs, with the reason that is written beside the grant. */
export interface Permission extends Source {
  readonly action: string;
  readonly reason: string;
  /** Resource types that the action accepts; empty: it has none and takes `*` only. */
  readonly resources: readonly ResourceType[];
}

const SAR = {
  source: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrock.html",
  date: "2026-09-26",
} as const;

/** Everything that a client on Bedrock may be granted; no other action is ever written. */
export const BEDROCK_PERMISSIONS = {
  invoke: {
    action: "bedrock:InvokeModel",
    reason: "model checks at start and short background calls",
    resources: ["foundation-model", "inference-profile", "application-inference-profile"],
    ...SAR,
  },
  stream: {
    action: "bedrock:InvokeModelWithResponseStream",
    reason: "every conversation",
    resources: ["foundation-model", "inference-profile", "application-inference-profile"],
    ...SAR,
  },
  getProfile: {
    action: "bedrock:GetInferenceProfile",
    reason: "resolves an inference profile to its model",
    resources: ["inference-profile", "application-inference-profile"],
    ...SAR,
  },
  countTokens: {
    action: "bedrock:CountTokens",
    reason: "the /context command counts tokens",
    resources: ["foundation-model"],
    ...SAR,
  },
  listProfiles: {
    action: "bedrock:ListInferenceProfiles",
    reason: "asked once at start; the action has no resource type",
    resources: [],
    ...SAR,
  },
} as const satisfies Record<string, Permission>;
