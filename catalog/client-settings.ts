import { CLIENT_GATES } from "./client-versions";
import type { Source } from "./source";

/** One key of a settings document. */
export interface SettingsKey extends Source {
  readonly name: string;
  readonly type: "string" | "boolean" | "strings" | "string or strings" | "object";
  /** `managed`: honoured from managed sources only. */
  readonly places: "any" | "managed";
  /** First client version known to have it; undefined: older than every version that was looked at (2.1.51). */
  readonly since?: string;
}

const RUN = { source: "@anthropic-ai/claude-code 2.1.330 and 2.1.240, run on loopback", date: "2026-11-22" };

/** Keys that this tool writes. */
export const SETTINGS_KEYS: readonly SettingsKey[] = [
  { name: "apiKeyHelper", type: "string", places: "any", ...RUN },
  { name: "allowedProviders", type: "strings", places: "managed", ...CLIENT_GATES.allowedProviders },
  { name: "availableModels", type: "strings", places: "any", ...RUN },
  { name: "availableModelsMatch", type: "string", places: "managed", ...CLIENT_GATES.availableModelsMatch },
  { name: "awsAuthRefresh", type: "string", places: "any", ...RUN },
  { name: "awsCredentialExport", type: "string", places: "any", ...RUN },
  { name: "enforceAvailableModels", type: "boolean", places: "managed", ...CLIENT_GATES.enforceAvailableModels },
  { name: "env", type: "object", places: "any", ...RUN },
  { name: "forceLoginGatewayUrl", type: "string", places: "managed", ...CLIENT_GATES.gatewayLogin },
  { name: "forceLoginMethod", type: "string", places: "managed", ...CLIENT_GATES.loginPolicy },
  { name: "forceLoginOrgUUID", type: "string or strings", places: "managed", ...CLIENT_GATES.loginOrganizations },
  { name: "gatewayInternalNetworks", type: "strings", places: "managed", ...CLIENT_GATES.gatewayLogin },
  { name: "gcpAuthRefresh", type: "string", places: "any", ...RUN },
  { name: "model", type: "string", places: "any", ...RUN },
  { name: "modelOverrides", type: "object", places: "any", ...CLIENT_GATES.modelOverrides },
  { name: "requiredMinimumVersion", type: "string", places: "managed", ...CLIENT_GATES.requiredMinimumVersion },
];

const BY_NAME = new Map(SETTINGS_KEYS.map((key) => [key.name, key]));

/** What is known of a settings key; undefined for one that this tool never writes. */
export const findSettingsKey = (name: string): SettingsKey | undefined => BY_NAME.get(name);
