import { isKnown, type Text } from "../google/text";
import type { Truth } from "../truth";
import type { AzureView } from "./azure-view";

/** Who asks: ids in lower case, the own one among `sure`. */
export interface Caller {
  readonly sure: ReadonlySet<string>;
  /** The same, and groups that the caller may be in. */
  readonly maybe: ReadonlySet<string>;
  /** Whether all groups of the caller were read. */
  readonly isComplete: boolean;
}

/** A view's groups, read once. */
export interface Memberships {
  readonly callerOf: (principalId: string) => Caller;
  /** Whether a principal of an assignment takes in the caller. */
  readonly covers: (caller: Caller, id: Text, type: string | undefined) => Truth;
}

/** Everybody in a tenant, in deny assignments only. */
export const EVERYBODY = "00000000-0000-0000-0000-000000000000";
const ALONE = /^(user|serviceprincipal)$/i;

const closureOf = (start: Iterable<string>, groupsOf: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> => {
  const found = new Set(start);
  // What is added while the set is walked is walked too; a cycle adds nothing.
  for (const id of found) for (const group of groupsOf.get(id) ?? []) found.add(group);
  return found;
};

/**
 * Reads a view's groups. A member of a group is also in the groups that the group is in.
 * @see https://learn.microsoft.com/en-us/azure/role-based-access-control/overview#groups
 */
export const compileMemberships = ({ groups = [], unread = [] }: AzureView): Memberships => {
  const ids = new Set(groups.map(({ id }) => id.toLowerCase()));
  const groupsOf = new Map<string, string[]>();
  for (const { id, members = [] } of groups) {
    for (const member of members.filter(isKnown).map((text) => text.toLowerCase())) {
      groupsOf.set(member, [...(groupsOf.get(member) ?? []), id.toLowerCase()]);
    }
  }
  const open = groups
    .filter(({ members }) => members === undefined || !members.every(isKnown))
    .map(({ id }) => id.toLowerCase());
  const isUnread = (principal: string): boolean =>
    unread.some(
      (one) =>
        one.kind === "memberships" && (one.principalId === undefined || one.principalId.toLowerCase() === principal),
    );
  return {
    callerOf: (principalId) => {
      const own = principalId.toLowerCase();
      const sure = closureOf([own], groupsOf);
      return { sure, maybe: closureOf([...sure, ...open], groupsOf), isComplete: !isUnread(own) };
    },
    covers: (caller, id, type) => {
      if (!isKnown(id)) return undefined;
      const named = id.toLowerCase();
      if (caller.sure.has(named)) return true;
      if (caller.maybe.has(named)) return undefined;
      if (ids.has(named)) return caller.isComplete ? false : undefined;
      return type !== undefined && ALONE.test(type) ? false : undefined;
    },
  };
};
