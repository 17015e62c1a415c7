import type { Permission } from "../../../authorization/azure/azure-view";
import { isKnown, type Text } from "../../../authorization/google/text";
import { AZURE_DATA_ACTIONS } from "../../../catalog/azure-permissions";
import { callModels, listKeys, permissionsOf, roleOf } from "../../../plans/azure-roles";
import { isJsonList, textAt } from "../../../plans/json-value";
import type { PlannedResource, PlanView } from "../../../plans/plan-view";
import { ASSIGNMENT, isAccountScope } from "../../azure-scopes";
import type { Problem, Rule } from "../../rule";

const DEFINITION = "azurerm_role_definition";
const OF_ACCOUNTS = /^microsoft\.cognitiveservices\//i;
/** Below these lies what clients may need: Microsoft's page and Claude Code's disagree about which. */
const NEEDED = [...AZURE_DATA_ACTIONS.actions, ...AZURE_DATA_ACTIONS.otherwise].map((one) =>
  one.toLowerCase().replace(/\*$/, ""),
);

const namesAccounts = (texts: readonly Text[] = []): boolean =>
  texts.some((text) => isKnown(text) && OF_ACCOUNTS.test(text));

const isNeeded = (text: string): boolean => NEEDED.some((start) => text.toLowerCase().startsWith(start));

/** Data actions of a role that calls models which clients do not need. */
const beyond = (permissions: readonly Permission[]): readonly string[] =>
  permissions
    .flatMap(({ dataActions = [] }) => dataActions.filter(isKnown))
    .filter((action) => !isNeeded(action))
    .sort();

const judge = (resource: PlannedResource): Problem[] => {
  const { address, values } = resource;
  const permissions = permissionsOf(resource);
  const isOpen =
    resource.unknown.some(({ argument }) => argument === "permissions") || typeof values.permissions === "string";
  if (isOpen && !isJsonList(values.permissions))
    return [{ address, detail: "What the role holds is not known before an apply", state: "undecided" }];
  const calls = callModels(permissions) === true;
  const keys = permissions.filter((one) => listKeys([one]) === true);
  const readsKeys = keys.some(({ actions }) => calls || namesAccounts(actions));
  return [
    ...(calls ? beyond(permissions) : []).map((action): Problem => {
      const detail = `This role lets call models, and holds ${action} besides, which clients do not need`;
      return { address, what: action, detail, state: "violated" };
    }),
    ...(readsKeys
      ? [{ address, what: "listKeys", detail: "This role reads the keys of accounts", state: "violated" as const }]
      : []),
  ];
};

/** Roles of Azure's that read the keys of an account, and do not call models but by them. */
const judgeAssignment = (view: PlanView, assignment: PlannedResource): Problem[] => {
  const role = roleOf(view, assignment);
  if (role?.isBuiltIn !== true || role.callsModels === true || role.listsKeys !== true) return [];
  if (!isAccountScope(textAt(assignment.values, "scope") ?? "")) return [];
  const detail = `${role.name} changes the account and reads its keys, far more than calling models`;
  return [{ address: assignment.address, what: role.name, detail, state: "violated" }];
};

/**
 * A role that lets call models does that and nothing else. Judged are custom roles that let call Claude models, custom roles that
 * name Cognitive Services and list keys, and Azure's own that administer (Owner, Contributor) where they are assigned at an account; a
 * role for models of OpenAI alone, or for all of a subscription, is somebody else's.
 */
export const azureRoleBeyondCatalog: Rule = {
  id: "azure/role-beyond-catalog",
  protects: "Roles that let call models hold no other data action, and no role for an account reads its keys",
  appliesTo: [DEFINITION, ASSIGNMENT],
  remedy: `grant a role with ${AZURE_DATA_ACTIONS.actions.join(", ")} alone, and no action that lists keys`,
  link: AZURE_DATA_ACTIONS.source,
  check: (view) => [
    ...view.ofType(DEFINITION).flatMap(judge),
    ...view.ofType(ASSIGNMENT).flatMap((resource) => judgeAssignment(view, resource)),
  ],
};
