import cases from "./azure-rules.cases.json";
import { linesOf, loadFiles } from "./load";

const START = `organization: acme
models:
  newest: { sonnet: claude-sonnet-5, haiku: claude-haiku-4-5 }
  small: { haiku: claude-haiku-4-5 }
providers:
  azure-se:
    route: foundry
    tenant: 99999999-8888-7777-6666-555555555555
    subscription: 11111111-2222-3333-4444-555555555555
    resourceGroup: rg-claude
    resource: acme-claude
    location: swedencentral
    anthropicTerms: { accept: true, organizationName: Acme GmbH, countryCode: DE, industry: technology }
    deployments: { claude-sonnet-5: { version: "1" } }
teams:
  research:
    uses: azure-se
    models: newest
    people: { group: claude }
`;
const lines = (text: string) => linesOf(loadFiles({ "access.yaml": text }));

test.each(cases as [string, string, string, string[]][])(
  "%s: every line that a person reads",
  (_, from, to, expected) => {
    expect(START).toContain(from);
    expect(lines(START.replace(from, to))).toEqual(expected);
  },
);

test("another set at one account can be accepted, and is then a question to acknowledge", () => {
  const small = "teams:\n  small: { uses: azure-se, models: small, people: { group: small } }\n";
  const union = START.replace("teams:\n", small).replace("    tenant:", "    modelRestriction: union\n    tenant:");
  expect(lines(union)).toEqual([
    'access.yaml:17:28: undecided: teams.small.models differs from "newest" of research at access.yaml:20:5, and both use account acme-claude, where a role cannot name a deployment: between these teams the restriction is by client settings alone [models-by-settings]',
  ]);
});

test("a token's texts are as long as Entra takes them", () => {
  const long = "x".repeat(250);
  const ci = (subject: string, issuer: string) =>
    `    ci: { job: { oidc: { issuer: "https://${issuer}", audience: a, subject: "${subject}" } } }\n`;
  expect(lines(`${START}${ci(long, "ci.acme.example")}`)).toEqual([]);
  const path = `ci.acme.example/${"i".repeat(480)}`;
  expect(lines(`${START}${ci(long, path)}`)).toEqual([]);
  const pod = `    workloads: { pod: { aks: { issuer: "https://aks.example", namespace: ${"n".repeat(253)}, serviceAccount: ${"s".repeat(253)} } } }\n`;
  expect(lines(`${START}${pod}`)).toEqual([]);
  const branch = `${"b".repeat(250)}`;
  const workflow = `acme/${"w".repeat(200)}/.github/workflows/x.yml@refs/heads/main`;
  const github = `    ci: { job: { github: { repository: acme/${"r".repeat(150)}, ownerId: 1, repositoryId: 2, branch: ${branch}, workflow: ${workflow} } } }\n`;
  expect(lines(`${START}${github}`)).toEqual([
    "access.yaml:20:11: error: teams.research.ci.job has a subject of 693 characters, and Entra takes at most 600 (https://learn.microsoft.com/en-us/entra/workload-id/workload-identity-federation-considerations); pin a shorter one [federated-text]",
  ]);
});
