import { awsPlacesOf, usesOf } from "../entries";
import type { AwsEntry, Declaration, People } from "../schema";
import { valueFor } from "../value-for";
import type { Rule, RuleContext } from "./rule-context";

const problemOf = (
  { entryName, owner }: { readonly entryName: string; readonly owner: string },
  { signIn }: AwsEntry,
  people: People,
): string | undefined => {
  const group = valueFor(entryName, people.group);
  const byName = people.subjects !== undefined;
  if (signIn === undefined)
    return `has people, but ${owner} says nothing of their sign-in; add signIn to providers.${owner}`;
  if ("identityCenter" in signIn) {
    if (byName)
      return `names subjects, but people of ${entryName} come from an Identity Center; name a group or a groupId`;
    if (group === undefined && valueFor(entryName, people.groupId) === undefined) {
      return `names no group for ${entryName}; write group (its display name) or groupId`;
    }
    return undefined;
  }
  const { groupTag } = "oidc" in signIn ? signIn.oidc : signIn.saml;
  if (people.groupId !== undefined)
    return `names a groupId, which only an Identity Center has; ${entryName} needs group or subjects`;
  if (group === undefined && !byName)
    return `names neither a group nor subjects for ${entryName}; the whole company would come in`;
  if (group !== undefined && groupTag === undefined) {
    return `names a group, but the sign-in of ${entryName} has no groupTag, the session tag that carries it; add it, or name subjects`;
  }
  return undefined;
};

const checkMaps = ({ report }: RuleContext, team: string, uses: readonly string[], people: People): void => {
  for (const key of ["group", "groupId"] as const) {
    const value = people[key];
    if (typeof value !== "object") continue;
    for (const entry of Object.keys(value).filter((name) => !uses.includes(name))) {
      report(
        "unknown-provider",
        `teams.${team}.people.${key}.${entry}`,
        `"${entry}" is not among the providers that the team uses; allowed: ${uses.join(", ")}`,
        entry,
      );
    }
  }
};

/** Name under which an entry is declared. */
const ownerOf = ({ providers }: Declaration, entry: AwsEntry): string | undefined =>
  Object.keys(providers).find((name) => providers[name] === entry);

/** A team's people have a way in at every entry, and a group or names that stand for them. */
export const people: Rule = (context) => {
  const { declaration, report } = context;
  for (const [name, team] of Object.entries(declaration.teams)) {
    if (team.people === undefined) continue;
    checkMaps(context, name, usesOf(team), team.people);
    for (const [entryName, entry] of awsPlacesOf(declaration, team)) {
      const problem = problemOf({ entryName, owner: ownerOf(declaration, entry) ?? entryName }, entry, team.people);
      if (problem !== undefined) report("people", `teams.${name}.people`, problem);
    }
  }
};
