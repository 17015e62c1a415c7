import type { Permission } from "../authorization/azure/azure-view";
import { permissionsHold } from "../authorization/azure/role-holds";
import type { Text } from "../authorization/google/text";
import { anyOf, type Truth } from "../authorization/truth";
import { AZURE_DATA_ACTIONS, AZURE_ROLES } from "../catalog/azure-permissions";
import { AZURE_ROLE_DEFINITIONS } from "../catalog/azure-roles";
import { isJsonObject, type JsonValue, listAt, textAt, textsOf } from "./json-value";
import type { PlannedResource, PlanView } from "./plan-view";
import { holdsReference } from "./reference";

const GUID = /([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\|.*)?$/i;
const DEFINITION = "azurerm_role_definition";
const REFERENCE = /^<ref (azurerm_role_definition\.[^>]+)\.(?:id|role_definition_id|role_definition_resource_id)>$/;

/** What somebody asks who calls models, as one page or the other has it. */
const CALLS = [...AZURE_DATA_ACTIONS.actions, ...AZURE_DATA_ACTIONS.otherwise].map((operation) => ({
  operation: operation.toLowerCase(),
  kind: "dataAction" as const,
}));
const LISTS_KEYS = { operation: "microsoft.cognitiveservices/accounts/listkeys/action", kind: "action" } as const;

/** Names of built-in roles, past ones too, by which an assignment may call them. */
const BY_NAME: ReadonlyMap<string, string> = new Map([
  ...Object.entries(AZURE_ROLE_DEFINITIONS).map(([guid, { name }]) => [name.toLowerCase(), guid] as const),
  ["azure ai user", AZURE_ROLES.foundryUser.id],
]);

/** GUID of the role of an assignment, in lower case; of a built-in role also by its name. Undefined where the plan does not say it. */
export const roleGuidOf = ({ values }: PlannedResource): string | undefined => {
  const [, guid] = GUID.exec(textAt(values, "role_definition_id") ?? "") ?? [];
  return guid?.toLowerCase() ?? BY_NAME.get((textAt(values, "role_definition_name") ?? "").toLowerCase());
};

const operations = (value: JsonValue | undefined): readonly Text[] =>
  textsOf(value).map((text) => (holdsReference(text) ? { unknown: text } : text));

/** What a custom role holds. */
export const permissionsOf = ({ values }: PlannedResource): readonly Permission[] =>
  listAt(values, "permissions")
    .filter(isJsonObject)
    .map((permission) => ({
      actions: operations(permission.actions),
      notActions: operations(permission.not_actions),
      dataActions: operations(permission.data_actions),
      notDataActions: operations(permission.not_data_actions),
    }));

/** A role of which is known what it holds. */
export interface PlannedRole {
  readonly name: string;
  /** Whether it lets call Claude models; a role for models of OpenAI alone does not. */
  readonly callsModels: Truth;
  /** Whether it reads the keys of an account. */
  readonly listsKeys: Truth;
}

/** Roles that a stack defines, by address, GUID and name. */
const definitions = (view: PlanView): ReadonlyMap<string, PlannedResource> =>
  new Map(
    view.ofType(DEFINITION).flatMap((resource) => {
      const { address, values } = resource;
      const keys = [address, textAt(values, "role_definition_id"), textAt(values, "name")];
      return keys.flatMap((key) => (key === undefined ? [] : [[key, resource] as const]));
    }),
  );

/** Whether permissions let call Claude models. */
export const callModels = (permissions: readonly Permission[]): Truth =>
  anyOf(CALLS, (call) => permissionsHold(permissions, call));

/** Whether permissions read the keys of an account. */
export const listKeys = (permissions: readonly Permission[]): Truth => permissionsHold(permissions, LISTS_KEYS);

const readRole = (name: string, permissions: readonly Permission[]): PlannedRole => ({
  ...{ name, callsModels: callModels(permissions), listsKeys: listKeys(permissions) },
});

/** Looks up a role by GUID, address or name; each is read once, however often it is assigned. */
const roleReader = (view: PlanView): ((key: string) => PlannedRole | undefined) => {
  const own = definitions(view);
  const known = new Map<string, PlannedRole | undefined>();
  const read = (key: string): PlannedRole | undefined => {
    const defined = own.get(key);
    if (defined !== undefined)
      return readRole(textAt(defined.values, "name") ?? defined.address, permissionsOf(defined));
    const built = Object.hasOwn(AZURE_ROLE_DEFINITIONS, key) ? AZURE_ROLE_DEFINITIONS[key] : undefined;
    return built === undefined ? undefined : readRole(built.name, built.permissions);
  };
  return (key) => {
    if (!known.has(key)) known.set(key, read(key));
    return known.get(key);
  };
};

/** The role of an assignment: a built-in one, or one that the same stack defines. Undefined for any other. */
export const roleOf = (view: PlanView, assignment: PlannedResource): PlannedRole | undefined => {
  const [, address] = REFERENCE.exec(textAt(assignment.values, "role_definition_id") ?? "") ?? [];
  const key = roleGuidOf(assignment) ?? address ?? textAt(assignment.values, "role_definition_name");
  return key === undefined ? undefined : view.once(roleReader)(key);
};
