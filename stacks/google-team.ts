import type { ExistingPool, GoogleIdentities, GooglePeople } from "../constructs/google/identity-sources";
import { googleWorkloadsOf } from "../declaration/entries";
import type { GoogleEntry, People, Team } from "../declaration/schema";
import { valueFor } from "../declaration/value-for";

const peopleOf = (entryName: string, { signIn }: GoogleEntry, people: People): GooglePeople => {
  const group = valueFor(entryName, people.group);
  const { subjects } = people;
  if (signIn !== undefined && "workforce" in signIn) {
    const { pool, provider } = signIn.workforce;
    return { workforce: { pool, provider, group, subjects } };
  }
  return { googleAccounts: { group, users: subjects } };
};

/** A team's identities at one entry, in the words of the constructs. */
export const googleIdentities = (entryName: string, entry: GoogleEntry, team: Team): GoogleIdentities => {
  const workloads = Object.entries(googleWorkloadsOf(team)).flatMap(([name, workload]) => {
    if ("serviceAccountKey" in workload) throw new Error(`Workload ${name} asks for a key, which is never made`);
    return [[name, workload] as const];
  });
  return {
    ...(team.people === undefined ? {} : { people: peopleOf(entryName, entry, team.people) }),
    ci: team.ci,
    workloads: Object.fromEntries(workloads),
  };
};

/** Pools that exist for an entry's issuers. */
export const existingPoolsOf = ({ identityPools }: GoogleEntry): readonly ExistingPool[] =>
  identityPools?.existing ?? [];
