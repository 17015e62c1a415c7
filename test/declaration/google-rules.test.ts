import { linesOf, loadFiles } from "./load";

const START = `organization: acme
models:
  newest: { opus: claude-opus-4-8, sonnet: claude-sonnet-5, haiku: claude-haiku-5-5 }
  small: { sonnet: claude-sonnet-5, haiku: claude-haiku-5-5 }
providers:
  gcp-eu: { route: vertex, project: acme-claude, projectNumber: "123456789012", region: eu }
teams:
  research:
    uses: gcp-eu
    models: newest
    people: { group: research@acme.example }
`;
const lines = (text: string) => linesOf(loadFiles({ "access.yaml": text }));
const changed = (from: string, to: string) => {
  expect(START).toContain(from);
  return lines(START.replace(from, to));
};

test("a sound declaration of a Google entry has no mistake, and nothing to decide", () => {
  expect(lines(START)).toEqual([]);
});

test.each([
  [
    "a project id with a capital",
    "project: acme-claude",
    "project: Acme-claude",
    'access.yaml:6:28: error: providers.gcp-eu.project "Acme-claude" does not fit; allowed: a project id: 6 to 30 lower-case letters, digits and hyphens [bad-value]',
  ],
  [
    "a project number that was read as a number",
    'projectNumber: "123456789012"',
    "projectNumber: 123456789012",
    'access.yaml:6:50: error: providers.gcp-eu.projectNumber 123456789012 was read as a number; write it in quotes, "123456789012" [wrong-type]',
  ],
  [
    "a key of another route",
    "region: eu",
    "region: eu, geography: eu",
    "access.yaml:6:93: error: providers.gcp-eu.geography belongs to route bedrock or gateway, and this entry has another; allowed: createProject, deploy, features, federation, guardRails, identityPools, modelRegions, modelRestriction, offered, organizationId, project, projectNumber, quotaProject, region, role, route, signIn [unknown-key]",
  ],
  [
    "a role of the organization without its number",
    "region: eu",
    "region: eu, role: { custom: { level: organization } }",
    "access.yaml:6:111: error: providers.gcp-eu.role.custom.level lies in the organization; add organizationId, its number, beside project [organization-id]",
  ],
  [
    "a workforce sign-in that says nothing of itself",
    "region: eu",
    'region: eu, organizationId: "99", signIn: { workforce: { pool: acme-people, provider: okta } }',
    "access.yaml:6:125: error: providers.gcp-eu.signIn.workforce needs exactly one of oidc, saml, existing; found none [one-of]",
  ],
  [
    "a group that is no e-mail",
    "group: research@acme.example",
    "group: research",
    'access.yaml:11:15: error: teams.research.people.group "research" is no e-mail of a Google group, which gcp-eu needs; where other providers name the group otherwise, write one for each: group: { gcp-eu: claude@example.com } [google-group]',
  ],
  [
    "people without a group",
    "group: research@acme.example",
    "sessionMinutes: 60",
    "access.yaml:11:5: error: teams.research.people names no group for gcp-eu; write group, or subjects for single people [people]",
  ],
  [
    "a model that never answers in a single region",
    "region: eu",
    "region: europe-west1",
    'access.yaml:10:5: error: teams.research.models "claude-opus-4-8" of the set "newest" does not answer in europe-west1, which gcp-eu names; it is known to answer in global, us, eu: set modelRegions.claude-opus-4-8 there, or choose another model [model-not-offered]',
  ],
  [
    "a model region for a model that nobody knows",
    "region: eu",
    "region: eu, modelRegions: { claude-opus-4-9: global }",
    'access.yaml:6:109: error: providers.gcp-eu.modelRegions.claude-opus-4-9 "claude-opus-4-9" is no model that the catalog knows; allowed: claude-fable-5, claude-fable-5-1, claude-fable-5-2, claude-haiku-4-5, claude-haiku-5-5, claude-opus-4-1, claude-opus-4-5, claude-opus-4-6, claude-opus-4-7, claude-opus-4-8, claude-opus-5, claude-opus-5-5, claude-sonnet-4-5, claude-sonnet-4-6, claude-sonnet-5, claude-sonnet-5-5; did you mean "claude-opus-4-1"? [unknown-model]',
  ],
  [
    "a key of a service account",
    "people: {",
    "workloads: { bot: { serviceAccountKey: {} } }\n    people: {",
    "access.yaml:11:25: error: teams.research.workloads.bot.serviceAccountKey is refused: a key does not expire and is copied; allowed: gke, cloudRun, computeEngine, serviceAccount, impersonation, or a pipeline under ci [service-account-key]",
  ],
  [
    "a workload of AWS",
    "people: {",
    "workloads: { bot: { lambda: {} } }\n    people: {",
    "access.yaml:11:25: error: teams.research.workloads.bot.lambda is an identity of AWS, and the team uses no provider there; name one in uses, or remove it [workload-elsewhere]",
  ],
  [
    "a cluster of another project without its number",
    "people: {",
    "workloads: { bot: { gke: { namespace: a, serviceAccount: b, project: acme-clusters } } }\n    people: {",
    "access.yaml:11:25: error: teams.research.workloads.bot.gke names the project acme-clusters of the cluster, whose number its pods are known by; add projectNumber [cluster-project]",
  ],
  [
    "a subject that is longer than Google takes",
    "people: {",
    `ci: { d: { github: { repository: a/b, ownerId: 1, repositoryId: 2, branch: ${"x".repeat(120)} } } }\n    people: {`,
    `access.yaml:11:11: error: teams.research.ci.d has a subject of 148 bytes, "repo:a@1/b@2:ref:refs/heads/${"x".repeat(120)}", and Google Cloud takes at most 127 (https://docs.cloud.google.com/iam/docs/reference/rest/v1/projects.locations.workloadIdentityPools.providers); pin a shorter environment or branch [subject-size]`,
  ],
  [
    "another set of models in the same project",
    "    people: {",
    "    people: { group: b@acme.example }\n  lab:\n    uses: gcp-eu\n    models: small\n    people: {",
    'access.yaml:10:5: error: teams.research.models differs from "small" of lab at access.yaml:14:5, and both use project acme-claude, where IAM cannot name a model; give each team a project of its own, or set modelRestriction: union at gcp-eu and acknowledge what that means [models-of-one-project]',
  ],
])("refuses %s", (_what, from, to, line) => {
  const found = changed(from, to);
  expect(found).toContain(line);
  expect(found.filter((one) => one.includes(": error: ") && !one.endsWith("[model-not-offered]"))).toEqual(
    line.endsWith("[model-not-offered]") ? [] : [line],
  );
});

