import type { GoogleView } from "../../authorization/google/google-view";
import { roleHolds } from "../../authorization/google/role-holds";
import { isKnown, type Text } from "../../authorization/google/text";

/** Whether a role may hold a permission; of Google's roles that nobody has read only those that are about models count. */
export const mayHold = (view: GoogleView, role: Text, permission: string): boolean => {
  const holds = roleHolds(view, role, permission);
  if (holds !== undefined) return holds;
  return (
    !isKnown(role) || !role.startsWith("roles/") || /^roles\/(aiplatform|claude|ml|iam\.serviceAccount)/.test(role)
  );
};
