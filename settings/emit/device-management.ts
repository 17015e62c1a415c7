import { createHash } from "node:crypto";
import type { ClientSettings } from "../client-settings";
import type { Facts } from "../facts";
import { registryText } from "../quote/registry-text";
import { jsonText } from "./json-text";
import { type PropertyValue, propertyList } from "./property-list";

/** Preference domain of the client on macOS (client 2.1.330, binary for darwin-arm64, 2026-11-22). */
export const PREFERENCE_DOMAIN = "com.anthropic.claudecode";

const asProperties = (settings: ClientSettings): PropertyValue => JSON.parse(jsonText(settings)) as PropertyValue;

/** A UUID that is the same on every render, so that a device replaces the profile instead of keeping two. */
const stableUuid = (name: string): string => {
  const hex = createHash("sha256").update(name).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)]
    .join("-")
    .toUpperCase();
};

/** Managed preferences of macOS as a bare property list, for tools that take one per domain. */
export const preferenceList = (managed: ClientSettings): string => propertyList(asProperties(managed));

/**
 * Configuration profile for macOS, unsigned: the managed document as forced preferences of the client's domain.
 * @see https://developer.apple.com/documentation/devicemanagement/managedpreferences
 */
export const configurationProfile = (facts: Facts, managed: ClientSettings): string => {
  const identifier = `claude-access.${facts.organization}.${facts.entry}.${facts.team}`;
  const payload = (part: string, type: string, more: { readonly [key: string]: PropertyValue }): PropertyValue => ({
    PayloadDisplayName: `Claude Code for ${facts.team}`,
    PayloadIdentifier: `${identifier}${part}`,
    PayloadType: type,
    PayloadUUID: stableUuid(`${identifier}${part}`),
    PayloadVersion: 1,
    ...more,
  });
  const preferences = { Forced: [{ mcx_preference_settings: asProperties(managed) }] };
  const inner = payload(".settings", "com.apple.ManagedClient.preferences", {
    PayloadContent: { [PREFERENCE_DOMAIN]: preferences },
    PayloadEnabled: true,
  });
  return propertyList(payload("", "Configuration", { PayloadContent: [inner], PayloadScope: "System" }));
};

const asciiJson = (settings: ClientSettings): string =>
  JSON.stringify(JSON.parse(jsonText(settings))).replace(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

/** Registry file for Windows: the managed document as JSON in the value that the client reads (`HKLM`, machine-wide). */
export const registryFile = (managed: ClientSettings): string =>
  [
    "Windows Registry Editor Version 5.00",
    "",
    "[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\ClaudeCode]",
    `"Settings"=${registryText(asciiJson(managed))}`,
    "",
  ].join("\r\n");
