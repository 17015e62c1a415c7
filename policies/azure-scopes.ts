/** Type of what gives a role to somebody. */
export const ASSIGNMENT = "azurerm_role_assignment";

/** Types of what gives a role to somebody, now or as soon as they ask for it (Privileged Identity Management). */
export const ASSIGNMENT_TYPES: readonly string[] = [
  ASSIGNMENT,
  "azurerm_pim_active_role_assignment",
  "azurerm_pim_eligible_role_assignment",
];

const ACCOUNT = /\/providers\/Microsoft\.CognitiveServices\/accounts\/[^/]+(\/|$)/i;
const ACCOUNT_REFERENCE = /<ref [^>]*(azurerm_cognitive_account|azurerm_ai_services|azapi_resource)\./;

/** Whether a scope is an account of Cognitive Services, or lies in one. */
export const isAccountScope = (scope: string): boolean => ACCOUNT.test(scope) || ACCOUNT_REFERENCE.test(scope);