test.each([
  [
    "single people",
    "group: research@acme.example",
    "subjects: [jane@acme.example]",
    'access.yaml:11:26: undecided: teams.research.people.subjects[0] grants "jane@acme.example" by name, and keeps doing so when the person leaves the team; a group is better [single-user]',
  ],
  [
    "a location that nobody here knows of a model",
    "haiku: claude-haiku-5-5 }\n  small",
    "haiku: claude-haiku-4-5 }\n  small",
    'access.yaml:10:5: undecided: teams.research.models nobody here knows whether "claude-haiku-4-5" of the set "newest" answers in eu, which gcp-eu names; it is known to answer in global: look at its page in Model Garden, then say so in providers.gcp-eu.offered [model-location]',
  ],
  [
    "a pod that a deny policy has to except",
    "region: eu }\nteams:\n  research:\n",
    "region: eu, guardRails: { deny: {} } }\nteams:\n  research:\n    workloads: { bot: { gke: { namespace: a, serviceAccount: b } } }\n",
    "access.yaml:9:25: undecided: teams.research.workloads.bot.gke is excepted from the deny policy of gcp-eu, and it is not documented that a deny policy can name the identity of a pod; try it, or give the pod a service account [gke-and-deny]",
  ],
  [
    "models that client settings alone restrict",
    "region: eu",
    "region: eu, modelRestriction: settings",
    "access.yaml:6:93: undecided: providers.gcp-eu.modelRestriction leaves the choice of models in project acme-claude to client settings alone: IAM on Vertex AI cannot name a model, and no organization policy does [models-by-settings]",
  ],
  [
    "a set without a family, whose start-up probes are refused where only the environment speaks",
    "    models: newest\n    people: { group: research@acme.example }\n",
    "    models: small\n    people: { group: research@acme.example }\nclients: { deliver: environment }\n",
    'access.yaml:10:5: undecided: teams.research.models the set "small" has no opus; told by the environment alone, the client asks Vertex AI at every start for claude-opus-5-5, claude-opus-5, claude-opus-4-8, claude-opus-4-7, claude-opus-4-6, claude-opus-4-5, claude-opus-4-1, and is refused, which harms nothing but the log; deliver settings files, add a model of that family, or acknowledge this [start-up-probes]',
  ],
])("leaves undecided: %s", (_what, from, to, line) => {
  expect(changed(from, to)).toEqual([line]);
});

test("what the declaration says of a location is known", () => {
  const older = START.replace("haiku: claude-haiku-5-5 }\n  small", "haiku: claude-haiku-4-5 }\n  small");
  expect(lines(older.replace("region: eu", "region: eu, offered: { claude-haiku-4-5: [eu] }"))).toEqual([]);
  expect(lines(older.replace("region: eu", "region: eu, modelRegions: { claude-haiku-4-5: global }"))).toEqual([]);
});

test("a pipeline on Vertex AI whose client may be too old is to be decided, and one that is new enough is not", () => {
  const ci = "    ci: { nightly: { gitlab: { project: acme/research, branch: main } } }\n";
  expect(lines(`${START}${ci}clients: { minimumVersion: 2.1.240 }\n`)).toEqual([
    "access.yaml:12:11: undecided: teams.research.ci.nightly may be run by a client of 2.1.240, and on Vertex AI clients before 2.1.330 ask for resourcemanager.projects.get, which is not granted, and give up (@anthropic-ai/claude-code 2.1.330 and 2.1.240, run on loopback); raise clients.minimumVersion [federated-client]",
  ]);
  expect(lines(`${START}${ci}clients: { minimumVersion: 2.1.330 }\n`)).toEqual([]);
  expect(lines(`${START}clients: { minimumVersion: 2.1.240 }\n`)).toEqual([]);
});
