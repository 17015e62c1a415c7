import { applicationProfileName, type NameParts, permissionSetName, roleName } from "../../catalog/aws-names";
import { nameAtBirth } from "../../catalog/former-names";
import { awsPlacesOf, awsWorkloadsOf } from "../entries";
import { modelSetOf, modelsOf } from "../models-of";
import type { AwsEntry, Declaration, Team } from "../schema";
import type { Rule } from "./rule-context";

interface Made {
  /** Where the name must be unique. */
  readonly space: string;
  readonly name: string;
  readonly path: string;
}

const namesOf = (entryName: string, { namePrefix }: AwsEntry, teamName: string, { formerly }: Team): NameParts => ({
  prefix: namePrefix,
  entry: entryName,
  team: nameAtBirth(teamName, formerly),
});

const profilesOf = (declaration: Declaration, names: NameParts, entry: AwsEntry, path: string, team: Team): Made[] =>
  entry.route !== "bedrock" || entry.applicationProfiles !== true
    ? []
    : modelsOf(modelSetOf(declaration, team) ?? {}).map((model) => ({
        space: `account ${entry.account}, ${entry.region}`,
        name: applicationProfileName({ ...names, model }),
        path,
      }));

const identitiesOf = (names: NameParts, entry: AwsEntry, teamName: string, team: Team): Made[] => {
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
    ...Object.keys(awsWorkloadsOf(team)).map((name) => role(`workload/${name}`, `workloads.${name}`)),
    ...(team.people === undefined
      ? []
      : byCenter
        ? [{ ...people, path: `teams.${teamName}.people` }]
        : [role("people", "people")]),
  ];
};

/** No two things get the same name in AWS, also after names were shortened or a team was renamed. */
export const nameCollisions: Rule = ({ declaration, report, placeText }) => {
  const taken = new Map<string, string>();
  for (const [teamName, team] of Object.entries(declaration.teams)) {
    for (const [entryName, entry] of awsPlacesOf(declaration, team)) {
      const names = namesOf(entryName, entry, teamName, team);
      const made = [
        ...identitiesOf(names, entry, teamName, team),
        ...profilesOf(declaration, names, entry, `teams.${teamName}.models`, team),
      ];
      for (const { space, name, path } of made) {
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
