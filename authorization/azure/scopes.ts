import { stringLike } from "../glob";
import { isKnown, type Text } from "../google/text";
import type { Truth } from "../truth";
import type { AzureView } from "./azure-view";

/** Tenant's root, which has no segments. */
const ROOT = "";
const IN_SUBSCRIPTION = /^\/subscriptions\/[^/*]+/;
const MANAGEMENT_GROUP = /^\/providers\/microsoft\.management\/managementgroups\/[^/]+$/;

/** A scope and everything above it, nearest first, in lower case. */
export interface Ancestry {
  readonly path: readonly string[];
  /** Whether all management groups above are known. */
  readonly isWhole: boolean;
}

/** A resource id and the resources within it, nearest first; `undefined` for a text that is none. */
const resourcesOf = (scope: string): readonly string[] | undefined => {
  if (scope === "/") return [ROOT];
  const [empty, ...segments] = scope.toLowerCase().replace(/\/$/, "").split("/");
  if (empty !== "" || segments.includes("") || !/^(subscriptions|providers)$/.test(segments[0] ?? "")) return undefined;
  // A provider's namespace is no resource of its own: pairs are types and names.
  if (segments.length % 2 === 1 || segments.at(-2) === "providers") return undefined;
  return segments
    .map((_, at) => at)
    .filter((at) => at % 2 === 0 && segments[at] !== "providers")
    .map((at) => `/${segments.slice(0, at + 2).join("/")}`)
    .reverse();
};

/** Reads a view's hierarchy once; `undefined` of a scope that is no resource id. */
export const compileHierarchy = ({ parents = {} }: AzureView): ((scope: string) => Ancestry | undefined) => {
  const above = new Map(
    Object.entries(parents).map(([child, parent]) => [resourcesOf(child)?.[0], parent && resourcesOf(parent)?.[0]]),
  );
  return (scope) => {
    const resources = resourcesOf(scope);
    if (resources === undefined) return undefined;
    const path = [...resources];
    const top = path.at(-1) ?? ROOT;
    if (!IN_SUBSCRIPTION.test(top) && !MANAGEMENT_GROUP.test(top)) return { path: [...path, ROOT], isWhole: true };
    let at = above.get(top);
    while (typeof at === "string" && !path.includes(at)) {
      path.push(at);
      at = above.get(at);
    }
    return { path: [...path, ROOT], isWhole: at === null };
  };
};

/** Whether what hangs at a scope counts for a resource. */
export type Place = (ancestry: Ancestry | undefined) => Truth;

/** A scope of which at most parts are known: no only where they fit nothing that is, or may be, above. */
const unknownPlace =
  (like: string | undefined): Place =>
  (ancestry) => {
    if (ancestry === undefined || like === undefined) return undefined;
    if (ancestry.path.some((one) => stringLike(like, one))) return undefined;
    return ancestry.isWhole || IN_SUBSCRIPTION.test(like) ? false : undefined;
  };

/**
 * Reads a scope: what hangs there counts for the resource itself and for what lies below by whole segments; case does not count.
 * @see https://learn.microsoft.com/en-us/azure/role-based-access-control/scope-overview
 */
export const compileScope = (scope: Text): Place => {
  if (!isKnown(scope)) return unknownPlace(scope.like?.toLowerCase());
  const name = resourcesOf(scope)?.[0];
  if (name === undefined) return unknownPlace(undefined);
  const isManagementGroup = MANAGEMENT_GROUP.test(name);
  return (ancestry) => {
    if (ancestry === undefined) return undefined;
    if (ancestry.path.includes(name)) return true;
    return isManagementGroup && !ancestry.isWhole ? undefined : false;
  };
};

/** The same for what does not count below. */
export const onlyThere =
  (place: Place): Place =>
  (ancestry) => {
    const own = ancestry?.path[0];
    return place(own === undefined ? undefined : { path: [own], isWhole: true });
  };
