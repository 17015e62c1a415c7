import { BLOCKED_BY_BOUNDARIES } from "../../catalog/google-roles";
import type { CelVariables } from "../cel";
import { anyOf, both, type Truth } from "../truth";
import type { KnownCaller } from "./covers-caller";
import type { Boundary, GoogleView } from "./google-view";
import type { PrincipalName } from "./principal-names";
import { isWithin, projectOfAccount } from "./resource-names";
import { isKnown } from "./text";

const IAM = "//iam.googleapis.com/";
const WORKSPACE = `${IAM}locations/global/workspace/`;

const isIdentity = (name: PrincipalName): boolean =>
  name.kind === "user" ||
  name.kind === "serviceAccount" ||
  name.kind === "kubernetes" ||
  (name.kind === "pool" && name.part.startsWith("subject/"));

/** Project or organization that a principal belongs to; `undefined` where its name does not tell. */
const homeOf = (view: GoogleView, name: PrincipalName): string | undefined => {
  if (name.kind === "kubernetes") return `projects/${name.project}`;
  if (name.kind === "serviceAccount") {
    const project = projectOfAccount(name.name);
    return project === undefined ? undefined : `projects/${project}`;
  }
  if (name.kind !== "pool") return undefined;
  const project = /^projects\/[^/]+/.exec(name.pool)?.[0];
  return project ?? view.workforcePools?.[name.pool.slice(name.pool.lastIndexOf("/") + 1)];
};

const isInHome = (view: GoogleView, name: PrincipalName, target: string): Truth => {
  const isOrganization = target.includes("/organizations/");
  const isPerson = name.kind === "user" || (name.kind === "pool" && name.pool.includes("workforcePools/"));
  // Sets of projects and folders hold what runs there, never people.
  if (isPerson && !isOrganization) return false;
  const home = homeOf(view, name);
  return home === undefined ? undefined : isWithin(view, home, target);
};

const isInWorkspace = (name: PrincipalName, names: readonly PrincipalName[], customer: string): Truth => {
  if (name.kind !== "user") return false;
  return names.some((own) => own.kind === "customer" && own.name === customer) ? true : undefined;
};

/** Whether a policy is bound to a set that the caller is in. */
const isTarget = (view: GoogleView, { target }: Boundary, { names }: KnownCaller): Truth => {
  if (!isKnown(target)) return undefined;
  return anyOf(names.filter(isIdentity), (name) => {
    if (target.startsWith(WORKSPACE)) return isInWorkspace(name, names, target.slice(WORKSPACE.length));
    if (!target.startsWith(IAM)) return isInHome(view, name, target);
    if (name.kind === "kubernetes") return target.endsWith(`/${name.project}.svc.id.goog`) ? undefined : false;
    return name.kind === "pool" && name.pool === target.slice(IAM.length);
  });
};

const isBlockable = ({ enforcementVersion }: Boundary, permission: string): Truth => {
  const known = BLOCKED_BY_BOUNDARIES.find(({ permissions }) => permission.startsWith(permissions));
  if (known === undefined || known.except.some((start) => permission.startsWith(start))) return undefined;
  if (enforcementVersion === undefined || enforcementVersion === "latest") return true;
  if (isKnown(enforcementVersion)) return Number(enforcementVersion) >= known.sinceVersion;
  return known.sinceVersion === 1 ? true : undefined;
};

/** What conditions of boundaries may ask. How the subject of a pool's identity is written there is not documented. */
export const principalVariables = ({ names }: KnownCaller): CelVariables => {
  const name = names.find(isIdentity);
  if (name?.kind === "user") {
    return { principal: { type: "iam.googleapis.com/WorkspaceIdentity", subject: name.name } };
  }
  if (name?.kind === "serviceAccount") {
    return { principal: { type: "iam.googleapis.com/ServiceAccount", subject: name.name } };
  }
  if (name?.kind === "kubernetes") return { principal: { type: "iam.googleapis.com/WorkloadPoolIdentity" } };
  if (name?.kind !== "pool") return {};
  const type = name.pool.includes("workforcePools/") ? "WorkforcePoolIdentity" : "WorkloadPoolIdentity";
  return { principal: { type: `iam.googleapis.com/${type}` } };
};

/** A boundary that binds, or may bind, a caller, and whether the resource is inside. */
interface Bound {
  readonly boundary: Boundary;
  readonly binds: Truth;
  readonly isInside: Truth;
}

const isOutside = (bounds: readonly Bound[]): Truth => {
  // One policy that takes the resource in is enough, whatever the others say.
  const eligible = anyOf(bounds, ({ binds, isInside }) => both(binds, isInside));
  if (eligible === true) return false;
  if (bounds.some(({ binds }) => binds === true)) return eligible === false ? true : undefined;
  return bounds.every(({ isInside }) => isInside === true) ? false : undefined;
};

/**
 * Boundaries that keep, or may keep, a caller from a resource. Nobody who is bound by none is kept from anything.
 * @see https://docs.cloud.google.com/iam/docs/principal-access-boundary-policies
 */
export const boundariesAgainst = (
  view: GoogleView,
  question: { readonly caller: KnownCaller; readonly permission: string; readonly resource: string },
  holds: (boundary: Boundary) => Truth,
): { readonly boundaries: readonly Boundary[]; readonly apply: Truth } => {
  const bounds = (view.boundaries ?? [])
    .map((boundary) => ({
      boundary,
      binds: both(isTarget(view, boundary, question.caller), holds(boundary)),
      isInside: anyOf(boundary.resources, (scope) => isWithin(view, question.resource, scope)),
    }))
    .filter(({ binds }) => binds !== false);
  if (bounds.length === 0) return { boundaries: [], apply: false };
  const boundaries = bounds.map(({ boundary }) => boundary);
  const isBlocked = anyOf(boundaries, (boundary) => isBlockable(boundary, question.permission));
  return { boundaries, apply: both(isOutside(bounds), isBlocked) };
};
