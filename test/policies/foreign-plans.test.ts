import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readPlan } from "../../plans/read-plan";
import { readSynth } from "../../plans/read-synth";
import { runPolicies } from "../../policies/run-policies";
import { asPlan } from "./support/as-plan";
import { idsOf, known } from "./support/case-table";

/** Roles, users and permission sets of an account in which nobody calls Claude, as careless as such accounts are. */
const UNRELATED = readFileSync(join(__dirname, "fixtures", "foreign-unrelated.tf.json"), "utf8");
const TYPES = ["aws_iam_role", "aws_iam_role_policy", "aws_iam_user_policy", "aws_iam_access_key"];

test("what has nothing to do with Claude is nobody's business here, however careless it is", () => {
  const stack = JSON.parse(UNRELATED);
  const views = [known(readSynth(UNRELATED, { stack: "old" })), known(readPlan(JSON.stringify(asPlan(stack))))];
  for (const view of views) {
    expect(TYPES.map((type) => view.ofType(type).length)).toEqual([5, 4, 1, 1]);
    expect(idsOf(runPolicies([view]))).toEqual([]);
  }
});

test("one grant of Claude makes everything of its holder a matter of these rules, and of nobody else", () => {
  const stack = JSON.parse(UNRELATED);
  const grant = {
    ...{ Sid: "Invoke", Effect: "Allow", Action: "bedrock:InvokeModel" },
    Resource: "arn:aws:bedrock:eu-central-1::foundation-model/anthropic.claude-sonnet-5",
  };
  const policy = JSON.stringify({ Version: "2012-10-17", Statement: [grant] });
  stack.resource.aws_iam_role_policy.more = { name: "claude", role: "admin", policy };
  stack.resource.aws_iam_role_policy.ci = { name: "claude", role: "deploy", policy };
  const found = runPolicies([known(readPlan(JSON.stringify(asPlan(stack)), { stack: "old" }))]);
  expect(idsOf(found)).toEqual([
    "aws/no-escalation[old/aws_iam_role_policy.admin iam:*]",
    "aws/no-escalation[old/aws_iam_role_policy.admin sts:AssumeRole]",
    "aws/no-long-lived-key[old/aws_iam_role_policy.admin iam:*]",
    "aws/no-marketplace-on-people[old/aws_iam_role_policy.admin aws-marketplace:*]",
    "aws/trust-pins-audience-and-subject[old/aws_iam_role.admin arn:aws:iam::444455556666:root]",
    "aws/trust-pins-audience-and-subject[old/aws_iam_role.deploy repo:acme/*]",
    "aws/trust-pins-audience-and-subject[old/aws_iam_role.deploy token.actions.githubusercontent.com:aud]",
  ]);
});
