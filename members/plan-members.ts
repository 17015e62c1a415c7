import { type MemberRoute, ORGANIZATION_ROLES, roleWords } from "../catalog/anthropic-organizations";
import type { Invite, Member, Organization } from "./organization";

/** One line of a declaration that wants a person in an organization. */
export interface WantedPerson {
  readonly email: string;
  readonly role: string;
  readonly team: string;
  /** Where it was written, `access.yaml:41`. */
  readonly place: string;
}

/** A person who is wanted, with every team that wants them. */
export interface Person {
  readonly email: string;
  readonly role: string;
  readonly wantedBy: readonly { readonly team: string; readonly place: string }[];
}

/** One thing to do in an organization. */
export type Step =
  | { readonly kind: "invite"; readonly person: Person }
  /** An expired invite cannot be withdrawn, and is in nobody's way: it is sent anew. */
  | { readonly kind: "renew"; readonly person: Person }
  /** A pending invite cannot be changed: it is withdrawn, and sent anew with the other role. */
  | { readonly kind: "reinvite"; readonly person: Person; readonly invite: Invite }
  | { readonly kind: "changeRole"; readonly person: Person; readonly member: Member }
  | { readonly kind: "remove"; readonly member: Member }
  | { readonly kind: "withdraw"; readonly invite: Invite };

/** Somebody who stays as they are although something else was asked for. */
export interface LeftAlone {
  readonly email: string;
  readonly role: string;
  /** Not there: it was asked to remove them. */
  readonly wanted?: Person;
}

/** Somebody who is there, or invited, and whom no team wants. */
export interface Unwanted {
  readonly email: string;
  readonly role: string;
  readonly isInvited: boolean;
}

/** The difference between who is wanted and who is there. */
export interface MembersPlan {
  readonly steps: readonly Step[];
  readonly leftAlone: readonly LeftAlone[];
  readonly unwanted: readonly Unwanted[];
  /** To be removed, and not there. */
  readonly absent: readonly string[];
  /** How many are there, or invited, as wanted. */
  readonly asWanted: number;
}

/** What is wanted of an organization. */
export interface Wish {
  readonly route: MemberRoute;
  readonly people: readonly Person[];
  /** Addresses of those who are to be removed, each named by a person. */
  readonly removals: readonly string[];
}

/** `team payments, access.yaml:41` */
export const wantedByText = ({ wantedBy }: Person): string =>
  wantedBy.map(({ team, place }) => `team ${team}, ${place}`).join("; ");

const asText = (person: Person): string => `as ${roleWords(person.role)} (${wantedByText(person)})`;

const twice = (first: Person, second: Person): string =>
  `${first.email} is wanted ${asText(first)} and ${asText(second)}; a person has one role in an organization: keep one of the two`;

/** Everybody who is wanted, each once, sorted; or why that cannot be: one person with two roles, or to be removed as well. */
export const wishOf = (
  route: MemberRoute,
  wanted: readonly WantedPerson[],
  removals: readonly string[],
): Wish | { readonly problems: readonly string[] } => {
  const people = new Map<string, Person>();
  const problems: string[] = [];
  for (const { email, role, team, place } of wanted) {
    const known = people.get(email.toLowerCase());
    const person: Person = { email, role, wantedBy: [{ team, place }] };
    if (known !== undefined && known.role !== role) problems.push(twice(known, person));
    else if (known === undefined) people.set(email.toLowerCase(), person);
    else people.set(email.toLowerCase(), { ...known, wantedBy: [...known.wantedBy, ...person.wantedBy] });
  }
  for (const email of removals) {
    const person = people.get(email.toLowerCase());
    if (person === undefined) continue;
    problems.push(`--remove ${email}: is wanted ${asText(person)}; take the address out of the declaration first`);
  }
  if (problems.length > 0) return { problems };
  const sorted = [...people].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, person]) => person);
  return { route, people: sorted, removals: uniqueOf(removals) };
};

const uniqueOf = (emails: readonly string[]): string[] => [
  ...new Map(emails.map((email) => [email.toLowerCase(), email])).values(),
];

/** Who is there and who is invited, by address in lower case: an organization may have ten thousand people. */
interface Directory {
  readonly members: ReadonlyMap<string, Member>;
  readonly pending: ReadonlyMap<string, Invite>;
  readonly expired: ReadonlyMap<string, Invite>;
}

