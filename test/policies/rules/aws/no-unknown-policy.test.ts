import { readPlan } from "../../../../plans/read-plan";
import { noUnknownPolicy } from "../../../../policies/rules/aws/no-unknown-policy";
import { runPolicies } from "../../../../policies/run-policies";
import { known, testRule } from "../../support/case-table";
import { testMutations } from "../../support/mutation-table";

testRule(noUnknownPolicy);
testMutations(noUnknownPolicy);

/** A plan of one policy that names a new bucket: Terraform JSON keeps what was written, HCL only what it refers to. */
const planOf = (policy: object) => {
  const [address, type] = ["aws_iam_role_policy.app", "aws_iam_role_policy"];
  const bucket = { address: "aws_s3_bucket.new", mode: "managed", type: "aws_s3_bucket" };
  const json = {
    format_version: "1.2",
    resource_changes: [
      {
        ...{ address, mode: "managed", type },
        change: { actions: ["create"], after: { role: "app" }, after_unknown: { policy: true } },
      },
      { ...bucket, change: { actions: ["create"], after: {}, after_unknown: {} } },
    ],
    configuration: { root_module: { resources: [{ address, expressions: { policy } }, { address: bucket.address }] } },
  };
  return known(readPlan(JSON.stringify(json), { stack: "old" }));
};
const REFERENCES = ["aws_s3_bucket.new.arn", "aws_s3_bucket.new"];

test("is undecided about a document of HCL that names something new, since the plan shows no text of it", () => {
  expect(runPolicies([planOf({ references: REFERENCES })], [noUnknownPolicy])).toEqual([
    {
      rule: "aws/no-unknown-policy",
      subject: "old/aws_iam_role_policy.app policy",
      detail: "The document is not known: it refers to aws_s3_bucket.new, and the plan shows no text of it",
      state: "undecided",
      remedy: "build ARNs from declared inputs, so that reviewers see the document in the plan",
      link: "https://developer.hashicorp.com/terraform/internals/json-format#change-representation",
    },
  ]);
});

test("a document of Terraform JSON that names something new is read around the name", () => {
  const constant_value =
    '${jsonencode({"Statement" = [{"Effect" = "Allow", "Action" = "s3:GetObject", "Resource" = aws_s3_bucket.new.arn}]})}';
  expect(runPolicies([planOf({ constant_value, references: REFERENCES })], [noUnknownPolicy])).toEqual([]);
});
