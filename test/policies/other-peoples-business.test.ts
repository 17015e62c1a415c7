import type { JsonObject } from "../../plans/json-value";
import { readPlan } from "../../plans/read-plan";
import { readSynth } from "../../plans/read-synth";
import { runPolicies } from "../../policies/run-policies";
import { asPlan } from "./support/as-plan";
import { idsOf, known } from "./support/case-table";

/** Two repositories as companies have them, in which nothing leads to Claude; hand-made. */
const GOOGLE: JsonObject = {
  google_storage_bucket_iam_member: {
    site: { bucket: "site", role: "roles/storage.objectViewer", member: "allUsers" },
  },
  google_storage_bucket_iam_binding: {
    data: { bucket: "data", role: "roles/storage.admin", members: ["group:d@x.example"] },
  },
  google_project_iam_binding: { logs: { project: "p", role: "roles/logging.viewer", members: ["domain:x.example"] } },
  google_project_iam_custom_role: {
    train: { project: "p", role_id: "train", permissions: ["aiplatform.customJobs.create"] },
  },
  google_project_iam_member: {
    train: { project: "p", role: "projects/p/roles/train", member: "serviceAccount:train@p.iam.gserviceaccount.com" },
    viewer: { project: "p", role: "roles/aiplatform.viewer", member: "domain:x.example" },
    deploy: {
      ...{ project: "p", role: "roles/run.admin" },
      member:
        "principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/w/attribute.repository/x/site",
    },
    oncall: { project: "p", role: "roles/iam.serviceAccountTokenCreator", member: "group:oncall@x.example" },
  },
  google_service_account: { train: { project: "p", account_id: "train" } },
  google_service_account_key: {
    train: { service_account_id: "projects/p/serviceAccounts/train@p.iam.gserviceaccount.com" },
  },
  google_iam_workload_identity_pool_provider: {
    github: {
      workload_identity_pool_id: "w",
      attribute_mapping: { "google.subject": "assertion.sub", "attribute.repository": "assertion.repository" },
      attribute_condition: "assertion.repository_owner == 'x'",
      oidc: { issuer_uri: "https://token.actions.githubusercontent.com" },
    },
    cluster: {
      workload_identity_pool_id: "k",
      attribute_mapping: { "google.subject": "assertion.sub" },
      oidc: { issuer_uri: "https://k8s.x.example" },
    },
  },
};

const AZURE: JsonObject = {
  azurerm_storage_account: { data: { name: "data", shared_access_key_enabled: true } },
  azurerm_cognitive_account: { speech: { name: "speech", kind: "SpeechServices" } },
  azurerm_cognitive_deployment: {
    gpt: {
      name: "gpt",
      model: { format: "OpenAI", name: "gpt-4o" },
      version_upgrade_option: "OnceNewDefaultVersionAvailable",
    },
  },
  azurerm_role_definition: { ops: { name: "Operations", permissions: [{ actions: ["*"], data_actions: [] }] } },
  azurerm_role_assignment: {
    blobs: {
      scope: "/subscriptions/1/resourceGroups/rg",
      role_definition_name: "Storage Blob Data Reader",
      principal_id: "x",
    },
    owner: { scope: "/subscriptions/1", role_definition_name: "Owner", principal_id: "x" },
  },
  azuread_application_password: { legacy: { application_id: "x" } },
  azuread_application_federated_identity_credential: {
    deploy: {
      issuer: "https://token.actions.githubusercontent.com",
      subject: "repo:x/site:pull_request",
      audiences: ["api://AzureADTokenExchange"],
    },
  },
};

test.each([
  ["Google Cloud", GOOGLE],
  ["Azure", AZURE],
])("a repository on %s in which nothing leads to Claude is left alone by every rule", (_, resource) => {
  const synth = known(readSynth(JSON.stringify({ resource }), { stack: "theirs" }));
  const plan = known(readPlan(JSON.stringify(asPlan({ resource })), { stack: "theirs" }));
  expect(synth.resources.length).toBeGreaterThan(7);
  expect(idsOf(runPolicies([synth]))).toEqual([]);
  expect(idsOf(runPolicies([plan]))).toEqual([]);
});