const byPerson = <T extends { readonly email: string }>(all: readonly T[]): ReadonlyMap<string, T> =>
  new Map(all.map((one) => [one.email.toLowerCase(), one]));

const directoryOf = ({ members, invites }: Organization): Directory => ({
  members: byPerson(members),
  pending: byPerson(invites.filter(({ status }) => status === "pending")),
  expired: byPerson(invites.filter(({ status }) => status === "expired")),
});

/** What there is to do about a person, if anything. */
type Verdict = Step | { readonly kind: "asWanted" } | { readonly kind: "leftAlone"; readonly role: string };

const AS_WANTED = { kind: "asWanted" } as const;

const planPerson = (route: MemberRoute, person: Person, directory: Directory): Verdict => {
  const key = person.email.toLowerCase();
  const isOrdinary = (role: string): boolean => ORGANIZATION_ROLES[route].ordinary.includes(role);
  const member = directory.members.get(key);
  const invite = directory.pending.get(key);
  const { role } = member ?? invite ?? {};
  if (role === person.role) return AS_WANTED;
  if (role !== undefined && !isOrdinary(role)) return { kind: "leftAlone", role };
  if (member !== undefined) return { kind: "changeRole", person, member };
  if (invite !== undefined) return { kind: "reinvite", person, invite };
  return { kind: directory.expired.has(key) ? "renew" : "invite", person };
};

/** `asWanted`: the person is not there. */
const planRemoval = (route: MemberRoute, email: string, directory: Directory): Verdict => {
  const member = directory.members.get(email.toLowerCase());
  // The API takes nobody out who administers; who pays is no administrator.
  const mayGo = ({ role }: Member): boolean => ORGANIZATION_ROLES[route].invited.includes(role);
  if (member !== undefined)
    return mayGo(member) ? { kind: "remove", member } : { kind: "leftAlone", role: member.role };
  const invite = directory.pending.get(email.toLowerCase());
  return invite === undefined ? AS_WANTED : { kind: "withdraw", invite };
};

const unwantedOf = ({ members, invites }: Organization, { people, removals }: Wish): Unwanted[] => {
  const spoken = new Set([...people.map(({ email }) => email), ...removals].map((email) => email.toLowerCase()));
  const found = new Map<string, Unwanted>();
  const add = (email: string, role: string, isInvited: boolean): void => {
    if (!spoken.has(email.toLowerCase()) && !found.has(email.toLowerCase()))
      found.set(email.toLowerCase(), { email, role, isInvited });
  };
  for (const { email, role } of members) add(email, role, false);
  for (const { email, role, status } of invites) if (status === "pending") add(email, role, true);
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, unwanted]) => unwanted);
};

const isStep = (verdict: Verdict): verdict is Step => verdict.kind !== "asWanted" && verdict.kind !== "leftAlone";

/** The difference between who is wanted and who is there. Nobody is removed who is not named in `removals`. */
export const planMembers = (wish: Wish, organization: Organization): MembersPlan => {
  const { route, people, removals } = wish;
  const directory = directoryOf(organization);
  const wanted = people.map((person) => ({ person, verdict: planPerson(route, person, directory) }));
  const removed = removals.map((email) => ({ email, verdict: planRemoval(route, email, directory) }));
  return {
    steps: [...wanted, ...removed].flatMap(({ verdict }) => (isStep(verdict) ? [verdict] : [])),
    leftAlone: [
      ...wanted.flatMap(({ person, verdict }) =>
        verdict.kind === "leftAlone" ? [{ email: person.email, role: verdict.role, wanted: person }] : [],
      ),
      ...removed.flatMap(({ email, verdict }) => (verdict.kind === "leftAlone" ? [{ email, role: verdict.role }] : [])),
    ],
    unwanted: unwantedOf(organization, wish),
    absent: removed.flatMap(({ email, verdict }) => (verdict.kind === "asWanted" ? [email] : [])),
    asWanted: wanted.filter(({ verdict }) => verdict.kind === "asWanted").length,
  };
};

/** What is still to be done of a step, seen from who is there now; undefined: nothing. */
export const planAgain = (route: MemberRoute, step: Step, organization: Organization): Step | undefined => {
  const directory = directoryOf(organization);
  const verdict =
    "person" in step
      ? planPerson(route, step.person, directory)
      : planRemoval(route, (step.kind === "remove" ? step.member : step.invite).email, directory);
  return isStep(verdict) ? verdict : undefined;
};
