import type { GoogleProvider } from "../../../authorization/federation/google-provider";
import { keepsStrangersOut, strangerCanEnter } from "../../../authorization/federation/stranger-can-enter";

const POOL = "projects/1/locations/global/workloadIdentityPools/w";
const EVERYBODY = `principalSet://iam.googleapis.com/${POOL}/*`;
const workspace = (value: string): string => `principalSet://iam.googleapis.com/${POOL}/attribute.workspace/${value}`;

const TERRAFORM = "https://app.terraform.io";
const BUILDKITE = "https://agent.buildkite.com";
const GOOGLE = "https://accounts.google.com";

const provider = (issuer: string, condition: string): GoogleProvider => ({
  name: `${POOL}/providers/p`,
  trusts: { kind: "oidc", issuer },
  attributeMapping: { "google.subject": "assertion.sub", "attribute.workspace": "assertion.terraform_workspace_id" },
  attributeCondition: condition,
});

test.each([
  [TERRAFORM, 'assertion.terraform_run_phase == "apply"', EVERYBODY],
  [TERRAFORM, 'assertion.terraform_workspace_name == "prod"', EVERYBODY],
  [TERRAFORM, 'assertion.sub.endsWith(":run_phase:apply")', EVERYBODY],
  [TERRAFORM, 'assertion.sub.startsWith("organization:acme")', EVERYBODY],
  ["https://app.eu.terraform.io", "true", EVERYBODY],
  [TERRAFORM, 'assertion.terraform_organization_name == "acme" || assertion.sub != ""', EVERYBODY],
  [BUILDKITE, 'assertion.pipeline_slug == "deploy"', EVERYBODY],
  [GOOGLE, 'assertion.aud == "claude"', EVERYBODY],
])("a stranger at %s can enter where the condition is %s", (issuer, condition, member) => {
  expect(strangerCanEnter({ provider: provider(issuer, condition), member })).toBe(true);
});

test.each([
  [TERRAFORM, 'assertion.terraform_organization_id == "org-1"', EVERYBODY],
  [TERRAFORM, 'assertion.sub.startsWith("organization:acme:project:")', EVERYBODY],
  [TERRAFORM, "true", workspace("ws-1")],
  [BUILDKITE, 'assertion.organization_slug == "acme"', EVERYBODY],
  [GOOGLE, 'assertion.sub == "101234567890123456789"', EVERYBODY],
  [GOOGLE, 'assertion.hd == "acme.example"', EVERYBODY],
  [TERRAFORM, "true", "group:a@acme.example"],
  ["https://id.acme.example", "true", EVERYBODY],
  ["https://token.actions.githubusercontent.com", "true", EVERYBODY],
])("no stranger at %s can enter where the condition is %s", (issuer, condition, member) => {
  expect(strangerCanEnter({ provider: provider(issuer, condition), member })).toBe(false);
});

test("whether strangers stay out is not known where the issuer is not", () => {
  expect(keepsStrangersOut({ unknown: "var.issuer" }, [["sub", "x"]])).toBeUndefined();
});
