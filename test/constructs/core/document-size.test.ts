import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { ref, type TerraformStack, Token } from "cdktf";
import { AWS_LIMITS } from "../../../catalog/aws-limits";
import { checkDocumentSize } from "../../../constructs/core/document-size";
import { jsonDocument } from "../../../constructs/core/json-document";
import { synthStack } from "../../helpers/synth";

const LIMIT = { ...AWS_LIMITS.managedPolicy, value: 300 };
const SOURCE = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html";

const lifecycleOf = (documents: readonly object[], lookedUp?: readonly string[]) => {
  const json = synthStack((stack: TerraformStack) => {
    const policy = new IamPolicy(stack, "P", { name: "p", policy: jsonDocument(documents.at(-1) ?? {}) });
    checkDocumentSize(policy, { what: "Policy p", documents, lookedUp, limit: LIMIT, wayOut: "name fewer models" });
  });
  return json.resource?.aws_iam_policy?.P?.lifecycle;
};
const token = (name: string) => Token.asString(ref(`data.aws_bedrock_inference_profile.${name}.models[*].model_arn`));
const long = (length: number) => ({ A: "x".repeat(length - '{"A":""}'.length) });

test("documents of exactly the limit are taken, without any condition", () => {
  expect(lifecycleOf([long(200), long(100)])).toBeUndefined();
});

test("refuses documents that together are one character too long, at synth", () => {
  expect(() => lifecycleOf([long(200), long(101)])).toThrow(
    `Policy p has 301 characters, AWS takes at most 300 (${SOURCE}); name fewer models`,
  );
});

test("an ARN that an apply makes counts as one ARN", () => {
  const arn = token("made");
  expect(lifecycleOf([{ A: arn, B: "x".repeat(300 - 96 - '{"A":"","B":""}'.length) }])).toBeUndefined();
  expect(() => lifecycleOf([{ A: arn, B: "x".repeat(301 - 96 - '{"A":"","B":""}'.length) }])).toThrow(
    `Policy p has 301 characters, AWS takes at most 300 (${SOURCE}); name fewer models`,
  );
});

test("lists that a plan looks up are measured by Terraform, one by one, in every place where they stand", () => {
  const [one, other] = [token("one"), token("other")];
  const list = (name: string) => `length(jsonencode(data.aws_bedrock_inference_profile.${name}.models[*].model_arn))`;
  const size = `(((${200 + '{"A":,"B":,"C":}'.length} + ${list("one")}) + ${list("one")}) + ${list("other")})`;
  expect(lifecycleOf([long(200), { A: one, B: other, C: one }], [one, other, token("elsewhere")])).toEqual({
    precondition: [
      {
        condition: `\${(${size} <= 300)}`,
        error_message: `Policy p has \${${size}} characters, AWS takes at most 300 (${SOURCE}); name fewer models`,
      },
    ],
  });
});
