import { findSettingsKey } from "../../catalog/client-settings";
import { isAtLeast } from "../../catalog/client-versions";
import type { JsonObject } from "../../plans/json-value";
import { textAt } from "../../plans/json-value";
import { type SettingsDocument, settingsDocumentsOf } from "../../plans/settings-documents";
import type { Problem, Rule } from "../rule";

const VERSION = /^\d+\.\d+\.\d+$/;

/** Settings of a document that an older client takes no notice of, with the version that brought them. */
const gated = (settings: JsonObject): readonly (readonly [string, string])[] =>
  Object.keys(settings)
    .sort()
    .flatMap((name) => {
      const since = name === "requiredMinimumVersion" ? undefined : findSettingsKey(name)?.since;
      return since === undefined ? [] : [[name, since] as const];
    });

const judge = ({ name, settings }: SettingsDocument): Problem[] => {
  const least = textAt(settings, "requiredMinimumVersion");
  if (least === undefined) return [];
  const at = { address: "output.client_settings", state: "violated" } as const;
  if (!VERSION.test(least)) {
    const detail = `${name}: requiredMinimumVersion is "${least}", and no version such as 2.1.330`;
    return [{ ...at, what: `${name} requiredMinimumVersion`, detail }];
  }
  return gated(settings)
    .filter(([, since]) => !isAtLeast(least, since))
    .map(([setting, since]) => ({
      ...at,
      what: `${name} ${setting}`,
      detail: `${name}: ${setting} needs a client of ${since} or newer, and ${least} may start: it ignores it`,
    }));
};

/** What settings demand is honoured by every client that may start with them; without a least version every client may. */
export const settingsNeedNewerClient: Rule = {
  id: "settings-need-newer-client",
  protects: "No setting is newer than the oldest client that may start: an older one ignores it without a word",
  appliesTo: ["output"],
  remedy: "declare clients.minimumVersion, at least the version that the setting needs",
  link: "https://code.claude.com/docs/en/settings",
  check: (view) => view.once(settingsDocumentsOf).flatMap(judge),
};
