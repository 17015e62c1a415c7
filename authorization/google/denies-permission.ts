import { DENIABLE, DENY_SERVICES } from "../../catalog/google-roles";
import { both, type Truth } from "../truth";
import { isKnown, type Text } from "./text";

/** `aiplatform.endpoints.predict` in its parts. */
interface Permission {
  readonly service: string;
  readonly resource: string;
  readonly verb: string;
}

const partsOf = (permission: string): Permission => {
  const [service = "", ...rest] = permission.split(".");
  const verb = rest.pop() ?? "";
  return { service, resource: rest.join("."), verb };
};

const isService = (service: string, fqdn: string): Truth => {
  const known = Object.hasOwn(DENY_SERVICES, service) ? DENY_SERVICES[service] : undefined;
  if (known !== undefined) return known.service === fqdn;
  // Usually the two agree; where they do not, only a list that could not be read tells.
  return fqdn === `${service}.googleapis.com` ? true : undefined;
};

/** A group takes in only what deny policies support at all. */
const isInGroup = (permission: string): Truth => (DENIABLE.permissions.includes(permission) ? true : undefined);

const matchesAction = (action: string, permission: string): Truth => {
  const { resource, verb } = partsOf(permission);
  if (!action.includes("*")) return action === `${resource}.${verb}`;
  if (action === "*.*" || action === `${resource}.*` || action === `*.${verb}`) return isInGroup(permission);
  // Forms that are not documented, such as a bare `*`.
  return /^(\*|[^*.]+)\.(\*|[^*.]+)$/.test(action) ? false : undefined;
};

/**
 * Whether a permission of a deny rule, in the spelling of IAM v2 and possibly a group (`SERVICE/RESOURCE.*`, `SERVICE/*.*`,
 * `SERVICE/*.VERB`), takes in a permission in the spelling of roles (`aiplatform.endpoints.predict`).
 * @see https://docs.cloud.google.com/iam/docs/deny-overview
 */
export const deniesPermission = (denied: Text, permission: string): Truth => {
  if (!isKnown(denied)) return undefined;
  const [, fqdn, action] = /^([^/]+)\/(.+)$/.exec(denied) ?? [];
  if (fqdn === undefined || action === undefined) return undefined;
  return both(matchesAction(action, permission), isService(partsOf(permission).service, fqdn));
};
