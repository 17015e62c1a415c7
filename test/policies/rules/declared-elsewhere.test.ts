import type { JsonObject } from "../../../plans/json-value";
import { readSynth } from "../../../plans/read-synth";
import type { ExpectedStack } from "../../../policies/expectations";
import type { Rule } from "../../../policies/rule";
import { azureGithubSubjectImmutable } from "../../../policies/rules/azure/github-subject-immutable";
import { termsDeclared } from "../../../policies/rules/azure/terms-declared";
import { googleForksStayOut } from "../../../policies/rules/google/forks-stay-out";
import { googleGithubSubjectImmutable } from "../../../policies/rules/google/github-subject-immutable";
import { grantAtProject } from "../../../policies/rules/google/grant-at-project";
import { modelsRestricted } from "../../../policies/rules/google/models-restricted";
import { runPolicies } from "../../../policies/run-policies";
import { idsOf, known } from "../support/case-table";

const view = (stack: string, resource: JsonObject) => known(readSynth(JSON.stringify({ resource }), { stack }));

const found = (
  rule: Rule,
  stacks: Readonly<Record<string, JsonObject>>,
  expected?: Partial<ExpectedStack>,
  githubByName?: readonly string[],
): string[] => {
  const views = Object.entries(stacks).map(([stack, resource]) => view(stack, resource));
  const declared = views.map(({ stack }): [string, ExpectedStack] => [
    stack,
    { path: `providers.${stack}`, isEntry: true, places: {}, identities: [], ...expected },
  ]);
  const expectations = {
    ...{ stacks: new Map(declared), githubIssuers: [], places: new Map() },
    ...(githubByName === undefined ? {} : { githubByName }),
  };
  return idsOf(runPolicies(views, [rule], expected === undefined ? {} : { expectations }));
};

const ROLE = "projects/acme-claude/roles/claudeCodeInvoke";
const POOL = "projects/1/locations/global/workloadIdentityPools/w";
const BY_NAME = `principal://iam.googleapis.com/${POOL}/subject/repo:acme/old:ref:refs/heads/main`;
const grantTo = (member: string): JsonObject => ({
  google_project_iam_member: { m: { project: "acme-claude", role: ROLE, member } },
});
const GROUP = grantTo("group:a@acme.example");
const CUSTOM_ROLE: JsonObject = {
  google_project_iam_custom_role: {
    r: { project: "acme-claude", role_id: "claudeCodeInvoke", permissions: ["aiplatform.endpoints.predict"] },
  },
};
const POLICY: JsonObject = {
  google_org_policy_policy: {
    models: {
      name: "projects/acme-claude/policies/vertexai.allowedModels",
      parent: "projects/acme-claude",
      spec: { rules: [{ values: { allowed_values: ["publishers/anthropic/models/claude-sonnet-5:predict"] } }] },
    },
  },
};
const provider = (condition: string): JsonObject => ({
  google_iam_workload_identity_pool_provider: {
    p: {
      workload_identity_pool_id: "w",
      attribute_mapping: { "google.subject": "assertion.sub" },
      attribute_condition: condition,
      oidc: { issuer_uri: "https://token.actions.githubusercontent.com" },
    },
  },
});

test("roles, policies and pools of a shared stack count for the grants of another", () => {
  const open = ["google/models-restricted[gcp-eu/google_project_iam_member.m projects/acme-claude]"];
  expect(found(modelsRestricted, { "gcp-eu": GROUP, shared: CUSTOM_ROLE })).toEqual(open);
  expect(found(modelsRestricted, { "gcp-eu": GROUP, shared: { ...CUSTOM_ROLE, ...POLICY } })).toEqual([]);
  const member = `principalSet://iam.googleapis.com/${POOL}/*`;
  const stacks = { "gcp-eu": grantTo(member), shared: { ...CUSTOM_ROLE, ...provider("true") } };
  expect(found(googleForksStayOut, stacks)).toEqual([
    `google/forks-stay-out[gcp-eu/google_project_iam_member.m ${member}]`,
  ]);
});

