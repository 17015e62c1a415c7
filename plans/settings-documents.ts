import { isJsonObject, type JsonObject, objectAt } from "./json-value";
import type { PlanView } from "./plan-view";

/** One settings document of the output `client_settings`, whatever its route. */
export interface SettingsDocument {
  readonly team: string;
  /** `people`, `ci/NAME` or `workload/NAME`. */
  readonly identity: string;
  /** `payments people`, `payments ci/deploy`: team and identity. */
  readonly name: string;
  readonly facts: JsonObject;
  readonly settings: JsonObject;
}

/** Documents of the output `client_settings`; empty when the stack has none, or none that can be read. */
export const settingsDocumentsOf = (view: PlanView): readonly SettingsDocument[] =>
  Object.entries(objectAt(view.outputs.client_settings?.value, "teams")).flatMap(([team, identities]) =>
    Object.entries(isJsonObject(identities) ? identities : {}).map(([identity, document]) => ({
      ...{ team, identity, name: `${team} ${identity}` },
      facts: objectAt(document, "facts"),
      settings: objectAt(document, "settings"),
    })),
  );
