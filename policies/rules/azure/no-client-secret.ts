import { isJsonList, isJsonObject } from "../../../plans/json-value";
import type { PlannedResource } from "../../../plans/plan-view";
import { REDACTED } from "../../../plans/redact";
import { concernsFoundry } from "../../concerns-foundry";
import type { Problem, Rule } from "../../rule";

const APPLICATION = "azuread_application";
const TYPES = ["azuread_application_password", "azuread_service_principal_password", APPLICATION];

/** Whether a resource makes a secret: by being one, or by a block of its own. */
const makesSecret = ({ type, values }: PlannedResource): boolean => {
  if (type !== APPLICATION) return true;
  const { password } = values;
  return password === REDACTED || (isJsonList(password) ? password.length > 0 : isJsonObject(password));
};

/**
 * An application signs in by a token of its own surroundings, never by a secret. Asked where the stacks have to do
 * with Claude (`concernsFoundry`).
 */
export const noClientSecret: Rule = {
  id: "azure/no-client-secret",
  protects: "No secret of an application is created: whoever has it is the application, and it lies in the state",
  appliesTo: TYPES,
  remedy: "use a federated credential, or a managed identity",
  link: "https://learn.microsoft.com/en-us/entra/workload-id/workload-identity-federation",
  check: (view, circumstances) =>
    TYPES.flatMap((type) =>
      view.ofType(type).flatMap((resource): Problem[] => {
        if (!makesSecret(resource) || !circumstances.once(concernsFoundry)) return [];
        const { address } = resource;
        return [
          { address, detail: "A secret of an application is long-lived, and lies in the state", state: "violated" },
        ];
      }),
    ),
};
