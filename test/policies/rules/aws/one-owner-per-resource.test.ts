import type { JsonObject } from "../../../../plans/json-value";
import { readPlan } from "../../../../plans/read-plan";
import { readSynth } from "../../../../plans/read-synth";
import { oneOwnerPerResource } from "../../../../policies/rules/aws/one-owner-per-resource";
import { runPolicies } from "../../../../policies/run-policies";
import { asPlan } from "../../support/as-plan";
import { known } from "../../support/case-table";
import { testMutations } from "../../support/mutation-table";

testMutations(oneOwnerPerResource);

type Resources = Readonly<Record<string, Readonly<Record<string, JsonObject>>>>;
interface Stack {
  readonly resource: Resources;
  readonly account?: string;
  readonly region?: string;
  readonly center?: JsonObject;
}

const textOf = ({ resource, account = "111122223333", region = "eu-central-1", center = {} }: Stack): string => {
  const own = account === "" ? { region } : { region, allowed_account_ids: [account] };
  return JSON.stringify({
    resource,
    provider: { aws: [own, { alias: "identity_center", region: "eu-central-1", ...center }] },
  });
};

/** Subject and detail of every finding over stacks of these names; a plan must say the same. */
const judge = (stacks: Readonly<Record<string, Stack>>): string[] => {
  const [synth, plans] = [
    (text: string, stack: string) => known(readSynth(text, { stack })),
    (text: string, stack: string) => known(readPlan(JSON.stringify(asPlan(JSON.parse(text))), { stack })),
  ].map((read) => {
    const views = Object.entries(stacks).map(([name, stack]) => read(textOf(stack), name));
    return runPolicies(views, [oneOwnerPerResource]).map(({ subject, detail }) => `${subject}: ${detail}`);
  });
  expect(plans).toEqual(synth);
  return synth ?? [];
};

const INLINE = { role: "legacy", name: "claude", policy: "{}" };
const policy = (address: string, changed: JsonObject = {}): Stack => ({
  resource: { aws_iam_role_policy: { [address]: { ...INLINE, ...changed } } },
});

test("refuses two inline policies of one name on one role, in one stack", () => {
  const resource = { aws_iam_role_policy: { a: INLINE, b: INLINE } };
  const found = runPolicies([known(readSynth(textOf({ resource }), { stack: "aws-eu" }))], [oneOwnerPerResource]);
  const finding = (own: string, other: string) => ({
    rule: "aws/one-owner-per-resource",
    subject: `aws-eu/aws_iam_role_policy.${own} inline policy claude of role legacy`,
    detail: `The inline policy claude of role legacy is also made by aws-eu/aws_iam_role_policy.${other}: each apply overwrites the other's`,
    state: "violated",
    remedy: "keep it in one place; what an account has once belongs to shared-ACCOUNT",
    link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
  });
  expect(found).toEqual([finding("a", "b"), finding("b", "a")]);
});

test("refuses them in two stacks of one account, and names three others at most", () => {
  const stacks = Object.fromEntries(["s1", "s2", "s3", "s4", "s5"].map((name) => [name, policy("p")]));
  const [first, ...others] = judge(stacks);
  expect(first).toBe(
    "s1/aws_iam_role_policy.p inline policy claude of role legacy: The inline policy claude of role legacy is also made by s2/aws_iam_role_policy.p, s3/aws_iam_role_policy.p, s4/aws_iam_role_policy.p and 1 more: each apply overwrites the other's",
  );
  expect(others).toHaveLength(4);
});

const ISSUER = "https://gitlab.com";
const POD = { cluster_name: "prod", namespace: "payments", service_account: "claude" };
test.each<readonly [string, string, JsonObject, JsonObject, string]>([
  ["role, whatever its path and case", "aws_iam_role", { name: "App", path: "/a/" }, { name: "app" }, "role App"],
  ["managed policy", "aws_iam_policy", { name: "p" }, { name: "p" }, "policy p"],
  ["instance profile", "aws_iam_instance_profile", { name: "i" }, { name: "i" }, "instance profile i"],
  [
    "OIDC provider",
    "aws_iam_openid_connect_provider",
    { url: ISSUER },
    { url: "gitlab.com" },
    "OIDC provider gitlab.com",
  ],
  [
    "OIDC provider, whatever ends its address",
    "aws_iam_openid_connect_provider",
    { url: ISSUER },
    { url: "https://gitlab.com/" },
    "OIDC provider gitlab.com",
  ],
  ["user", "aws_iam_user", { name: "bot" }, { name: "Bot" }, "user bot"],
  ["group", "aws_iam_group", { name: "bots" }, { name: "bots" }, "group bots"],
  [
    "list of a role's policies",
    "aws_iam_role_policies_exclusive",
    { role_name: "app", policy_names: ["a"] },
    { role_name: "app", policy_names: ["b"] },
    "list of all inline policies of role app",
  ],
  [
    "list of who has a policy",
    "aws_iam_policy_attachment",
    { name: "a", policy_arn: "arn:aws:iam::aws:policy/AmazonBedrockFullAccess", roles: ["a"] },
    { name: "b", policy_arn: "arn:aws:iam::aws:policy/AmazonBedrockFullAccess", roles: ["b"] },
    "list of everybody who has policy arn:aws:iam::aws:policy/AmazonBedrockFullAccess",
  ],
  [
    "log of Bedrock's calls",
    "aws_bedrock_model_invocation_logging_configuration",
    { logging_config: [{ text_data_delivery_enabled: true }] },
    { logging_config: [{ text_data_delivery_enabled: false }] },
    "log of Bedrock's calls in eu-central-1",
  ],
  ["SAML provider", "aws_iam_saml_provider", { name: "sso" }, { name: "sso" }, "SAML provider sso"],
  ["pod identity", "aws_eks_pod_identity_association", POD, POD, "pod identity of prod payments claude"],
])("refuses two stacks that make the same %s", (_name, type, one, other, what) => {
  const found = judge({ one: { resource: { [type]: { x: one } } }, two: { resource: { [type]: { y: other } } } });
  expect(found[0]).toBe(
    `one/${type}.x ${what}: The ${what} is also made by two/${type}.y: each apply overwrites the other's`,
  );
  expect(found).toHaveLength(2);
});

