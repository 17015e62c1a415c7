import { CLAUDE_ACCOUNT_KIND } from "../catalog/azure-permissions";
import { bodyOf } from "./claude-deployments";
import { objectAt, textAt } from "./json-value";
import type { PlannedResource, PlanView } from "./plan-view";

/** Resource types that make accounts in which Claude can be deployed. */
export const ACCOUNT_TYPES = ["azurerm_cognitive_account", "azurerm_ai_services", "azapi_resource"] as const;

/** An account in which Claude models can be deployed. */
export interface FoundryAccount {
  readonly resource: PlannedResource;
  /** Whether keys open it; undefined where only an apply knows. */
  readonly hasKeys: boolean | undefined;
}

const bySwitch = (resource: PlannedResource, argument: string): FoundryAccount => {
  const said = resource.values[argument];
  const isOpen = typeof said === "string" || resource.unknown.some((one) => one.argument === argument);
  return { resource, hasKeys: said === false ? false : isOpen ? undefined : true };
};

const byBody = (resource: PlannedResource): FoundryAccount[] => {
  const body = bodyOf(resource);
  if (!/^Microsoft\.CognitiveServices\/accounts@/i.test(textAt(resource.values, "type") ?? "")) return [];
  if (textAt(body, "kind") !== CLAUDE_ACCOUNT_KIND.kind) return [];
  return [{ resource, hasKeys: objectAt(body, "properties").disableLocalAuth !== true }];
};

/** Accounts in a stack in which Claude models can be deployed; those of another kind are left out. */
export const foundryAccountsOf = (view: PlanView): readonly FoundryAccount[] => [
  ...view
    .ofType("azurerm_cognitive_account")
    .filter(({ values }) => (textAt(values, "kind") ?? CLAUDE_ACCOUNT_KIND.kind) === CLAUDE_ACCOUNT_KIND.kind)
    .map((resource) => bySwitch(resource, "local_auth_enabled")),
  ...view.ofType("azurerm_ai_services").map((resource) => bySwitch(resource, "local_authentication_enabled")),
  ...view.ofType("azapi_resource").flatMap(byBody),
];
