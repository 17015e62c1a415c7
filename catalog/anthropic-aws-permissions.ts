import type { Permission } from "./bedrock-permissions";

const SAR = {
  source:
    "https://platform.claude.com/docs/en/build-with-claude/claude-platform-on-aws, and @anthropic-ai/claude-code 2.1.330, run on loopback",
  date: "2026-11-23",
} as const;

/** Everything that a client on Claude Platform on AWS may be granted; no other action is ever written. */
export const ANTHROPIC_AWS_PERMISSIONS = {
  infer: {
    action: "aws-external-anthropic:CreateInference",
    reason: "every conversation",
    resources: ["workspace"],
    ...SAR,
  },
  countTokens: {
    action: "aws-external-anthropic:CountTokens",
    reason: "the /context command counts tokens",
    resources: ["workspace"],
    ...SAR,
  },
} as const satisfies Record<string, Permission>;
