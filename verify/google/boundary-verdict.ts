import type { Truth } from "../../authorization/truth";
import { type Ancestry, isWhole } from "./ancestry";
import type { Boundary } from "./google-api";

const RESOURCES = "//cloudresourcemanager.googleapis.com/";

/**
 * Whether a boundary's rules hold the project or a resource above it; `undefined`: what is above is not known, or a rule
 * is of a kind that this version does not know.
 */
export const includesProject = ({ details }: Boundary, ancestry: Ancestry): Truth => {
  const names = new Set([...ancestry.projectNames, ...ancestry.resources].map((name) => `${RESOURCES}${name}`));
  const rules = details?.rules ?? [];
  const allows = rules.filter(({ effect }) => effect === "ALLOW" || effect === 1);
  if (allows.some(({ resources }) => (resources ?? []).some((resource) => names.has(resource)))) return true;
  return allows.length === rules.length && isWhole(ancestry) ? false : undefined;
};

/** A boundary that is bound to a set that holds the principal. */
export interface BoundBoundary {
  /** Last part of its name. */
  readonly policy: string;
  /** Condition of the binding; empty: for everybody in the set. */
  readonly condition: string;
  readonly includes: Truth;
}

/** What the boundaries of one principal come to. */
export type BoundaryVerdict = "eligible" | "excluded" | "undecided" | "unread";

/**
 * A principal reaches what any of its boundaries lists, and everything when it has none.
 * @param isComplete whether all boundaries of the principal could be read
 * @see https://docs.cloud.google.com/iam/docs/principal-access-boundary-policies (read 2026-11-23)
 */
export const boundaryVerdict = (bound: readonly BoundBoundary[], isComplete: boolean): BoundaryVerdict => {
  const always = bound.filter(({ condition }) => condition === "");
  if (always.some(({ includes }) => includes === true)) return "eligible";
  if (!isComplete) return "unread";
  if (bound.every(({ includes }) => includes === true)) return "eligible";
  return always.length > 0 && bound.every(({ includes }) => includes === false) ? "excluded" : "undecided";
};
