import type { Source } from "./source";

/** One key of a settings document. */
export interface SettingsKey extends Source {
  readonly name: string;
  readonly type: "string" | "boolean" | "strings" | "object";
  /** `managed`: honoured from managed sources only. */
  readonly places: "any" | "managed";
  /** First client version that knows it; undefined: older than every version that was looked at (2.1.51). */
  readonly since?: string;
}

const CHANGELOG = { source: "changelog of @anthropic-ai/claude-code", date: "2026-11-22" };
const RUN = { source: "@anthropic-ai/claude-code 2.1.330 and 2.1.240, run on loopback", date: "2026-11-22" };

/** Keys that this tool writes. */
export const SETTINGS_KEYS: readonly SettingsKey[] = [
  // 2.1.240 ignores it and 2.1.330 honours it; the versions between were not looked at.
  { name: "allowedProviders", type: "strings", places: "managed", since: "2.1.330", ...RUN },
  { name: "availableModels", type: "strings", places: "any", ...RUN },
  { name: "awsAuthRefresh", type: "string", places: "any", ...RUN },
  { name: "awsCredentialExport", type: "string", places: "any", ...RUN },
  { name: "enforceAvailableModels", type: "boolean", places: "managed", since: "2.1.175", ...CHANGELOG },
  { name: "env", type: "object", places: "any", ...RUN },
  { name: "model", type: "string", places: "any", ...RUN },
  { name: "modelOverrides", type: "object", places: "any", since: "2.1.73", ...CHANGELOG },
  { name: "requiredMinimumVersion", type: "string", places: "managed", since: "2.1.163", ...CHANGELOG },
];

const BY_NAME = new Map(SETTINGS_KEYS.map((key) => [key.name, key]));

/** What is known of a settings key; undefined for one that this tool never writes. */
export const findSettingsKey = (name: string): SettingsKey | undefined => BY_NAME.get(name);

/** Whether `version` is `least` or newer; both as `MAJOR.MINOR.PATCH`. */
export const isAtLeast = (version: string, least: string): boolean => {
  const numbers = (text: string) => text.split(".").map(Number);
  const [have, want] = [numbers(version), numbers(least)];
  const index = have.findIndex((number, at) => number !== want[at]);
  return index === -1 || (have[index] ?? 0) > (want[index] ?? 0);
};
