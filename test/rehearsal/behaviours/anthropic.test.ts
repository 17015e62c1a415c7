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
  const member = (user_id: string) => refuse("anthropic_workspace_member", { workspace_id: "wrkspc_1", user_id });
  expect([member("user_rehearsal1"), member("user_rehearsal2"), member("user_elsewhere")]).toEqual([
    undefined,
    "404 not_found_error: no member whom a workspace can have",
    "404 not_found_error: no member whom a workspace can have",
  ]);
});
