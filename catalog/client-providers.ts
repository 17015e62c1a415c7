import type { Source } from "./source";

/** Word of `allowedProviders` by the variable that turns a provider on. */
export const PROVIDER_SWITCHES: Readonly<Record<string, string>> = {
  CLAUDE_CODE_USE_ANTHROPIC_AWS: "anthropicAws",
  CLAUDE_CODE_USE_BEDROCK: "bedrock",
  CLAUDE_CODE_USE_FOUNDRY: "foundry",
  CLAUDE_CODE_USE_GATEWAY: "gateway",
  CLAUDE_CODE_USE_MANTLE: "mantle",
  CLAUDE_CODE_USE_VERTEX: "vertex",
};

/** Every word that `allowedProviders` takes; any other lets nothing in. */
export const PROVIDER_WORDS: readonly string[] = [
  ...["anthropic", "anthropicAws", "bedrock", "customEndpoint", "foundry", "gateway", "mantle", "vertex"],
];

/** Where the words and switches were read. */
export const PROVIDERS_READ: Source = {
  source: "@anthropic-ai/claude-code 2.1.330, run on loopback (test/lanes/client)",
  date: "2026-11-23",
};
