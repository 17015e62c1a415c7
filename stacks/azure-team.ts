import type { AzureIdentities, AzurePeople } from "../constructs/azure/identity-sources";
import { azureWorkloadsOf } from "../declaration/entries";
import type { FoundryEntry, People, Team } from "../declaration/schema";
import { valueFor } from "../declaration/value-for";

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A group by its object id, or by a name to look up. */
const groupOf = (entryName: string, people: People): AzurePeople["group"] => {
  const id = valueFor(entryName, people.groupId);
  if (id !== undefined) return { id };
  const group = valueFor(entryName, people.group);
  if (group === undefined) return undefined;
  return GUID.test(group) ? { id: group } : { displayName: group };
};

/** A team's identities at one Foundry entry, in the words of the constructs. */
export const azureIdentities = (entryName: string, team: Team): AzureIdentities => {
  const { people, ci } = team;
  const workloads = Object.entries(azureWorkloadsOf(team)).flatMap(([name, workload]) => {
    if ("clientSecret" in workload) throw new Error(`Workload ${name} asks for a secret, which is never made`);
    return [[name, workload] as const];
  });
  return {
    ...(people === undefined ? {} : { people: { group: groupOf(entryName, people), users: people.subjects } }),
    ci,
    workloads: Object.fromEntries(workloads),
  };
};

/** Whether something of these teams is looked up or made in the directory of the tenant. */
export const usesDirectory = (
  entryName: string,
  { federation }: FoundryEntry,
  teams: readonly (readonly [string, Team])[],
): boolean =>
  teams.some(([, team]) => {
    const { people } = azureIdentities(entryName, team);
    if (people?.group !== undefined && "displayName" in people.group) return true;
    if (Object.values(azureWorkloadsOf(team)).some((workload) => "application" in workload)) return true;
    return federation === "application" && Object.keys(team.ci ?? {}).length > 0;
  });
