import type { IConstruct } from "constructs";
import type { ProvenanceRecord } from "./provenance";

const KINDS = [
  ["ci", "ci", "pipeline"],
  ["workload", "workloads", "workload"],
] as const;

/** Records where each resource of a team was declared: with the team, or with the one identity that it is for. */
export const recordTeam = (
  provenance: ProvenanceRecord,
  access: IConstruct,
  { team, entry, at = access }: { readonly team: string; readonly entry: string; readonly at?: IConstruct },
): void => {
  provenance.add(access, `teams.${team}`, `team ${team} uses ${entry}`);
  const people = at.node.tryFindChild("people");
  if (people !== undefined) provenance.add(people, `teams.${team}.people`, `people of ${team}`);
  for (const [kind, key, word] of KINDS) {
    for (const child of at.node.tryFindChild(kind)?.node.children ?? []) {
      provenance.add(child, `teams.${team}.${key}.${child.node.id}`, `${word} ${child.node.id} of ${team}`);
    }
  }
};
