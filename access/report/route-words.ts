import type { AccessRoute } from "../access-side";

/** Routes as their providers call them. */
export const ROUTE_WORDS: Readonly<Record<AccessRoute, string>> = {
  bedrock: "Amazon Bedrock",
  mantle: "Bedrock Mantle",
  "anthropic-aws": "Claude Platform on AWS",
  vertex: "Vertex AI",
  foundry: "Microsoft Foundry",
  console: "the Claude Console",
  "claude-ai": "claude.ai",
  gateway: "the gateway",
};
