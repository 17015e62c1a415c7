import { listAt } from "../../../plans/json-value";
import type { PlannedResource, PlanView } from "../../../plans/plan-view";
import { REDACTED } from "../../../plans/redact";
import { concernsFoundry } from "../../concerns-foundry";
import type { Problem, Rule } from "../../rule";

const SECRETS = ["azuread_application_password", "azuread_service_principal_password"];
const APPLICATION = "azuread_application";

/** A block with a password is sensitive as a whole. */
const hasPassword = ({ values }: PlannedResource): boolean =>
  values.password === REDACTED || listAt(values, "password").length > 0;

const secretsOf = (view: PlanView): readonly PlannedResource[] => [
  ...SECRETS.flatMap((type) => view.ofType(type)),
  ...view.ofType(APPLICATION).filter(hasPassword),
];

/**
 * An application signs in by a token of its own surroundings, never by a secret. Asked where the stacks have to do
 * with Claude (`concernsFoundry`).
 */
export const noClientSecret: Rule = {
  id: "azure/no-client-secret",
  protects: "No secret of an application is created: whoever has it is the application, and it lies in the state",
  appliesTo: [...SECRETS, APPLICATION],
  remedy: "use a federated credential, or a managed identity",
  link: "https://learn.microsoft.com/en-us/entra/workload-id/workload-identity-federation",
  check: (view, circumstances) => {
    const secrets = secretsOf(view);
    if (secrets.length === 0 || !circumstances.once(concernsFoundry)) return [];
    return secrets.map(
      ({ address }): Problem => ({
        ...{ address, state: "violated" },
        detail: "A secret of an application is long-lived, and lies in the state",
      }),
    );
  },
};
