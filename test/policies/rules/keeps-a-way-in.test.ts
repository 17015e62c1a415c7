import type { JsonObject } from "../../../plans/json-value";
import { readPlan } from "../../../plans/read-plan";
import { keepsAWayIn } from "../../../policies/rules/keeps-a-way-in";
import { runPolicies } from "../../../policies/run-policies";
import { type Change, planTextOf, type Resources } from "../../access/support/sides-of";
import { known } from "../support/case-table";

const idsOf = (change: Change): string[] =>
  runPolicies([known(readPlan(planTextOf(change), { stack: "s" }))], [keepsAWayIn]).map(
    ({ subject, state }) => `${state} ${subject}`,
  );

const ISSUER = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com";
const statement = (more: JsonObject): JsonObject => ({ Effect: "Allow", ...more });
const document = (...statements: readonly JsonObject[]): JsonObject => ({
  Version: "2012-10-17",
  Statement: [...statements],
});
const comesIn = statement({ Action: "sts:AssumeRoleWithWebIdentity", Principal: { Federated: ISSUER } });
const calls = statement({
  Action: "bedrock:InvokeModel",
  Resource: "arn:aws:bedrock:eu-central-1::foundation-model/anthropic.claude-sonnet-5",
});
const copies = statement({ Action: "s3:GetObject", Resource: "arn:aws:s3:::acme/*" });

const role = (trust: JsonObject, grant: JsonObject = calls): Resources => ({
  aws_iam_role: { ci: { name: "ci", assume_role_policy: trust } },
  aws_iam_role_policy: { ci: { name: "p", role: "ci", policy: document(grant) } },
});
const issuer: Resources = { aws_iam_openid_connect_provider: { github: { arn: ISSUER } } };
const set = (...groups: readonly string[]): Resources => ({
  aws_ssoadmin_permission_set: { people: { name: "people", arn: "arn:set" } },
  aws_ssoadmin_permission_set_inline_policy: {
    people: { permission_set_arn: "arn:set", inline_policy: document(calls) },
  },
  aws_ssoadmin_account_assignment: Object.fromEntries(
    groups.map((group) => [group, { permission_set_arn: "arn:set", principal_id: group, target_id: "111122223333" }]),
  ),
});

test("refuses a trust that lets nobody in any more, of a role that stays and calls Claude", () => {
  const nobody = document(statement({ Effect: "Deny", Action: "sts:AssumeRole", Principal: "*" }));
  expect(idsOf({ before: role(document(comesIn)), after: role(nobody) })).toEqual(["violated s/aws_iam_role.ci"]);
});

test("lets pass a trust that lets somebody else in, and a role that has nothing to do with Claude", () => {
  const nobody = document(statement({ Effect: "Deny", Action: "sts:AssumeRole", Principal: "*" }));
  const other = statement({ Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } });
  expect(idsOf({ before: role(document(comesIn)), after: role(document(other)) })).toEqual([]);
  expect(idsOf({ before: role(document(comesIn), copies), after: role(nobody, copies) })).toEqual([]);
});

test("refuses a permission set that loses its last assignment, and lets one of two go", () => {
  expect(idsOf({ before: set("a", "b"), after: set() })).toEqual(["violated s/aws_ssoadmin_permission_set.people"]);
  expect(idsOf({ before: set("a", "b"), after: set("b") })).toEqual([]);
});

test("refuses to take away an issuer that a role which stays trusts", () => {
  const trusting = role(document(comesIn));
  expect(idsOf({ before: { ...issuer, ...trusting }, after: trusting })).toEqual([
    "violated s/aws_iam_role.ci aws_iam_openid_connect_provider.github",
  ]);
  expect(
    idsOf({ before: { ...issuer, ...role(document(comesIn), copies) }, after: role(document(comesIn), copies) }),
  ).toEqual([]);
});

test("does not apply where nothing was there before, nor to resources that nobody comes in by", () => {
  expect(idsOf({ after: role(document(comesIn)) })).toEqual([]);
  expect(idsOf({ before: { aws_s3_bucket: { a: { bucket: "a" } } }, after: {} })).toEqual([]);
});

test("lets an issuer go that the same plan keeps under another address", () => {
  const at = (name: string): Resources => ({
    aws_iam_openid_connect_provider: { [name]: { arn: ISSUER, url: "https://token.actions.githubusercontent.com" } },
  });
  const trusting = role(document(comesIn));
  expect(idsOf({ before: { ...at("old"), ...trusting }, after: { ...at("new"), ...trusting } })).toEqual([]);
});

test("lets a whole team go: its identity, its grants and its ways in together", () => {
  expect(idsOf({ before: { ...set("a"), ...role(document(comesIn)) }, after: role(document(comesIn)) })).toEqual([]);
});

test("asks where nobody in a stack that stays may call Claude any more, and not where all of it goes", () => {
  const bucket: Resources = { aws_s3_bucket: { reports: { bucket: "acme" } } };
  const before = { ...bucket, ...role(document(comesIn)) };
  expect(idsOf({ before, after: bucket })).toEqual(["undecided s/aws_iam_role.ci"]);
  expect(idsOf({ before, after: {} })).toEqual([]);
});

const account: Resources = {
  google_service_account: {
    ci: { account_id: "ci", project: "acme", email: "ci@acme.iam.gserviceaccount.com", name: "sa" },
  },
  google_project_iam_member: {
    ci: { project: "acme", role: "roles/aiplatform.user", member: "serviceAccount:ci@acme.iam.gserviceaccount.com" },
  },
};
const POOL =
  "principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/github/attribute.repository_id/7";

test("refuses a service account of Google Cloud that nobody may act as any more", () => {
  const acting = { service_account_id: "sa", role: "roles/iam.workloadIdentityUser", member: POOL };
  const before = { ...account, google_service_account_iam_member: { ci: acting } };
  expect(idsOf({ before, after: account })).toEqual(["violated s/google_service_account.ci"]);
  expect(idsOf({ before: account, after: account })).toEqual([]);
});

test("refuses to take away the last provider of a pool whose members keep their grants", () => {
  const provider = {
    workload_identity_pool_id: "github",
    workload_identity_pool_provider_id: "github",
    project: "acme",
  };
  const member = {
    google_project_iam_member: { ci: { project: "acme", role: "roles/aiplatform.user", member: POOL } },
  };
  const before: Resources = { google_iam_workload_identity_pool_provider: { github: provider }, ...member };
  expect(idsOf({ before, after: member })).toEqual(["violated s/google_project_iam_member.ci github"]);
});

test("refuses an identity of Azure that loses its last federated credential", () => {
  const identity: Resources = { azurerm_user_assigned_identity: { ci: { id: "/ci", name: "ci" } } };
  const credential = { parent_id: "/ci", issuer: "https://i.example", subject: "s" };
  const before = { ...identity, azurerm_federated_identity_credential: { ci: credential } };
  expect(idsOf({ before, after: identity })).toEqual(["violated s/azurerm_user_assigned_identity.ci"]);
});

test("refuses a service account of Anthropic that loses its last federation rule", () => {
  const place = { service_account_id: "svac_1", workspace_id: "w", workspace_role: "workspace_developer" };
  const stays: Resources = {
    anthropic_service_account: { ci: { id: "svac_1", name: "ci" } },
    anthropic_service_account_workspace: { ci: place },
  };
  const rule = { issuer_id: "i", match: { subject_prefix: "s" }, target: { service_account_id: "svac_1" } };
  const before: Resources = { ...stays, anthropic_federation_rule: { ci: rule } };
  expect(idsOf({ before, after: stays })).toEqual(["violated s/anthropic_service_account.ci"]);
});
