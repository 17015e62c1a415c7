import { AZURE_ROLES } from "../catalog/azure-permissions";
import { AZURE_ROLE_DEFINITIONS } from "../catalog/azure-roles";
import { textAt } from "./json-value";
import type { PlannedResource } from "./plan-view";

const GUID = /([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\|.*)?$/i;

/** GUID of the role of an assignment, in lower case; undefined where the plan does not say it. */
export const roleGuidOf = ({ values }: PlannedResource): string | undefined => {
  const [, guid] = GUID.exec(textAt(values, "role_definition_id") ?? "") ?? [];
  return guid?.toLowerCase();
};

/** What is called a role that is assigned: its name, where it is known. */
export const roleNameOf = (guid: string): string =>
  Object.hasOwn(AZURE_ROLE_DEFINITIONS, guid) ? (AZURE_ROLE_DEFINITIONS[guid]?.name ?? guid) : guid;

/** Whether a role is one of those that let call models; undefined for a role that nobody here knows. */
export const callsModels = (guid: string): boolean | undefined => {
  const role = Object.hasOwn(AZURE_ROLE_DEFINITIONS, guid) ? AZURE_ROLE_DEFINITIONS[guid] : undefined;
  if (role === undefined) return undefined;
  return role.permissions.some(({ dataActions = [] }) =>
    dataActions.some((action) => /^(\*|Microsoft\.CognitiveServices\/)/i.test(action)),
  );
};

/** Whether a role reads an account's keys. */
export const listsKeys = (guid: string): boolean =>
  Object.values(AZURE_ROLES).some(({ id, listsKeys: lists }) => lists && id === guid);
