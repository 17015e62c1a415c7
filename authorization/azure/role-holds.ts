import { AZURE_ROLE_DEFINITIONS } from "../../catalog/azure-roles";
import { isKnown, type Text, textName } from "../google/text";
import { anyOf, both, not, type Truth } from "../truth";
import type { AzureView, Permission } from "./azure-view";
import { coversOperation } from "./covers-operation";

/** An operation to look for, in lower case. */
export interface Operation {
  readonly operation: string;
  readonly kind: "action" | "dataAction";
}

const GUID = /(?:^|\/roledefinitions\/)([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})$/;

const guidOf = (id: Text): string | undefined => GUID.exec((isKnown(id) ? id : (id.like ?? "")).toLowerCase())?.[1];

const permissionHolds = (permission: Permission, { operation, kind }: Operation): Truth => {
  const [named, without] =
    kind === "action"
      ? [permission.actions, permission.notActions]
      : [permission.dataActions, permission.notDataActions];
  const holds = both(
    anyOf(named ?? [], (pattern) => coversOperation(pattern, operation)),
    not(anyOf(without ?? [], (pattern) => coversOperation(pattern, operation))),
  );
  return both(holds, conditionHolds(permission.condition));
};

/** Conditions are not evaluated: one that is there may hold. */
export const conditionHolds = (condition: Text | null | undefined): Truth => (condition == null ? true : undefined);

/** Whether one of the permissions holds an operation; what one takes away, another may give. */
export const permissionsHold = (permissions: readonly Permission[], asked: Operation): Truth =>
  anyOf(permissions, (permission) => permissionHolds(permission, asked));

/** Whether a role holds an operation. */
export type RoleHolds = (role: Text, asked: Operation) => Truth;

/** Reads a view's roles once. A role of which nothing is known may hold anything. */
export const compileRoles = ({ roleDefinitions = [] }: AzureView): RoleHolds => {
  const own = new Map(roleDefinitions.map(({ id, permissions }) => [guidOf(id), permissions]));
  return (role, asked) => {
    const guid = guidOf(role);
    if (guid === undefined) return undefined;
    const known = Object.hasOwn(AZURE_ROLE_DEFINITIONS, guid) ? AZURE_ROLE_DEFINITIONS[guid] : undefined;
    const permissions = own.get(guid) ?? known?.permissions;
    return permissions === undefined ? undefined : permissionsHold(permissions, asked);
  };
};

/** A role for people. */
export const roleName = (role: Text): string => {
  const guid = guidOf(role);
  if (guid === undefined) return textName(role);
  return Object.hasOwn(AZURE_ROLE_DEFINITIONS, guid) ? (AZURE_ROLE_DEFINITIONS[guid]?.name ?? guid) : guid;
};
