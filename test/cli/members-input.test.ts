import { membersInput } from "../../cli/members-input";
import type { Place } from "../../declaration/finding";
import type { Declaration } from "../../declaration/schema";
import { loadFiles } from "../declaration/load";

const DECLARED = `organization: acme
models:
  everyday: { sonnet: claude-sonnet-5, haiku: claude-haiku-4-5 }
providers:
  console: { route: console, organization: 7c9e6679-7425-40de-944b-e07fc1f90ae7 }
  payers: { route: console, organization: 7c9e6679-7425-40de-944b-e07fc1f90ae7, memberRole: billing }
  enterprise: { route: claude-ai, organization: [0b6f2c1e-3a55-4c0b-9d2e-5f0c7f3f1a11, 7c9e6679-7425-40de-944b-e07fc1f90ae7] }
  machines: { route: console, organization: 7c9e6679-7425-40de-944b-e07fc1f90ae7, federation: {} }
  gateway: { route: gateway, baseUrl: https://llm.acme.example, token: { variable: ANTHROPIC_AUTH_TOKEN } }
teams:
  payments:
    uses: [console, payers, enterprise, machines, gateway]
    models: everyday
    people: { members: [ann@acme.example, bob@acme.example] }
  search:
    uses: [console, payers, gateway]
    models: everyday
    people: { members: [cid@acme.example], memberRole: developer }
  all:
    uses: enterprise
    people: all
`;

const load = (text: string): Declaration => {
  const loaded = loadFiles({ "access.yaml": text });
  if (!loaded.ok) throw new Error(loaded.mistakes.map(({ message }) => message).join("; "));
  return loaded.declaration;
};
const places = new Map<string, Place>([
  ["teams.payments.people.members[0]", { file: "access.yaml", line: 14, column: 26 }],
  ["teams.payments.people.members", { file: "access.yaml", line: 13, column: 26 }],
  ["teams.search.people.memberRole", { file: "access.yaml", line: 18, column: 44 }],
]);
const input = (entry: string, text = DECLARED, removals: readonly string[] = []) =>
  membersInput({ declaration: load(text), places }, entry, removals);
const people = (entry: string) => {
  const asked = input(entry);
  if ("problems" in asked) throw new Error(asked.problems.join("; "));
  return asked.wish.people.map(({ email, role, wantedBy }) => `${email} ${role} ${wantedBy[0]?.place}`);
};

test("everybody whom a team of the entry names is wanted, with the team's role, the entry's or the default", () => {
  expect(people("console")).toEqual([
    "ann@acme.example claude_code_user access.yaml:14",
    "bob@acme.example claude_code_user access.yaml:13",
    "cid@acme.example developer teams.search.people.members[0]",
  ]);
  expect(people("payers")).toEqual([
    "ann@acme.example billing access.yaml:14",
    "bob@acme.example billing access.yaml:13",
    "cid@acme.example developer teams.search.people.members[0]",
  ]);
  expect(people("enterprise")).toEqual([
    "ann@acme.example user access.yaml:14",
    "bob@acme.example user access.yaml:13",
  ]);
});

test("an entry of machines wants nobody, and the organizations are those of the entry", () => {
  expect(people("machines")).toEqual([]);
  expect(input("enterprise")).toMatchObject({
    organizations: ["0b6f2c1e-3a55-4c0b-9d2e-5f0c7f3f1a11", "7c9e6679-7425-40de-944b-e07fc1f90ae7"],
  });
});

test("refuses an entry that is not declared, and one of a route without members", () => {
  expect(input("consol")).toEqual({
    problems: [
      '"consol" is not declared under providers; entries: console, enterprise, gateway, machines, payers; did you mean "console"?',
    ],
  });
  expect(input("gateway")).toEqual({
    problems: [
      '"gateway" is of route gateway, which has no members; members are those of an Anthropic organization: routes console and claude-ai',
    ],
  });
});

test("refuses one person whom two teams want with two roles", () => {
  expect(input("console", DECLARED.replace("cid@", "Ann@"))).toEqual({
    problems: [
      "ann@acme.example is wanted as Claude Code user (team payments, access.yaml:14) and as Developer (team search, teams.search.people.members[0]); a person has one role in an organization: keep one of the two",
    ],
  });
});