const set = (instance_arn: string, center: JsonObject = {}): Stack => ({
  ...{
    resource: {
      aws_ssoadmin_permission_set: { s: { name: "payments", instance_arn, provider: "aws.identity_center" } },
    },
  },
  center,
});
const INSTANCE = "arn:aws:sso:::instance/ssoins-1";

test("refuses one permission-set name in one Identity Center, from whatever accounts", () => {
  const found = judge({ one: set(INSTANCE), two: { ...set(INSTANCE), account: "444455556666" } });
  expect(found[0]).toBe(
    "one/aws_ssoadmin_permission_set.s permission set payments: The permission set payments is also made by two/aws_ssoadmin_permission_set.s: each apply overwrites the other's",
  );
  expect(judge({ one: set(INSTANCE), two: set("arn:aws:sso:::instance/ssoins-2") })).toEqual([]);
});

test("a looked-up Identity Center is the same where the provider is", () => {
  const looked = "${element(data.aws_ssoadmin_instances.identity_center.arns, 0)}";
  const views = (two: Stack) =>
    Object.entries({ one: set(looked, { profile: "sso" }), two }).map(([stack, one]) =>
      known(readSynth(textOf(one), { stack })),
    );
  expect(runPolicies(views(set(looked, { profile: "sso" })), [oneOwnerPerResource])).toHaveLength(2);
  expect(runPolicies(views(set(looked, { profile: "other" })), [oneOwnerPerResource])).toEqual([]);
});

test("follows the name of a role to the role, and finds policies written within it", () => {
  const aws_iam_role = { r: { name: "app", inline_policy: [{ name: "claude", policy: "{}" }] } };
  const aws_iam_role_policy = { p: { ...INLINE, role: "${aws_iam_role.r.name}" } };
  const view = known(readSynth(textOf({ resource: { aws_iam_role, aws_iam_role_policy } }), { stack: "aws-eu" }));
  expect(runPolicies([view], [oneOwnerPerResource]).map(({ subject }) => subject)).toEqual([
    "aws-eu/aws_iam_role.r inline policy claude of role app",
    "aws-eu/aws_iam_role_policy.p inline policy claude of role app",
  ]);
});

test.each<readonly [string, Record<string, Stack>]>([
  ["two names on one role", { one: policy("p"), two: policy("p", { name: "other" }) }],
  ["one name on two roles", { one: policy("p"), two: policy("p", { role: "other" }) }],
  ["one role name in two accounts", { one: policy("p"), two: { ...policy("p"), account: "444455556666" } }],
  ["accounts that nobody states", { one: { ...policy("p"), account: "" }, two: { ...policy("p"), account: "" } }],
  [
    "one pod identity in two regions",
    {
      one: { resource: { aws_eks_pod_identity_association: { x: POD } } },
      two: { resource: { aws_eks_pod_identity_association: { x: POD } }, region: "eu-west-1" },
    },
  ],
  [
    "logs of Bedrock's calls in two regions",
    {
      one: { resource: { aws_bedrock_model_invocation_logging_configuration: { x: {} } } },
      two: { resource: { aws_bedrock_model_invocation_logging_configuration: { x: {} } }, region: "eu-west-1" },
    },
  ],
  ["a policy whose name AWS makes up", { one: policy("p", { name: null }), two: policy("p", { name: null }) }],
  [
    "stacks without singletons",
    { one: { resource: { aws_s3_bucket: { b: { bucket: "b" } } } }, two: { resource: {} } },
  ],
])("lets pass %s", (_name, stacks) => {
  expect(judge(stacks)).toEqual([]);
});

test("the same resource in two plans of one stack is one resource", () => {
  const view = known(readSynth(textOf(policy("p")), { stack: "aws-eu" }));
  expect(runPolicies([view, view], [oneOwnerPerResource])).toEqual([]);
});

test("does not apply to what may be there twice", () => {
  const attachment = { role: "legacy", policy_arn: "arn:aws:iam::aws:policy/ReadOnlyAccess" };
  const twice = { resource: { aws_iam_role_policy_attachment: { a: attachment, b: attachment } } };
  expect(judge({ "aws-eu": twice, "aws-us": twice })).toEqual([]);
});
