import { CLIENT_GATES, type VersionGate } from "./client-versions";
import type { Source } from "./source";

/** One route of the client, switched on by a variable. */
export interface ClientRoute extends Source {
  readonly variable: string;
  /** Its word in `allowedProviders`; undefined: not known. */
  readonly word?: string;
  /** Variables that send it elsewhere, where its word is `CUSTOM_ENDPOINT`. */
  readonly addresses: readonly string[];
}

const RUN = { source: "@anthropic-ai/claude-code 2.1.330, run on loopback and read", date: "2026-11-22" };

/** Routes in the order in which the client takes the first that is on; Bedrock and Mantle stand together. */
export const CLIENT_ROUTES: readonly ClientRoute[] = [
  { variable: "CLAUDE_CODE_USE_GATEWAY", word: "gateway", addresses: [], ...RUN },
  { variable: "CLAUDE_CODE_USE_BEDROCK", word: "bedrock", addresses: ["ANTHROPIC_BEDROCK_BASE_URL"], ...RUN },
  { variable: "CLAUDE_CODE_USE_FOUNDRY", word: "foundry", addresses: ["ANTHROPIC_FOUNDRY_BASE_URL"], ...RUN },
  { variable: "CLAUDE_CODE_USE_ANTHROPIC_AWS", word: "anthropicAws", addresses: ["ANTHROPIC_AWS_BASE_URL"], ...RUN },
  {
    ...{ variable: "CLAUDE_CODE_USE_ANTHROPIC_GOOGLE_CLOUD", addresses: ["ANTHROPIC_GOOGLE_CLOUD_BASE_URL"] },
    ...RUN,
  },
  { variable: "CLAUDE_CODE_USE_MANTLE", word: "mantle", addresses: ["ANTHROPIC_BEDROCK_MANTLE_BASE_URL"], ...RUN },
  { variable: "CLAUDE_CODE_USE_VERTEX", word: "vertex", addresses: ["ANTHROPIC_VERTEX_BASE_URL"], ...RUN },
];

/** Variables whose routes a client uses at the same time, telling them apart by the model's id. */
export const ROUTES_TOGETHER: ReadonlySet<string> = new Set(["CLAUDE_CODE_USE_BEDROCK", "CLAUDE_CODE_USE_MANTLE"]);

/** Word in `allowedProviders` for an address that is none of the provider's own; honoured for one pinned in the same document. */
export const CUSTOM_ENDPOINT = "customEndpoint";

/** Every word that `allowedProviders` takes. */
export const PROVIDER_WORDS: ReadonlySet<string> = new Set([
  ...["anthropic", CUSTOM_ENDPOINT],
  ...CLIENT_ROUTES.flatMap(({ word }) => word ?? []),
]);

/** Values of `forceLoginMethod`; the client takes no notice of any other, and says nothing. */
export const LOGIN_METHODS: ReadonlySet<string> = new Set(["claudeai", "console", "gateway"]);

/** Host of Anthropic's API: under any other `ANTHROPIC_BASE_URL` the client has a custom endpoint. */
export const ANTHROPIC_HOST = "api.anthropic.com";

/** Whether the client takes a variable's value for on. */
export const isSwitchedOn = (value: string): boolean => /^(?:1|true|yes|on)$/i.test(value);

/** Name of a Foundry resource as the client takes it; it refuses an address. */
export const FOUNDRY_RESOURCE = /^[A-Za-z0-9-]{2,64}$/;

/** Variables without which an older client goes elsewhere. */
export const VARIABLE_GATES: ReadonlyMap<string, VersionGate> = new Map<string, VersionGate>([
  ["CLAUDE_CODE_USE_ANTHROPIC_GOOGLE_CLOUD", CLIENT_GATES.googleCloudPlatform],
  ["CLAUDE_CODE_USE_MANTLE", CLIENT_GATES.mantle],
]);
