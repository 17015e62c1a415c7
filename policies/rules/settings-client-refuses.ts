import { settingsDocumentsOf } from "../../plans/settings-documents";
import { clientRefusals } from "../client-refusals";
import type { Rule } from "../rule";

/** Settings that are given out are settings with which a client starts, and goes where they say. */
export const settingsClientRefuses: Rule = {
  id: "settings-client-refuses",
  protects: "No settings are given out that a client refuses, drops, or follows in part only",
  appliesTo: ["output"],
  remedy: "keep one of the two settings, or give the one that is missing",
  link: "https://code.claude.com/docs/en/settings",
  check: (view) =>
    view.once(settingsDocumentsOf).flatMap(({ name, settings }) =>
      clientRefusals(settings).map(({ key, detail, state }) => ({
        ...{ address: "output.client_settings", what: `${name} ${key}`, state },
        detail: `In the settings of ${name}, ${detail}`,
      })),
    ),
};
