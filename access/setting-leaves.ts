import type { JsonValue } from "../plans/json-value";
import { isJsonList, isJsonObject } from "../plans/json-value";

/** Lists of settings in which the order says nothing. */
const SETS = new Set([
  ...[
    "availableModels",
    "permissions.allow",
    "permissions.deny",
    "permissions.ask",
    "permissions.additionalDirectories",
  ],
  ...["allowedProviders", "enabledMcpjsonServers", "disabledMcpjsonServers", "forceLoginOrgUUID"],
]);

const textOf = (key: string, value: JsonValue): string => {
  if (!isJsonList(value) || !SETS.has(key)) return canonical(value);
  return `[${value
    .map((item) => canonical(item))
    .sort()
    .join(", ")}]`;
};

/** JSON text with sorted keys: values that say the same have the same text. */
const canonical = (value: JsonValue): string => {
  if (isJsonList(value)) return `[${value.map(canonical).join(", ")}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const keys = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}: ${canonical(value[key] ?? null)}`).join(", ")}}`;
};

/** JSON texts of the leaves of a settings document by key, `env.AWS_REGION`; an empty object is a leaf. */
export const settingLeaves = (value: JsonValue, key = "", found = new Map<string, string>()): Map<string, string> => {
  if (isJsonObject(value) && (key === "" || Object.keys(value).length > 0)) {
    for (const name of Object.keys(value))
      settingLeaves(value[name] ?? null, key === "" ? name : `${key}.${name}`, found);
    return found;
  }
  return found.set(key, textOf(key, value));
};
