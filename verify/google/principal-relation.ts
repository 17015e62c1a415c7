import { type Ancestry, isWhole } from "./ancestry";
import { type Principal, projectOfServiceAccount } from "./principal";

/**
 * How far a principal of a policy reaches ours: all of ours, none of it, at most a part of it (one person of a group), or
 * not known (nested groups).
 */
export type Relation = "covers" | "none" | "part" | "unknown";

type PoolPrincipal = Extract<Principal, { kind: "pool" }>;

const SINGLE = new Set<Principal["kind"]>(["user", "service-account"]);

/** Two sets inside of pools. An attribute has one value a principal; groups can be several. */
const betweenPools = (theirs: PoolPrincipal, ours: PoolPrincipal): Relation => {
  if (theirs.pool !== ours.pool) return "none";
  if (theirs.by === "*") return "covers";
  if (theirs.by === ours.by && theirs.value === ours.value) return "covers";
  if (ours.by === "*") return "part";
  const oneValued = theirs.by === "subject" || theirs.by.startsWith("attribute.");
  if (theirs.by === ours.by && oneValued) return "none";
  return theirs.by === "subject" ? "part" : "unknown";
};

const toGroup = (theirs: Principal, ours: string): Relation => {
  if (theirs.kind === "group") return theirs.email === ours ? "covers" : "unknown";
  return SINGLE.has(theirs.kind) || theirs.kind === "service-accounts-of" ? "part" : "unknown";
};

const toServiceAccount = (theirs: Principal, email: string, ancestry: Ancestry): Relation => {
  if (theirs.kind !== "service-accounts-of") return "unknown";
  const owner = projectOfServiceAccount(email);
  if (owner === undefined || !ancestry.projectNames.includes(`projects/${owner}`)) return "unknown";
  if (ancestry.resources.includes(theirs.resource)) return "covers";
  return isWhole(ancestry) ? "none" : "unknown";
};

/**
 * How far `theirs`, a principal of a policy, reaches `ours`, a declared one.
 * @param ancestry of the declared project, for sets of service accounts
 */
export const relationOf = (theirs: Principal, ours: Principal, ancestry: Ancestry): Relation => {
  if (theirs.kind === "everybody") return "covers";
  if (theirs.kind === "deleted") return "none";
  if (theirs.kind === "unknown" || ours.kind === "unknown" || theirs.kind === "customer") return "unknown";
  if (theirs.kind === "pool" && ours.kind === "pool") return betweenPools(theirs, ours);
  if (ours.kind === "group") return toGroup(theirs, ours.email);
  if (ours.kind !== "user" && ours.kind !== "service-account") return theirs.kind === "group" ? "unknown" : "none";
  if (theirs.kind === ours.kind) return theirs.email === ours.email ? "covers" : "none";
  if (theirs.kind === "group") return "unknown";
  if (ours.kind === "user" || SINGLE.has(theirs.kind) || theirs.kind === "pool") return "none";
  return toServiceAccount(theirs, ours.email, ancestry);
};
