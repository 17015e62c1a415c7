import { linesOf, loadFiles } from "../load";

const ENTRY = "route: console, organization: 7c9e6679-7425-40de-944b-e07fc1f90ae7, manage: terraform, federation: {}";
const github = (repository: number) =>
  `{ github: { repository: acme/r${repository}, ownerId: 1, repositoryId: ${repository}, branch: main } }`;
const pod = (issuer: string) => `{ kubernetes: { issuer: "${issuer}", namespace: a, serviceAccount: b } }`;
const declared = (teams: string, more = "") =>
  linesOf(
    loadFiles({
      "access.yaml": `organization: acme
models: { everyday: { sonnet: claude-sonnet-5 } }
providers:
  m: { ${ENTRY}, workspace: wrkspc_01AbCdEfGh }
${more}teams:
${teams}clients: { minimumVersion: 2.1.330 }
`,
    }),
  );
const SECOND = `  n: { ${ENTRY}, workspace: wrkspc_02AbCdEfGh }\n`;

test("teams at one entry share an issuer, and have names of their own", () => {
  const teams = `  pay: { uses: m, models: everyday, ci: { a: ${github(1)} }, workloads: { a: ${pod("https://k8s.acme.example")} } }
  search: { uses: m, models: everyday, ci: { a: ${github(2)} } }
`;
  expect(declared(teams)).toEqual([]);
});

test("refuses two holders whose names join to one", () => {
  const teams = `  pay: { uses: m, models: everyday, ci: { ci-a: ${github(1)} } }
  pay-ci: { uses: m, models: everyday, ci: { a: ${github(2)} } }
`;
  expect(declared(teams)).toEqual([
    'access.yaml:7:46: error: teams.pay-ci.ci.a would be named "acme-m-pay-ci-ci-a" in organization 7c9e6679-7425-40de-944b-e07fc1f90ae7, like teams.pay.ci.ci-a at access.yaml:6:43; rename one of the two [name-collision]',
  ]);
});

test("refuses a name that a renamed team was born with, and another team has now", () => {
  const teams = `  cards: { uses: m, models: everyday, ci: { a: ${github(1)} } }
  pay: { formerly: cards, uses: m, models: everyday, ci: { a: ${github(2)} } }
`;
  expect(declared(teams).filter((line) => line.includes("[name-collision]"))).toEqual([
    'access.yaml:7:60: error: teams.pay.ci.a would be named "acme-m-cards-ci-a" in organization 7c9e6679-7425-40de-944b-e07fc1f90ae7, like teams.cards.ci.a at access.yaml:6:45; rename one of the two [name-collision]',
  ]);
});

test("refuses an issuer that two entries of one organization would make", () => {
  const teams = `  pay: { uses: [m, n], models: everyday, ci: { a: ${github(1)} } }\n`;
  expect(declared(teams, SECOND)).toEqual([
    "access.yaml:5:95: error: providers.n.federation would make the issuer https://token.actions.githubusercontent.com in organization 7c9e6679-7425-40de-944b-e07fc1f90ae7, which takes each once, like providers.m at access.yaml:4:3; use one entry for both, or write manage: byHand in one of the two [issuer-collision]",
  ]);
});

test.each([
  ["another organization", (text: string) => text.replace("7c9e6679", "8c9e6679")],
  ["made by hand", (text: string) => text.replace(", manage: terraform", "")],
])("an issuer of two entries is none where one of them is of %s", (_, change) => {
  const teams = `  pay: { uses: [m, n], models: everyday, ci: { a: ${github(1)} } }\n`;
  expect(declared(teams, change(SECOND)).filter((line) => line.includes("-collision]"))).toEqual([]);
});

test("refuses two issuers that would get one name", () => {
  const workloads = `{ a: ${pod("https://k8s.acme.example/prod")}, b: ${pod("https://k8s-acme.example/prod")} }`;
  expect(declared(`  pay: { uses: m, models: everyday, workloads: ${workloads} }\n`)).toEqual([
    'access.yaml:4:95: error: providers.m.federation would give the issuers https://k8s.acme.example/prod and https://k8s-acme.example/prod one name, "acme-m-k8s-acme-example-prod"; give one of them an entry of its own [issuer-collision]',
  ]);
});
