import { GOOGLE_ROLES } from "../../catalog/google-roles";
import { anyOf, type Truth } from "../truth";
import type { GoogleView } from "./google-view";
import { isKnown, isText, type Text } from "./text";

const isCustom = (role: string): boolean => /^(projects|organizations)\//.test(role);

const holdsPredefined = (role: string, permission: string): Truth => {
  const known = Object.hasOwn(GOOGLE_ROLES, role) ? GOOGLE_ROLES[role] : undefined;
  if (known === undefined) return undefined;
  const holds = known.holds.some((held) =>
    held.endsWith(".*") ? permission.startsWith(held.slice(0, -1)) : held === permission,
  );
  if (holds) return true;
  return known.isWhole || known.lacks?.includes(permission) ? false : undefined;
};

/** Whether a role holds a permission (`aiplatform.endpoints.predict`); a role of which nothing is known may. */
export const roleHolds = (view: GoogleView, role: Text, permission: string): Truth => {
  if (!isKnown(role)) return undefined;
  if (!isCustom(role)) return holdsPredefined(role, permission);
  const custom = view.roles?.find(({ name }) => name === role);
  if (custom === undefined) return undefined;
  return custom.enabled === false ? false : anyOf(custom.permissions, (held) => isText(held, permission));
};
