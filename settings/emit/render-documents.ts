import type { ClientSettings } from "../client-settings";
import type { Facts } from "../facts";
import { environmentOf, managedSettings, projectSettings, userSettings } from "../flavour";
import { helperOf, windowsSettings } from "../helper-settings";
import { liveVariables } from "../live-variables";
import type { Artefact } from "./artefact";
import { configurationProfile, PREFERENCE_DOMAIN, preferenceList, registryFile } from "./device-management";
import { posixScript, powershellScript } from "./environment-scripts";
import { jsonText } from "./json-text";
import { pageOf } from "./page-of";
import { peoplePage } from "./people-page";

const FILE_MODE = 0o644;

/** Payloads of device management, for the laptops of people. */
const payloads = (
  facts: Facts,
  managed: ClientSettings,
  onWindows: ClientSettings | undefined,
): Record<string, string> =>
  facts.identity === "people"
    ? {
        "mdm/claude-code.mobileconfig": configurationProfile(facts, managed),
        ...(onWindows === undefined ? {} : { "mdm/claude-code.reg": registryFile(onWindows) }),
        [`mdm/${PREFERENCE_DOMAIN}.plist`]: preferenceList(managed),
      }
    : {};

/** Documents of their own for Windows, where a helper is another line than for `sh`. */
const forWindows = (
  facts: Facts,
  settings: ClientSettings | undefined,
  managed: ClientSettings | undefined,
): Record<string, string> =>
  helperOf(facts) === undefined || settings === undefined || managed === undefined
    ? {}
    : { "windows/managed-settings.json": jsonText(managed), "windows/settings.json": jsonText(userSettings(settings)) };

/** What an organization's own clients fetch, for its administrator to paste; a page of the browser is the only way in. */
const forServer = (facts: Facts, managed: ClientSettings): Record<string, string> =>
  facts.route === "claude-ai" ? { "server-managed-settings.json": jsonText(managed) } : {};

/**
 * Everything that is delivered for one identity, below `TEAM/ENTRY/IDENTITY/`: settings for each place, the environment
 * as scripts, what credentials come from, and a page for its holder, which speaks of the way they are delivered. Sorted by path; the
 * same input gives the same bytes. Facts must be known (`needsApply`).
 *
 * @throws Error for a text that one of the formats cannot hold.
 */
export const renderDocuments = (facts: Facts, settings: ClientSettings): readonly Artefact[] => {
  const folder = `${facts.team}/${facts.entry}/${facts.identity}`;
  const environment = environmentOf(settings);
  const live = liveVariables(facts);
  const managed = managedSettings(settings, live);
  const windows = windowsSettings(facts, settings);
  const managedWindows = windows === undefined ? undefined : managedSettings(windows, live);
  const files: Record<string, string> = {
    "README.md": peoplePage(facts, settings),
    ...pageOf(facts).files,
    "env.ps1": powershellScript(environment),
    "env.sh": posixScript(environment),
    "managed-settings.d/50-claude-access.json": jsonText(managed),
    "managed-settings.json": jsonText(managed),
    ...payloads(facts, managed, managedWindows),
    ...forServer(facts, managed),
    ...forWindows(facts, windows, managedWindows),
    "project-settings.json": jsonText(projectSettings(settings)),
    "settings.json": jsonText(userSettings(settings)),
  };
  return Object.entries(files)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => ({ path: `${folder}/${name}`, mode: FILE_MODE, value }));
};
