import { spoil } from "../load";

const PEOPLE = "{ group: claude-payments }";
const github = (more: string) => spoil(PEOPLE, `${PEOPLE}\n    ci: { d: { github: { repository: a/b, ${more} } } }`);
const GHES = "server: https://github.acme.example/_services/token";

test.each([
  ["ownerId: 1, repositoryId: 2, branch: m", "43", "ownerId"],
  ["repositoryId: 2, branch: m", "43", "repositoryId"],
  ["ownerId: 1, subject: 'repo:a/b:environment:x'", "43", "ownerId"],
])("refuses ids on an Enterprise Server: %s", (more, column, key) => {
  expect(github(`${more}, ${GHES}`)).toEqual([
    `access.yaml:16:${column}: error: teams.payments.ci.d.github.${key} cannot be in a subject of "https://github.acme.example/_services/token": subjects with ids exist on GitHub.com and GHE.com only; remove ownerId and repositoryId, or declare the subject of a template with repository_id [github-ids]`,
  ]);
});

test("a name-only subject of an Enterprise Server is undecided, and nobody is told to add ids", () => {
  expect(github(`branch: m, ${GHES}`)).toEqual([
    "access.yaml:16:16: undecided: teams.payments.ci.d.github pins a/b by name; whoever gets that name on https://github.acme.example/_services/token later gets in, and an Enterprise Server writes no ids into its own subjects: declare the subject of a template with repository_id, or acknowledge this [github-name-only-subject]",
  ]);
});

test("what an Enterprise Server is told to do instead is taken", () => {
  expect(github(`subject: 'repository_id:71:environment:production', ${GHES}`)).toEqual([]);
});

test.each([
  "https://token.actions.githubusercontent.com",
  "https://token.actions.githubusercontent.com/acme",
  "https://token.actions.acme.ghe.com",
])("%s has subjects with ids", (server) => {
  expect(github(`ownerId: 1, repositoryId: 2, branch: m, server: ${server}`)).toEqual([]);
  expect(github(`branch: m, server: ${server}`)).toEqual([
    "access.yaml:16:16: undecided: teams.payments.ci.d.github pins a/b by name; whoever gets that name later gets in, and repositories made or renamed since July 2026 send another subject: add ownerId and repositoryId [github-name-only-subject]",
  ]);
});

test("an address that only looks like GitHub's has none", () => {
  expect(
    github("ownerId: 1, repositoryId: 2, branch: m, server: https://token.actions.githubusercontent.com.example"),
  ).toEqual([
    'access.yaml:16:43: error: teams.payments.ci.d.github.ownerId cannot be in a subject of "https://token.actions.githubusercontent.com.example": subjects with ids exist on GitHub.com and GHE.com only; remove ownerId and repositoryId, or declare the subject of a template with repository_id [github-ids]',
  ]);
});
