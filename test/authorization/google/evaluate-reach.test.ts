import { evaluateReach } from "../../../authorization/google/evaluate-reach";
import type { GoogleView } from "../../../authorization/google/google-view";

const APP = "claude-app@acme-claude.iam.gserviceaccount.com";
const BOT = "claude-bot@acme-claude.iam.gserviceaccount.com";
const accountName = (email: string): string => `projects/acme-claude/serviceAccounts/${email}`;
const PIPELINE =
  "principal://iam.googleapis.com/projects/123/locations/global/workloadIdentityPools/claude-github/subject/s";

/** https://docs.cloud.google.com/iam/docs/service-account-impersonation */
const VIEW: GoogleView = {
  parents: { "projects/acme-claude": "organizations/1" },
  projectNumbers: { "acme-claude": "123" },
  serviceAccounts: [BOT, APP, APP],
  roles: [
    { name: "projects/acme-claude/roles/claudeCodeInvoke", permissions: ["aiplatform.endpoints.predict"] },
    { name: "projects/acme-claude/roles/impersonate", permissions: ["iam.serviceAccounts.getAccessToken"] },
  ],
  bindings: [
    {
      name: "app",
      role: "projects/acme-claude/roles/claudeCodeInvoke",
      member: `serviceAccount:${APP}`,
      resource: "projects/acme-claude",
    },
    { name: "federated", role: "roles/iam.workloadIdentityUser", member: PIPELINE, resource: accountName(APP) },
    {
      name: "lead",
      role: "roles/iam.serviceAccountTokenCreator",
      member: "user:lead@acme.example",
      resource: accountName(APP),
      condition: { expression: 'request.time < timestamp("2027-01-01T00:00:00Z")' },
    },
    {
      name: "own role",
      role: "projects/acme-claude/roles/impersonate",
      member: "user:own@acme.example",
      resource: "projects/acme-claude",
    },
    {
      name: "runs",
      role: "roles/iam.serviceAccountUser",
      member: "user:deployer@acme.example",
      resource: accountName(APP),
    },
    {
      name: "bot",
      role: "roles/iam.serviceAccountTokenCreator",
      member: "user:botty@acme.example",
      resource: accountName(BOT),
    },
    {
      name: "kubernetes",
      role: "roles/iam.workloadIdentityUser",
      member: "serviceAccount:acme-claude.svc.id.goog[agents/claude]",
      resource: accountName(APP),
    },
    {
      name: "chain",
      role: "roles/iam.serviceAccountTokenCreator",
      member: `serviceAccount:${BOT}`,
      resource: accountName(APP),
    },
    { name: "open", role: "roles/claude.user", member: "user:maybe@acme.example", resource: accountName(APP) },
  ],
};
const ask = (identifier: string, view: GoogleView = VIEW, time: string | undefined = "2026-12-01T00:00:00Z") =>
  evaluateReach(view, {
    caller: { identifiers: [identifier] },
    permission: "aiplatform.endpoints.predict",
    resource: "projects/acme-claude",
    time,
  });
const DENIED = { decision: "denied", because: [] };
const allowedBy = (name: string) => ({ decision: "allowed", because: [{ kind: "binding", name }] });

test.each([
  ["a pipeline, by workload identity", PIPELINE, "federated"],
  ["a person, by tokens until a day", "user:lead@acme.example", "lead"],
  ["a person, by a role of one's own on the project", "user:own@acme.example", "own role"],
  ["a pod in the older spelling", "serviceAccount:acme-claude.svc.id.goog[agents/claude]", "kubernetes"],
  [
    "the same pod in the newer",
    "principal://iam.googleapis.com/projects/123/locations/global/workloadIdentityPools/acme-claude.svc.id.goog/subject/ns/agents/sa/claude",
    "kubernetes",
  ],
])("%s reaches the model as the service account", (_, identifier, step) => {
  expect(ask(identifier)).toEqual({
    decision: "allowed",
    direct: DENIED,
    through: [{ serviceAccount: APP, step: allowedBy(step), asAccount: allowedBy("app"), decision: "allowed" }],
  });
});

test("the service account itself needs no step", () => {
  expect(ask(`serviceAccount:${APP}`)).toEqual({ decision: "allowed", direct: allowedBy("app"), through: [] });
});

test.each([
  ["who may only let machines run as the account", "user:deployer@acme.example"],
  ["who may act as an account that may nothing", "user:botty@acme.example"],
  ["a stranger", "user:mallory@evil.test"],
  ["a pod of another namespace", "serviceAccount:acme-claude.svc.id.goog[agents-2/claude]"],
])("refuses %s", (_, identifier) => {
  expect(ask(identifier)).toEqual({ decision: "denied", direct: DENIED, through: [] });
});

test("refuses a step after its end", () => {
  expect(ask("user:lead@acme.example", VIEW, "2027-01-01T00:00:00Z").decision).toBe("denied");
});

test("leaves a step open whose end cannot be judged, and one by a role that is not known", () => {
  expect(ask("user:lead@acme.example", VIEW, "some day").decision).toBe("undecided");
  expect(ask("user:maybe@acme.example")).toEqual({
    decision: "undecided",
    direct: DENIED,
    through: [
      {
        serviceAccount: APP,
        step: { decision: "undecided", because: [{ kind: "binding", name: "open" }] },
        asAccount: allowedBy("app"),
        decision: "undecided",
      },
    ],
  });
});

test("refuses a step that a deny rule forbids, and an account that one forbids to call", () => {
  const denied = (permission: string, principal: string): GoogleView => ({
    ...VIEW,
    denyRules: [
      { name: "d", resource: "organizations/1", deniedPrincipals: [principal], deniedPermissions: [permission] },
    ],
  });
  expect(ask(PIPELINE, denied("iam.googleapis.com/serviceAccounts.getAccessToken", PIPELINE)).decision).toBe("denied");
  const account = `principal://iam.googleapis.com/projects/-/serviceAccounts/${APP}`;
  expect(ask(PIPELINE, denied("aiplatform.googleapis.com/endpoints.predict", account)).decision).toBe("denied");
  // A rule about the pipeline's own calls does not reach the account that it acts as.
  expect(ask(PIPELINE, denied("aiplatform.googleapis.com/endpoints.predict", PIPELINE)).decision).toBe("allowed");
});

test("refuses accounts that the view does not name, and takes one step only", () => {
  expect(ask(PIPELINE, { ...VIEW, serviceAccounts: [] }).decision).toBe("denied");
  expect(ask("user:botty@acme.example").decision).toBe("denied");
});
