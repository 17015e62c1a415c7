import { z } from "zod";
import type { Permission } from "../../authorization/azure/azure-view";
import { permissionsHold } from "../../authorization/azure/role-holds";
import type { Truth } from "../../authorization/truth";
import { AZURE_APIS } from "../../catalog/azure-api";
import { type AccountPlace, accountId, roleDefinitionId } from "../../catalog/azure-names";
import { AZURE_ROLES } from "../../catalog/azure-permissions";
import { ApiFailure } from "../api-failure";
import type { CheckResult } from "../check-result";
import type { ArmApi } from "./arm-api";
import { reporter } from "./reporter";
import { isSameName } from "./same-name";
import type { TokenHolder } from "./token-claims";

const ROLES = reporter("roles", "https://learn.microsoft.com/en-us/azure/role-based-access-control/role-definitions");

const PERMISSION = z.object({
  dataActions: z.array(z.string()).nullish(),
  notDataActions: z.array(z.string()).nullish(),
  condition: z.string().nullish(),
});
const DEFINITION = z.object({
  properties: z.object({ roleName: z.string().nullish(), permissions: z.array(PERMISSION) }),
});

/** What is to be held, and where. */
export interface DeclaredAccess extends AccountPlace {
  /** GUID of the role that is assigned. */
  readonly role: string;
  /** What a client needs, such as `Microsoft.CognitiveServices/accounts/MaaS/*`. */
  readonly dataActions: readonly string[];
}

const holdings = (dataActions: readonly string[], read: readonly z.infer<typeof PERMISSION>[]) => {
  const permissions = read.map(
    ({ dataActions: given, notDataActions, condition }): Permission => ({
      dataActions: given ?? [],
      notDataActions: notDataActions ?? [],
      condition,
    }),
  );
  const asked = dataActions.map((action) => ({
    action,
    held: permissionsHold(permissions, { operation: action.toLowerCase(), kind: "dataAction" }),
  }));
  const named = (wanted: Truth): string =>
    asked
      .filter(({ held }) => held === wanted)
      .map(({ action }) => action)
      .join(", ");
  return { held: named(true), missing: named(false), open: named(undefined) };
};

/** Whether the role that is assigned holds what a client needs. */
export const checkRole = async (
  api: ArmApi,
  { subscription, role, dataActions }: DeclaredAccess,
): Promise<CheckResult> => {
  const subject = `role ${role}`;
  const read = await api.read(roleDefinitionId(subscription, role), AZURE_APIS.authorization, DEFINITION);
  const isBuiltIn = Object.values(AZURE_ROLES).some(({ id }) => isSameName(id, role));
  if (read instanceof ApiFailure && read.word === "RoleDefinitionDoesNotExist" && !isBuiltIn)
    return ROLES.toCome(subject, "it is not defined yet", "Apply the entry, which defines it");
  if (read instanceof ApiFailure)
    return ROLES.unread(subject, read, {
      permission: "Microsoft.Authorization/roleDefinitions/read",
      role: "Reader",
      scope: `/subscriptions/${subscription}`,
    });
  const { roleName, permissions } = read.properties;
  const name = roleName ?? "it";
  const { held, missing, open } = holdings(dataActions, permissions);
  const remedy = "Declare another role, or have its data actions corrected";
  if (missing !== "") return ROLES.blocked(subject, `${name} does not hold ${missing}, which clients need`, remedy);
  if (open !== "") return ROLES.undecided(subject, `${name} holds ${open} in part, or on a condition`, remedy);
  return ROLES.fine(subject, `${name} holds ${held}`);
};

/** Whether whoever is signed in may call the models of the account, which must be there. */
export const checkOwnRoles = async (
  api: ArmApi,
  access: DeclaredAccess,
  holder: TokenHolder | undefined,
): Promise<CheckResult> => {
  const id = accountId(access);
  const subject = holder === undefined ? "who is signed in" : `${holder.kind} ${holder.objectId}`;
  const read = await api.list(
    `${id}/providers/Microsoft.Authorization/permissions`,
    AZURE_APIS.authorization,
    PERMISSION,
  );
  if (read instanceof ApiFailure)
    return ROLES.unread(subject, read, {
      permission: "Microsoft.Authorization/permissions/read",
      role: "Reader",
      scope: id,
    });
  const { held, missing, open } = holdings(access.dataActions, read);
  const remedy = "Put it into the group of a declared team; leave it where it only deploys";
  const at = `at ${access.resource}`;
  if (missing !== "")
    return ROLES.blocked(subject, `it holds no ${missing} ${at}: its own calls to models are refused`, remedy);
  if (open !== "") return ROLES.undecided(subject, `it holds ${open} ${at} in part, or on a condition`, remedy);
  return ROLES.fine(subject, `it holds ${held} ${at}`);
};
