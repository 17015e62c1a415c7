import { anthropicBehaviours } from "../../../rehearsal/behaviours/anthropic";
import type { Caller, Things } from "../../../rehearsal/plugin/behaviour";

const { resources } = anthropicBehaviours();
const CALLER: Caller = { account: "rehearsal", region: "" };
const ACCOUNT = { id: "svac_1", name: "acme-machines-payments-ci-deploy" };
const MEMBERSHIP = { service_account_id: "svac_1", workspace_id: "wrkspc_1", workspace_role: "workspace_developer" };
const RULE = {
  name: "acme-machines-payments-ci-deploy",
  issuer_id: "fdis_1",
  match: { subject_prefix: "repo:acme@1/payments@2:ref:refs/heads/main" },
  target: { service_account_id: "svac_1" },
  oauth_scope: "workspace:inference",
  workspace_id: "wrkspc_1",
};
const THINGS: Things = {
  "anthropic_service_account_workspace/svac_1:wrkspc_1": MEMBERSHIP,
  "anthropic_federation_rule/acme-machines-payments-ci-deploy": RULE,
};
const refuse = (type: string, values: object, things: Things = THINGS) =>
  resources[type]?.refuse?.({ ...values }, CALLER, things);
const refuseDelete = (type: string, values: object, things: Things = THINGS) =>
  resources[type]?.refuseDelete?.({ ...values }, CALLER, things);

test("a rule for a member of the workspace is taken", () => {
  expect(refuse("anthropic_federation_rule", RULE)).toBeUndefined();
});

test.each<[string, object, string]>([
  [
    "an audience alone",
    { match: { audience: "https://api.anthropic.com" } },
    "400 invalid_request_error: match needs subject_prefix, claims or condition",
  ],
  [
    "a scope of administrators",
    { oauth_scope: "org:admin" },
    "400 invalid_request_error: oauth_scope: workspace:developer, workspace:inference",
  ],
  [
    "another workspace",
    { workspace_id: "wrkspc_2" },
    "400 invalid_request_error: the service account is no member of the workspace",
  ],
  [
    "a token for half a minute",
    { token_lifetime_seconds: 30 },
    "400 invalid_request_error: token_lifetime_seconds: 60 to 86400",
  ],
  [
    "a token for two days",
    { token_lifetime_seconds: 172_800 },
    "400 invalid_request_error: token_lifetime_seconds: 60 to 86400",
  ],
  [
    "attributes, which the API does not take yet",
    { attributes: { a: "claims.sub" } },
    "400 invalid_request_error: attributes: not supported",
  ],
  ["a name with capitals", { name: "Acme" }, "400 invalid_request_error: name: ^[a-z0-9-]+$"],
])("refuses a rule with %s", (_, more, said) => {
  expect(refuse("anthropic_federation_rule", { ...RULE, ...more })).toBe(said);
});

test("refuses to archive an issuer or an account that a live rule refers to", () => {
  expect([
    refuseDelete("anthropic_service_account", ACCOUNT),
    refuseDelete("anthropic_federation_issuer", { id: "fdis_1" }),
  ]).toEqual([
    "400 invalid_request_error: service account is referred to by a live federation rule",
    "400 invalid_request_error: issuer is referred to by a live federation rule",
  ]);
  expect([
    refuseDelete("anthropic_service_account", ACCOUNT, {}),
    refuseDelete("anthropic_federation_issuer", { id: "fdis_2" }),
  ]).toEqual([undefined, undefined]);
});

test("refuses to make what the Console alone makes, and to put an administrator into a workspace", () => {
  expect(refuse("anthropic_api_key", { name: "k" })).toBe("API keys cannot be created: import it");
  expect(refuse("anthropic_organization_member", { id: "user_1" })).toBe(
    "organization members cannot be created: import it",
  );
  const member = (user_id: string) =>
    refuse("anthropic_workspace_member", { workspace_id: "wrkspc_1", workspace_role: "workspace_user", user_id });
  expect([
    member("user_rehearsal1"),
    member("user_rehearsal2"),
    member("user_rehearsal3"),
    member("user_elsewhere"),
  ]).toEqual([
    undefined,
    "404 not_found_error: no member whom a workspace can have",
    "404 not_found_error: no member whom a workspace can have",
    "404 not_found_error: no member whom a workspace can have",
  ]);
});

test("refuses a role in a workspace that there is not", () => {
  const said =
    "400 invalid_request_error: workspace_role: workspace_user, workspace_developer, workspace_restricted_developer, workspace_admin";
  const given = { workspace_id: "wrkspc_1", user_id: "user_rehearsal1", service_account_id: "svac_1" };
  expect(refuse("anthropic_workspace_member", { ...given, workspace_role: "workspace_billing" })).toBe(said);
  expect(refuse("anthropic_service_account_workspace", { ...given, workspace_role: "developer" })).toBe(said);
  expect(refuse("anthropic_service_account_workspace", { ...given, workspace_role: "workspace_user" })).toBeUndefined();
});

test("refuses a second issuer of one name, whatever its address, and tokens that live for longer than two days", () => {
  const there = { id: "fdis_1", name: "acme-machines-k8s", issuer_url: "https://k8s.acme.example" };
  const things = { "anthropic_federation_issuer/https://k8s.acme.example": there };
  const issuer = (more: object) => refuse("anthropic_federation_issuer", { ...there, ...more }, things);
  expect([
    issuer({}),
    issuer({ id: "fdis_2", issuer_url: "https://k8s-acme.example" }),
    issuer({ max_jwt_lifetime_seconds: 176_401 }),
  ]).toEqual([
    undefined,
    "409 conflict_error: name: acme-machines-k8s is taken",
    "400 invalid_request_error: max_jwt_lifetime_seconds: 1 to 176400",
  ]);
});
