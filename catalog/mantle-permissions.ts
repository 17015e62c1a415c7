import type { Permission } from "./bedrock-permissions";

const SAR = {
  source: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_bedrock-mantle.html",
  date: "2026-11-23",
} as const;

/** Everything that a client on Bedrock Mantle may be granted; no other action is ever written. */
export const MANTLE_PERMISSIONS = {
  infer: {
    action: "bedrock-mantle:CreateInference",
    reason: "every conversation",
    resources: ["project"],
    ...SAR,
  },
  countTokens: {
    action: "bedrock-mantle:CountTokens",
    reason: "the /context command counts tokens",
    resources: ["project"],
    ...SAR,
  },
} as const satisfies Record<string, Permission>;

/** Key by which AWS tells which model Mantle is asked for; both actions have it. */
export const MANTLE_MODEL_KEY = "bedrock-mantle:Model";
