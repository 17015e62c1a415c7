import type { JsonValue } from "../plans/json-value";
import { isJsonList, isJsonObject } from "../plans/json-value";
import type { PlanView } from "../plans/plan-view";
import type { PlanSides } from "../plans/read-plan";
import { type SettingsDocument, settingsDocumentsOf } from "../plans/settings-documents";
import type { SettingChange, SettingsDiff } from "./access-diff";

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

/** Texts of the leaves of a document by key, `env.AWS_REGION`; an empty object is a leaf. */
const leaves = (value: JsonValue, key = "", found = new Map<string, string>()): Map<string, string> => {
  if (isJsonObject(value) && (key === "" || Object.keys(value).length > 0)) {
    for (const name of Object.keys(value)) leaves(value[name] ?? null, key === "" ? name : `${key}.${name}`, found);
    return found;
  }
  return found.set(key, textOf(key, value));
};

const changesBetween = (before: JsonValue, after: JsonValue): readonly SettingChange[] => {
  const [old, now] = [leaves(before), leaves(after)];
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((key) => {
    const [was, is] = [old.get(key), now.get(key)];
    if (was === is) return [];
    return [{ key, ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) }];
  });
};

const byName = (view: PlanView): ReadonlyMap<string, SettingsDocument> =>
  new Map(view.once(settingsDocumentsOf).map((document) => [document.name, document]));

/** What an apply changes in the settings of whom, key by key; sorted by team and identity. Values of the plan are redacted already. */
export const settingsChanges = ({ before, after }: PlanSides): readonly SettingsDiff[] => {
  const [old, now] = [byName(before), byName(after)];
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((name) => {
    const [was, is] = [old.get(name), now.get(name)];
    const document = is ?? was;
    if (document === undefined) return [];
    const keys = changesBetween(was?.settings ?? {}, is?.settings ?? {});
    const change = was === undefined ? "added" : is === undefined ? "removed" : "changed";
    if (change === "changed" && keys.length === 0) return [];
    return [{ stack: after.stack, team: document.team, identity: document.identity, change, keys }];
  });
};
