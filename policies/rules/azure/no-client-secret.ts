import { concernsFoundry } from "../../concerns-foundry";
import type { Problem, Rule } from "../../rule";

const TYPES = ["azuread_application_password", "azuread_service_principal_password"];

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
      view.ofType(type).flatMap(({ address }): Problem[] => {
        if (!circumstances.once(concernsFoundry)) return [];
        return [
          { address, detail: "A secret of an application is long-lived, and lies in the state", state: "violated" },
        ];
      }),
    ),
};
