import type { JsonObject } from "../../plans/json-value";
import { readPlan } from "../../plans/read-plan";
import { readSynth } from "../../plans/read-synth";
import { noEscalation } from "../../policies/rules/aws/no-escalation";
import { runPolicies } from "../../policies/run-policies";
import { asPlan } from "./support/as-plan";
import { idsOf, known } from "./support/case-table";

const documentOf = (Action: string, Resource: string): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource }] });
const CALLS = documentOf(
  "bedrock:InvokeModel",
  "arn:aws:bedrock:eu-central-1::foundation-model/anthropic.claude-sonnet-5",
);
const PASSES = documentOf("iam:PassRole", "*");
const ARN = "arn:aws:iam::111122223333:policy/pass";
const MANAGED = { aws_iam_policy: { pass: { name: "pass", arn: ARN, policy: PASSES } } };

const judge = (resource: JsonObject): string[] => {
  const text = JSON.stringify({ resource });
  const synth = idsOf(runPolicies([known(readSynth(text, { stack: "old" }))], [noEscalation]));
  const plan = known(readPlan(JSON.stringify(asPlan(JSON.parse(text))), { stack: "old" }));
  expect(idsOf(runPolicies([plan], [noEscalation]))).toEqual(synth);
  return synth;
};

const role = (more: JsonObject = {}): JsonObject => ({
  aws_iam_role: { app: { name: "app", ...more } },
  aws_iam_role_policy: { call: { name: "call", role: "app", policy: CALLS } },
});
const POLICY = "aws_iam_policy.pass";

test.each<readonly [string, string, JsonObject]>([
  ["within the role", "aws_iam_role.app", role({ inline_policy: [{ name: "pass", policy: PASSES }] })],
  ["by the role's own list", POLICY, { ...role({ managed_policy_arns: [ARN] }), ...MANAGED }],
  [
    "by an attachment",
    POLICY,
    { ...role(), ...MANAGED, aws_iam_role_policy_attachment: { a: { role: "app", policy_arn: ARN } } },
  ],
  [
    "by the list of all attachments of a role",
    POLICY,
    {
      ...role(),
      ...MANAGED,
      aws_iam_role_policy_attachments_exclusive: { a: { role_name: "app", policy_arns: [ARN] } },
    },
  ],
  [
    "by the list of all attachments of a policy",
    POLICY,
    { ...role(), ...MANAGED, aws_iam_policy_attachment: { a: { name: "a", roles: ["app"], policy_arn: ARN } } },
  ],
  [
    "inline, to a role that exists elsewhere, beside the list of its policies",
    "aws_iam_role_policy.pass",
    {
      aws_iam_role_policy: {
        call: { name: "call", role: "app", policy: CALLS },
        pass: { name: "pass", role: "app", policy: PASSES },
      },
      aws_iam_role_policies_exclusive: { a: { role_name: "app", policy_names: ["call", "pass"] } },
    },
  ],
  [
    "to a user, who calls models through a group",
    "aws_iam_user_policy.pass",
    {
      aws_iam_group: { bots: { name: "bots" } },
      aws_iam_group_policy: { call: { name: "call", group: "bots", policy: CALLS } },
      aws_iam_user_group_membership: { m: { user: "bot", groups: ["bots"] } },
      aws_iam_user_policy: { pass: { name: "pass", user: "bot", policy: PASSES } },
    },
  ],
  [
    "to a group, whose user calls models",
    "aws_iam_group_policy.pass",
    {
      aws_iam_user: { bot: { name: "bot" } },
      aws_iam_user_policy: { call: { name: "call", user: "bot", policy: CALLS } },
      aws_iam_group_membership: { m: { name: "m", group: "bots", users: ["bot"] } },
      aws_iam_group_policy: { pass: { name: "pass", group: "bots", policy: PASSES } },
    },
  ],
  [
    "to a permission set",
    POLICY,
    {
      ...MANAGED,
      aws_ssoadmin_permission_set: { s: { name: "s", arn: "arn:aws:sso:::permissionSet/ssoins-1/s" } },
      aws_ssoadmin_permission_set_inline_policy: {
        s: { permission_set_arn: "arn:aws:sso:::permissionSet/ssoins-1/s", inline_policy: CALLS },
      },
      aws_ssoadmin_customer_managed_policy_attachment: {
        s: {
          permission_set_arn: "arn:aws:sso:::permissionSet/ssoins-1/s",
          customer_managed_policy_reference: [{ name: "pass" }],
        },
      },
    },
  ],
])("refuses what is granted %s beside a grant of Claude", (_name, address, resource) => {
  expect(judge(resource)).toEqual([`aws/no-escalation[old/${address} iam:PassRole]`]);
});

test("what is attached to two is judged once, and what to another is not", () => {
  const attached = (roles: readonly string[]) => ({
    ...role(),
    ...MANAGED,
    aws_iam_policy_attachment: { a: { name: "a", roles, policy_arn: ARN } },
  });
  expect(judge(attached(["app", "deployer"]))).toEqual([`aws/no-escalation[old/${POLICY} iam:PassRole]`]);
  expect(judge(attached(["deployer"]))).toEqual([]);
});
