import { anyOf, not, type Truth } from "../truth";
import type { Patterns, PrincipalName } from "./policy-document";
import { holdsUnresolved } from "./unresolved";

/** Who asks. */
export type RequestPrincipal =
  /** A role, user or session of an account. */
  | { readonly type: "AWS"; readonly arn: string }
  /** `ecs-tasks.amazonaws.com`. */
  | { readonly type: "Service"; readonly service: string }
  /** ARN of an OIDC or SAML provider, or the bare name of one that AWS knows (`accounts.google.com`). */
  | { readonly type: "Federated"; readonly provider: string };

/** How closely a statement names the principal. */
export type Closeness = "itself" | "its role" | "its account" | "everybody";

/** Account of an ARN, or `undefined` when it names none. */
export const accountOf = (arn: string): string | undefined => {
  const account = arn.split(":")[4];
  return account !== undefined && /^\d{12}$/.test(account) ? account : undefined;
};

const SESSION = /^arn:([^:]+):sts::(\d{12}):assumed-role\/([^/]+)\/.+$/;
const ROLE = /^arn:[^:]+:iam::\d{12}:role\//;
const ACCOUNT = /^(?:arn:[^:]+:iam::(\d{12}):root|(\d{12}))$/;

/** Whether a role ARN is the role of a session. A session does not say its role's path, so a path leaves it open. */
const isRoleOfSession = (roleArn: string, session: string): Truth => {
  const [, partition, account, name] = SESSION.exec(session) ?? [];
  if (name === undefined) return false;
  const prefix = `arn:${partition}:iam::${account}:role/`;
  if (roleArn === `${prefix}${name}`) return true;
  return roleArn.startsWith(prefix) && roleArn.endsWith(`/${name}`) ? undefined : false;
};

const isAwsPrincipal = (name: string, arn: string): Truth => {
  if (name === "*" || name === arn) return true;
  const account = ACCOUNT.exec(name);
  if (account !== null) return (account[1] ?? account[2]) === accountOf(arn);
  // A principal's unique id (AROA…) stands for one that was deleted, or for one whose ARN it does not tell.
  if (holdsUnresolved(name) || /[*?]/.test(name) || /^A[A-Z0-9]{15,}$/.test(name)) return undefined;
  return isRoleOfSession(name, arn);
};

const isNamed = (name: PrincipalName, principal: RequestPrincipal): Truth => {
  if (name.type === "*") return true;
  if (name.type === "AWS" && name.value === "*") return true;
  if (name.type !== principal.type) return false;
  if (principal.type === "AWS") return isAwsPrincipal(name.value, principal.arn);
  const own = principal.type === "Service" ? principal.service : principal.provider;
  if (name.value === own) return true;
  return holdsUnresolved(name.value) || holdsUnresolved(own) || name.value.includes("*") ? undefined : false;
};

/** Whether a statement's Principal or NotPrincipal takes in who asks. */
export const matchesPrincipal = (names: Patterns<PrincipalName>, principal: RequestPrincipal): Truth => {
  const named = anyOf(names.values, (name) => isNamed(name, principal));
  return names.negated ? not(named) : named;
};

const closenessOf = (name: PrincipalName, principal: RequestPrincipal): Closeness | undefined => {
  if (isNamed(name, principal) !== true) return undefined;
  if (name.value === "*") return "everybody";
  if (ACCOUNT.test(name.value)) return "its account";
  return principal.type === "AWS" && ROLE.test(name.value) ? "its role" : "itself";
};

const ORDER: readonly Closeness[] = ["itself", "its role", "its account", "everybody"];

/** The closest way in which a statement names the principal; NotPrincipal names nobody closely. */
export const closestName = (names: Patterns<PrincipalName>, principal: RequestPrincipal): Closeness => {
  if (names.negated) return "everybody";
  const found = names.values.map((name) => closenessOf(name, principal));
  return ORDER.find((closeness) => found.includes(closeness)) ?? "everybody";
};
