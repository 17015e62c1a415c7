import { readSynth } from "../../plans/read-synth";
import { known } from "../policies/support/case-table";

const valuesOf = (policy: unknown, more: object = {}) => {
  const stack = {
    provider: { aws: [{ region: "eu-central-1", allowed_account_ids: ["111122223333"] }] },
    resource: { aws_iam_role_policy: { p: { policy } }, aws_iam_role: { r: { name: "role-name", tags: {} } } },
    ...more,
  };
  return known(readSynth(JSON.stringify(stack), { stack: "s" })).find("aws_iam_role_policy.p")?.values.policy;
};

test.each([
  ["text without a template", "plain { text }", "plain { text }"],
  ["an escaped template", "$${aws:username} %%{if}", "${aws:username} %{if}"],
  ["a reference", "${aws_s3_bucket.b.arn}", "<ref aws_s3_bucket.b.arn>"],
  ["a reference in a text", "arn:${data.aws_x.y.id}/*", "arn:<ref data.aws_x.y.id>/*"],
  ["an argument that stands in the same stack", "${aws_iam_role.r.name}", "role-name"],
  ["a wildcard in a reference, which is none of IAM", "${aws_x.y[*].arn}", "<ref aws_x.y[all].arn>"],
  ["an encoded local", "${jsonencode(local.d)}", '{"Resource":["<ref aws_s3_bucket.b.arn>"],"Text":"${aws:username}"}'],
  ["an encoded local that is not there", "${jsonencode(local.gone)}", "<ref jsonencode(local.gone)>"],
  ["an encoded local that refers to itself", "${jsonencode(local.loop)}", '{"loop":"<ref local.loop>"}'],
  [
    "an encoded literal",
    '${jsonencode({"a" = "x\\"y", b : [1, true, null, aws_x.y.z], c = {}})}',
    '{"a":"x\\"y","b":[1,true,null,"<ref aws_x.y.z>"],"c":{}}',
  ],
  ["an encoded reference in JSON text", '{"a":${jsonencode(aws_x.y.z)}}', '{"a":"<ref aws_x.y.z>"}'],
  ["a call that nobody computes here", '${join(",", [aws_x.y.z, "b"])}', "<ref join(',', [aws_x.y.z, 'b'])>"],
  ["a template that never ends", "a ${b", "a ${b"],
  [
    "a new application profile",
    "${aws_bedrock_inference_profile.p.arn}",
    "arn:aws:bedrock:eu-central-1:111122223333:application-inference-profile/planned-aws_bedrock_inference_profile.p",
  ],
  [
    "the models behind a looked-up profile",
    "${data.aws_bedrock_inference_profile.q.models[*].model_arn}",
    ["arn:aws:bedrock:eu-central-1::foundation-model/anthropic.claude-x"],
  ],
])("reads %s", (_name, text, expected) => {
  const found = valuesOf(text, {
    locals: {
      d: { Resource: ["${aws_s3_bucket.b.arn}"], Text: "$${aws:username}" },
      loop: { loop: "${local.loop}" },
    },
    resource: {
      aws_iam_role_policy: { p: { policy: text } },
      aws_iam_role: { r: { name: "role-name" } },
      aws_bedrock_inference_profile: { p: { name: "p" } },
    },
    data: {
      aws_bedrock_inference_profile: {
        q: {
          inference_profile_id: "arn:aws:bedrock:eu-central-1:111122223333:inference-profile/eu.anthropic.claude-x",
        },
      },
    },
  });
  expect(found).toEqual(expected);
});

test.each([
  ["text that is no JSON", "{", expect.stringMatching(/^is not JSON( \(line \d+, column \d+\))?; it may be cut off$/)],
  ["a text", '"x"', "holds JSON, but no object at its top"],
  [
    "values nested without end",
    `{"resource":{"a_b":{"c":{"d":${"[".repeat(5000)}${"]".repeat(5000)}}}}}`,
    "is nested deeper than 200 levels",
  ],
])("refuses %s", (_name, text, failure) => {
  expect(readSynth(text, { stack: "s" })).toEqual({ failure });
});
