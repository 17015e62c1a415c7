import { permissionSetName, roleName } from "../../catalog/aws-names";
import { nameAtBirth } from "../../catalog/former-names";
import { bedrockEntriesOf } from "../entries";
import type { BedrockEntry, Team } from "../schema";
import type { Rule } from "./rule-context";

interface Made {
  /** Where the name must be unique. */
  readonly space: string;
  readonly name: string;
  readonly path: string;
}

const made = (entryName: string, entry: BedrockEntry, teamName: string, team: Team): Made[] => {
  const names = { prefix: entry.namePrefix, entry: entryName, team: nameAtBirth(teamName, team.formerly) };
  const role = (identity: string, path: string): Made => ({
    space: `account ${entry.account}`,
    name: roleName({ ...names, identity }),
    path: `teams.${teamName}.${path}`,
  });
  const { signIn } = entry;
  const byCenter = signIn !== undefined && "identityCenter" in signIn;
  const people = {
    space: `the Identity Center of ${byCenter ? signIn.identityCenter.startUrl : ""}`,
    name: permissionSetName(names),
  };
  return [
    ...Object.keys(team.ci ?? {}).map((name) => role(`ci/${name}`, `ci.${name}`)),
    ...Object.keys(team.workloads ?? {}).map((name) => role(`workload/${name}`, `workloads.${name}`)),
    ...(team.people === undefined
      ? []
      : byCenter
        ? [{ ...people, path: `teams.${teamName}.people` }]
        : [role("people", "people")]),
  ];
};

/** No two identities get the same name in AWS, also after names were shortened or a team was renamed. */
export const nameCollisions: Rule = ({ declaration, report, placeText }) => {
  const taken = new Map<string, string>();
  for (const [teamName, team] of Object.entries(declaration.teams)) {
    for (const [entryName, entry] of bedrockEntriesOf(declaration, team)) {
      for (const { space, name, path } of made(entryName, entry, teamName, team)) {
        const key = `${space}\n${name.toLowerCase()}`;
        const first = taken.get(key);
        if (first === undefined) taken.set(key, path);
        else
          report(
            "name-collision",
            path,
            `would be named "${name}" in ${space}, like ${first} at ${placeText(first)}; rename one of the two`,
            name,
          );
      }
    }
  }
};