test("a custom role that is nowhere in the plans is not known to call models, and its grant is not judged as if it did", () => {
  const above = {
    google_folder_iam_member: { m: { folder: "folders/7", role: ROLE, member: "group:a@acme.example" } },
  };
  expect(found(grantAtProject, { above })).toEqual([]);
  expect(found(grantAtProject, { above, shared: CUSTOM_ROLE })).toEqual([
    `google/grant-at-project[above/google_folder_iam_member.m ${ROLE}]`,
  ]);
});

test("a restriction by settings that was declared is asked of the declaration, and not once more", () => {
  const stacks = { "gcp-eu": { ...GROUP, ...CUSTOM_ROLE } };
  expect(found(modelsRestricted, stacks, { modelsBySettings: true })).toEqual([]);
  expect(found(modelsRestricted, stacks, {})).toHaveLength(1);
});

test("a pin by name that was declared is asked of the declaration, and not once more", () => {
  const google = { "gcp-eu": { ...grantTo(BY_NAME), ...CUSTOM_ROLE, ...provider("true") } };
  expect(found(googleGithubSubjectImmutable, google, {}, ["acme/old"])).toEqual([]);
  expect(found(googleGithubSubjectImmutable, google, {}, ["acme/other"])).toEqual([
    `google/github-subject-immutable[gcp-eu/google_project_iam_member.m ${BY_NAME}]`,
  ]);
  const credential = {
    issuer: "https://token.actions.githubusercontent.com",
    subject: "repo:acme/old:ref:refs/heads/main",
  };
  const azure = {
    "azure-se": { azurerm_federated_identity_credential: { c: credential }, azurerm_ai_services: { a: {} } },
  };
  expect(found(azureGithubSubjectImmutable, azure, {}, ["acme/old"])).toEqual([]);
  expect(found(azureGithubSubjectImmutable, azure, {}, [])).toEqual([
    "azure/github-subject-immutable[azure-se/azurerm_federated_identity_credential.c repo:acme/old:ref:refs/heads/main]",
  ]);
});

const SIGNED = { organizationName: "Acme GmbH", countryCode: "DE", industry: "technology" };
const DEPLOYED = {
  "azure-se": {
    azapi_resource: {
      d: {
        body: { properties: { model: { format: "Anthropic", name: "claude-sonnet-5" }, modelProviderData: SIGNED } },
      },
    },
  },
};

test("terms are accepted as they were declared, in that name and no other", () => {
  const refused = ["azure/terms-declared[azure-se/azapi_resource.d]"];
  expect(found(termsDeclared, DEPLOYED, { anthropicTerms: SIGNED })).toEqual([]);
  expect(found(termsDeclared, DEPLOYED, { anthropicTerms: { ...SIGNED, organizationName: "Globex" } })).toEqual(
    refused,
  );
  expect(found(termsDeclared, DEPLOYED, {})).toEqual(refused);
});

test("refuses terms in another name than the declared one in these words", () => {
  const views = [view("azure-se", DEPLOYED["azure-se"])];
  const stack = { path: "providers.azure-se", isEntry: true, places: {}, identities: [] };
  const judged = (expected: ExpectedStack) =>
    runPolicies(views, [termsDeclared], {
      expectations: { stacks: new Map([["azure-se", expected]]), githubIssuers: [], places: new Map() },
    }).map(({ detail, state }) => ({ detail, state }));
  const start = "Anthropic's terms for claude-sonnet-5 are accepted in the name of Acme GmbH (DE, technology)";
  expect(judged({ ...stack, anthropicTerms: { ...SIGNED, countryCode: "FR" } })).toEqual([
    { detail: `${start}; declared is Acme GmbH (FR, technology)`, state: "violated" },
  ]);
  expect(judged(stack)).toEqual([{ detail: `${start}; which is not declared`, state: "violated" }]);
});
