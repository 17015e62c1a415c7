import { BULK_INVITE, type MemberRoute } from "../catalog/anthropic-organizations";
import { holdersAt, teamsOf } from "../declaration/entries";
import type { Places } from "../declaration/finding";
import { listed, suggestion } from "../declaration/nearest-name";
import { pathText } from "../declaration/path-text";
import type { ClaudeAiEntry, ConsoleEntry, Declaration, ProviderEntry, Team } from "../declaration/schema";
import { type WantedPerson, type Wish, wishOf } from "../members/plan-members";

/** Whose people are compared: one entry's. */
export interface MembersInput {
  readonly wish: Wish;
  /** UUIDs of the entry's organizations. */
  readonly organizations: readonly string[];
}

/** What a declaration says, and where. */
export interface Declared {
  readonly declaration: Declaration;
  readonly places: Places;
}

const DEFAULT_ROLE: Readonly<Record<MemberRoute, string>> = { console: "claude_code_user", "claude-ai": "user" };

const placeText = (places: Places, path: readonly PropertyKey[]): string => {
  const place = places.get(pathText(path)) ?? places.get(pathText(path.slice(0, -1)));
  return place === undefined ? pathText(path) : [place.file, place.line].filter((part) => part !== undefined).join(":");
};

const hasMembers = (entry: ProviderEntry): entry is ConsoleEntry | ClaudeAiEntry =>
  Object.hasOwn(BULK_INVITE, entry.route);

const wantedBy = (
  { declaration, places }: Declared,
  [name, team]: [string, Team],
  entry: ConsoleEntry | ClaudeAiEntry,
) => {
  const { people } = holdersAt(declaration, entry, team);
  const role = people?.memberRole ?? entry.memberRole ?? DEFAULT_ROLE[entry.route];
  return (people?.members ?? []).map(
    (email, index): WantedPerson => ({
      email,
      role,
      team: name,
      place: placeText(places, ["teams", name, "people", "members", index]),
    }),
  );
};

/** Who is wanted in the organization of one provider entry, or why nobody can be. */
export const membersInput = (
  declared: Declared,
  entryName: string,
  removals: readonly string[],
): MembersInput | { readonly problems: readonly string[] } => {
  const { declaration } = declared;
  const names = Object.keys(declaration.providers).sort();
  const entry = Object.hasOwn(declaration.providers, entryName) ? declaration.providers[entryName] : undefined;
  if (entry === undefined) {
    const near = suggestion(entryName, names);
    return { problems: [`"${entryName}" is not declared under providers; entries: ${listed(names)}${near}`] };
  }
  if (!hasMembers(entry)) {
    const where = "members are those of an Anthropic organization: routes console and claude-ai";
    return { problems: [`"${entryName}" is of route ${entry.route}, which has no members; ${where}`] };
  }
  const teams = teamsOf(declaration, entryName);
  const wish = wishOf(
    entry.route,
    teams.flatMap((team) => wantedBy(declared, team, entry)),
    removals,
  );
  return "problems" in wish ? wish : { wish, organizations: [entry.organization].flat() };
};
