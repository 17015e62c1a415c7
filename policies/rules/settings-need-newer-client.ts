import { VARIABLE_GATES } from "../../catalog/client-routes";
import { findSettingsKey } from "../../catalog/client-settings";
import { CLIENT_GATES, isAtLeast } from "../../catalog/client-versions";
import { isJsonList, type JsonObject, objectAt, textAt } from "../../plans/json-value";
import { type SettingsDocument, settingsDocumentsOf } from "../../plans/settings-documents";
import type { Problem, Rule } from "../rule";

const MINIMUM = "requiredMinimumVersion";

/** First version that does what a key says with this value; undefined: every version that was looked at. */
const sinceOf = (key: string, settings: JsonObject): string | undefined => {
  const value = settings[key];
  if (value === undefined || value === null || key === MINIMUM) return undefined;
  if (key === "forceLoginMethod" && value === "gateway") return CLIENT_GATES.gatewayLogin.since;
  if (key === "forceLoginOrgUUID" && !(isJsonList(value) && value.length > 1)) return CLIENT_GATES.loginPolicy.since;
  return findSettingsKey(key)?.since;
};

/** What a document says that not every client knows, with the first version that does. */
const gatedIn = (settings: JsonObject): readonly (readonly [string, string])[] => [
  ...Object.keys(settings).flatMap((key) => {
    const since = sinceOf(key, settings);
    return since === undefined ? [] : [[key, since] as const];
  }),
  ...Object.entries(objectAt(settings, "env")).flatMap(([name, value]) => {
    const gate = VARIABLE_GATES.get(name);
    return gate === undefined || value === "" ? [] : [[`env.${name}`, gate.since] as const];
  }),
];

const VERSION = /^\d+\.\d+\.\d+$/;

const judge = ({ name, settings }: SettingsDocument): readonly Problem[] => {
  if (settings[MINIMUM] === undefined) return [];
  const least = textAt(settings, MINIMUM) ?? "";
  return gatedIn(settings).flatMap(([key, since]): Problem[] => {
    const about = { address: "output.client_settings", what: `${name} ${key}` };
    if (!VERSION.test(least)) {
      const detail = `${MINIMUM} is no version that can be read, and clients of ${name} older than ${since} take no notice of ${key}`;
      return [{ ...about, detail, state: "undecided" }];
    }
    if (isAtLeast(least, since)) return [];
    const detail = `${name} may have a client of ${least}, which takes no notice of ${key}: ${since} is the first known to`;
    return [{ ...about, detail, state: "violated" }];
  });
};

/** What settings say is heard by every client of the version that they state; settings that state none promise none. */
export const settingsNeedNewerClient: Rule = {
  id: "settings-need-newer-client",
  protects: "No setting is relied on that a client of the stated minimum version does not know",
  appliesTo: ["output"],
  remedy: `raise \`${MINIMUM}\` (\`clients.minimumVersion\`), or do without the setting`,
  link: "https://code.claude.com/docs/en/settings",
  check: (view) => view.once(settingsDocumentsOf).flatMap(judge),
};
