import { nameAtBirth } from "../catalog/former-names";
import { type Holder, holdersOf } from "../constructs/google/holders";
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

/**
 * Everybody of a team who holds a grant at an entry, computed from what is declared.
 *
 * @param projectNumber may be a token
 */
export const declaredHolders = (
  [entryName, entry]: readonly [string, GoogleEntry],
  [name, team]: readonly [string, Team],
  projectNumber: string,
): readonly Holder[] => {
  const { project, federation } = entry;
  const born = nameAtBirth(name, team.formerly);
  const place = { team: born, entry: entryName, project, projectNumber, federation };
  return holdersOf({ ...place, existingPools: existingPoolsOf(entry) }, googleIdentities(entryName, entry, team));
};

/** Pools that exist for an entry's issuers. */
export const existingPoolsOf = ({ identityPools }: GoogleEntry): readonly ExistingPool[] =>
  identityPools?.existing ?? [];
