import { BULK_INVITE, type MemberRoute } from "../catalog/anthropic-organizations";
import type { Wish } from "./plan-members";

/** Addresses that a person invites in one go: one a line, as the form takes them. */
export interface InviteBatch {
  readonly role: string;
  readonly emails: readonly string[];
}

/** What a person does where nobody could compare: invite these, remove those. */
export interface ManualList {
  readonly route: MemberRoute;
  /** What to click. */
  readonly where: string;
  /** Addresses at a time, where the form has a limit. */
  readonly most?: number;
  readonly batches: readonly InviteBatch[];
  readonly removals: readonly string[];
}

/** Everybody who is wanted, by role, in batches that the form takes. Who is there already is not invited again by it. */
export const manualList = ({ route, people, removals }: Wish): ManualList => {
  const { where, most } = BULK_INVITE[route];
  const roles = [...new Set(people.map(({ role }) => role))].sort();
  const batches = roles.flatMap((role) => {
    const emails = people.filter((person) => person.role === role).map(({ email }) => email);
    const size = most ?? emails.length;
    const count = Math.ceil(emails.length / size);
    return Array.from({ length: count }, (_, nth) => ({ role, emails: emails.slice(nth * size, (nth + 1) * size) }));
  });
  return { route, where, ...(most === undefined ? {} : { most }), batches, removals };
};
