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
  /** Whether Azure defines it, not the stack. */
  readonly isBuiltIn: boolean;
  /** Whether it lets call Claude models; a role for models of OpenAI alone does not. */
  readonly callsModels: Truth;
  /** Whether it reads the keys of an account. */
  readonly listsKeys: Truth;
}

/** What a role is looked up by; a name may read like a GUID, and is none. */
type RoleKey = `${"guid" | "address" | "name"} ${string}`;

/** Roles that a stack defines. */
const definitions = (view: PlanView): ReadonlyMap<RoleKey, PlannedResource> =>
  new Map(
    view.ofType(DEFINITION).flatMap((resource): [RoleKey, PlannedResource][] => {
      const { address, values } = resource;
      const [guid, name] = [textAt(values, "role_definition_id"), textAt(values, "name")];
      return [
        [`address ${address}`, resource],
        ...(guid === undefined ? [] : [[`guid ${guid.toLowerCase()}`, resource] as [RoleKey, PlannedResource]]),
        ...(name === undefined ? [] : [[`name ${name}`, resource] as [RoleKey, PlannedResource]]),
      ];
    }),
  );

/** Whether permissions let call Claude models. */
export const callModels = (permissions: readonly Permission[]): Truth =>
  anyOf(CALLS, (call) => permissionsHold(permissions, call));

/** Whether permissions read the keys of an account. */
export const listKeys = (permissions: readonly Permission[]): Truth => permissionsHold(permissions, LISTS_KEYS);

const readRole = (name: string, permissions: readonly Permission[], isBuiltIn: boolean): PlannedRole => ({
  ...{ name, isBuiltIn, callsModels: callModels(permissions), listsKeys: listKeys(permissions) },
});

const builtIn = (guid: string): PlannedRole | undefined => {
  const role = Object.hasOwn(AZURE_ROLE_DEFINITIONS, guid) ? AZURE_ROLE_DEFINITIONS[guid] : undefined;
  return role === undefined ? undefined : readRole(role.name, role.permissions, true);
};

/** Looks up roles; each is read once, however often it is assigned. Azure's own go first. */
const roleReader = (view: PlanView): ((key: RoleKey) => PlannedRole | undefined) => {
  const own = view.once(definitions);
  const known = new Map<RoleKey, PlannedRole | undefined>();
  const read = (key: RoleKey): PlannedRole | undefined => {
    const defined = own.get(key);
    const azures = key.startsWith("guid ") ? builtIn(key.slice("guid ".length)) : undefined;
    if (azures !== undefined || defined === undefined) return azures;
    return readRole(textAt(defined.values, "name") ?? defined.address, permissionsOf(defined), false);
  };
  return (key) => {
    if (!known.has(key)) known.set(key, read(key));
    return known.get(key);
  };
};

const keyOf = (assignment: PlannedResource): RoleKey | undefined => {
  const guid = roleGuidOf(assignment);
  if (guid !== undefined) return `guid ${guid}`;
  const [, address] = REFERENCE.exec(textAt(assignment.values, "role_definition_id") ?? "") ?? [];
  if (address !== undefined) return `address ${address}`;
  const name = textAt(assignment.values, "role_definition_name");
  return name === undefined ? undefined : `name ${name}`;
};

/** The role of an assignment: a built-in one, or one that the same stack defines. Undefined for any other. */
export const roleOf = (view: PlanView, assignment: PlannedResource): PlannedRole | undefined => {
  const key = keyOf(assignment);
  return key === undefined ? undefined : view.once(roleReader)(key);
};
