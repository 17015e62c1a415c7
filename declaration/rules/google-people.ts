import { googlePlacesOf } from "../entries";
import type { GoogleEntry, People } from "../schema";
import { valueFor } from "../value-for";
import type { Rule, RuleContext } from "./rule-context";

const EMAIL = /^[^\s@:/]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/i;
/** What stands in a principal as it is. */
const PRINCIPAL_PART = /^[\w.@:/=+-]+$/;

const pathOf = (team: string, entryName: string, people: People): string =>
  `teams.${team}.people.group${typeof people.group === "object" ? `.${entryName}` : ""}`;

const checkAccounts = (context: RuleContext, team: string, entryName: string, people: People): void => {
  const group = valueFor(entryName, people.group);
  if (group !== undefined && !EMAIL.test(group)) {
    context.report(
      "google-group",
      pathOf(team, entryName, people),
      `"${group}" is no e-mail of a Google group, which ${entryName} needs; where other providers name the group otherwise, write one for each: group: { ${entryName}: claude@example.com }`,
      group,
    );
  }
  (people.subjects ?? []).forEach((subject, index) => {
    const path = `teams.${team}.people.subjects[${index}]`;
    if (!EMAIL.test(subject)) {
      context.report("google-user", path, `"${subject}" is no e-mail of a Google account`, subject);
    } else {
      context.note(
        "single-user",
        path,
        `grants "${subject}" by name, and keeps doing so when the person leaves the team; a group is better`,
        subject,
      );
    }
  });
};

const checkWorkforce = ({ report }: RuleContext, team: string, entryName: string, people: People): void => {
  const group = valueFor(entryName, people.group);
  const named: [string, string][] = [
    ...(group === undefined ? [] : [[pathOf(team, entryName, people), group] as [string, string]]),
    ...(people.subjects ?? []).map((one, index): [string, string] => [`teams.${team}.people.subjects[${index}]`, one]),
  ];
  for (const [path, value] of named) {
    if (PRINCIPAL_PART.test(value)) continue;
    report(
      "principal-text",
      path,
      `"${value}" cannot stand in a principal of Google Cloud; allowed: letters, digits and . _ @ : / = + -`,
      value,
    );
  }
};

const checkPeople = (
  context: RuleContext,
  team: string,
  entryName: string,
  { signIn }: GoogleEntry,
  people: People,
): void => {
  if (valueFor(entryName, people.group) === undefined && people.subjects === undefined) {
    context.report(
      "people",
      `teams.${team}.people`,
      `names no group for ${entryName}; write group, or subjects for single people`,
    );
    return;
  }
  if (signIn !== undefined && "workforce" in signIn) checkWorkforce(context, team, entryName, people);
  else checkAccounts(context, team, entryName, people);
};

/** A team's people are known to every Google entry that it uses. */
export const googlePeople: Rule = (context) => {
  for (const [team, declared] of Object.entries(context.declaration.teams)) {
    if (declared.people === undefined) continue;
    for (const [entryName, entry] of googlePlacesOf(context.declaration, declared)) {
      checkPeople(context, team, entryName, entry, declared.people);
    }
  }
};
