import { linesOf, loadFiles, SOUND } from "../load";

const PEOPLE = "    people: { group: claude-payments }\n";
const lines = (existing: readonly string[], ci: string, more = "") =>
  linesOf(
    loadFiles({
      "access.yaml": SOUND.replace(
        "geography: eu\n",
        `geography: eu\n    identityProviders: { existing: [${existing.join(", ")}] }\n`,
      ).replace(PEOPLE, `${PEOPLE}    ci: { d: ${ci} }\n${more}`),
    }),
  );
const gitlab = "{ gitlab: { project: a/b, branch: main } }";
const oidc = (issuer: string) => `{ oidc: { issuer: "${issuer}", audience: a, subject: s } }`;

test("an issuer that exists and is used, also by default or by another entry of the account, is nothing to report", () => {
  expect(lines(["https://gitlab.com"], gitlab)).toEqual([]);
  expect(
    lines(
      ["https://token.actions.githubusercontent.com"],
      "{ github: { repository: a/b, ownerId: 1, repositoryId: 2, branch: m } }",
    ),
  ).toEqual([]);
});

test.each([
  ["a slash at the end", "https://ci.example/", "https://ci.example"],
  ["another case", "https://CI.example", "https://ci.example"],
])("refuses an existing issuer that differs from a used one by %s", (_what, existing, used) => {
  expect(lines([existing], oidc(used))).toEqual([
    `access.yaml:10:37: error: providers.aws-eu.identityProviders.existing[0] "${existing}" is not "${used}" of teams.payments.ci.d.oidc.issuer at access.yaml:17:24: AWS compares issuers letter by letter, a slash at the end too; write both as the tokens have it [unused-issuer]`,
  ]);
});

test("refuses an existing issuer that is a used one misspelt", () => {
  expect(lines(["https://gitlab.con"], gitlab)).toEqual([
    'access.yaml:10:37: error: providers.aws-eu.identityProviders.existing[0] "https://gitlab.con" is an issuer that nobody in account 111122223333 uses; used: https://gitlab.com; did you mean "https://gitlab.com"? [unused-issuer]',
  ]);
});

test("an existing issuer that nobody uses is left to the user", () => {
  expect(lines(["https://gitlab.com", "https://login.acme.example/realms/ci"], gitlab)).toEqual([
    'access.yaml:10:57: undecided: providers.aws-eu.identityProviders.existing[1] "https://login.acme.example/realms/ci" is an issuer that nobody in account 111122223333 uses; used: https://gitlab.com; remove it, or acknowledge that it is kept [unused-issuer]',
  ]);
  expect(
    linesOf(
      loadFiles({
        "access.yaml": SOUND.replace(
          "geography: eu\n",
          "geography: eu\n    identityProviders: { existing: [https://gitlab.com] }\n",
        ),
      }),
    ),
  ).toEqual([
    'access.yaml:10:37: undecided: providers.aws-eu.identityProviders.existing[0] "https://gitlab.com" is an issuer that nobody in account 111122223333 uses; it uses none; remove it, or acknowledge that it is kept [unused-issuer]',
  ]);
});

const PORT =
  "has a port number, and AWS takes none in the address of an OIDC provider (https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html); let the issuer answer on port 443, and name it without a port [issuer-port]";

test.each([
  [oidc("https://ci.example:8443/x"), "17:24", "ci.d.oidc.issuer", "https://ci.example:8443/x"],
  [
    "{ gitlab: { project: a/b, branch: main, server: https://git.example:8443 } }",
    "17:54",
    "ci.d.gitlab.server",
    "https://git.example:8443",
  ],
])("refuses a pipeline's issuer with a port: %s", (ci, place, path, issuer) => {
  expect(lines([], ci)).toEqual([`access.yaml:${place}: error: teams.payments.${path} "${issuer}" ${PORT}`]);
});

test("refuses the port of a cluster's issuer", () => {
  const irsa = "{ w: { irsa: { issuer: https://k8s.example:6443, namespace: n, serviceAccount: s } } }";
  expect(lines(["https://gitlab.com"], gitlab, `    workloads: ${irsa}\n`)).toEqual([
    `access.yaml:18:31: error: teams.payments.workloads.w.irsa.issuer "https://k8s.example:6443" ${PORT}`,
  ]);
});

test("refuses the port of a company sign-in that somebody uses", () => {
  const signIn =
    "signIn: { oidc: { issuer: https://id.acme.example:8443, audience: a, groupTag: g, laptop: { awsAuthRefresh: x } } }";
  const text = SOUND.replace(/signIn: .*\n/, `${signIn}\n`);
  expect(linesOf(loadFiles({ "access.yaml": text }))).toEqual([
    `access.yaml:10:23: error: providers.aws-eu.signIn.oidc.issuer "https://id.acme.example:8443" ${PORT}`,
  ]);
});

test("an issuer with a port whose provider the account has is taken as it is: AWS took it", () => {
  expect(lines(["https://ci.example:8443"], oidc("https://ci.example:8443"))).toEqual([]);
});
