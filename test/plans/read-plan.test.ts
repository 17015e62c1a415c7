import { readPlan } from "../../plans/read-plan";
import { known } from "../policies/support/case-table";
import { fixtureText } from "../policies/support/fixtures";

const CHANGE = { address: "aws_iam_role_policy.p", mode: "managed", type: "aws_iam_role_policy", name: "p" };

const plan = (change: object, expressions: object = {}, more: object = {}): string =>
  JSON.stringify({
    format_version: "1.2",
    resource_changes: [{ ...CHANGE, change }],
    configuration: { root_module: { resources: [{ ...CHANGE, provider_config_key: "aws", expressions }] } },
    ...more,
  });

test.each([
  ["text that is no JSON", "plan", "is not JSON; it may be cut off"],
  [
    "a plan that is cut off",
    fixtureText("aws-eu.plan.json").slice(0, 1000),
    expect.stringMatching(/^is not JSON( \(line \d+, column \d+\))?; it may be cut off$/),
  ],
  ["a list", "[]", "holds JSON, but no object at its top"],
  ["Terraform JSON", "{}", 'has no "format_version": it is no output of "terraform show -json PLANFILE"'],
  ["a format of the future", '{"format_version":"2.0"}', 'has format version "2.0"; versions 1.x are understood'],
  [
    "a state",
    '{"format_version":"1.0","values":{}}',
    'holds no planned changes: give the output of "terraform show -json PLANFILE", not of a state',
  ],
  [
    "the plan of a failed run",
    '{"format_version":"1.2","resource_changes":[],"errored":true}',
    "is the plan of a run that failed; plan again",
  ],
  [
    "a change without an address",
    '{"format_version":"1.2","resource_changes":[{}]}',
    "is a plan that cannot be read: resource_changes[0] has no address",
  ],
  [
    "values nested without end",
    plan(
      { after: {}, after_unknown: { policy: true } },
      { policy: { constant_value: JSON.parse(`${"[".repeat(900)}${"]".repeat(900)}`) } },
    ),
    "is nested deeper than 200 levels",
  ],
])("refuses %s", (_name, text, failure) => {
  expect(readPlan(text)).toEqual({ failure });
});

test("sensitive values never leave, whole or in part", () => {
  const after = {
    name: "canary-1",
    tags: { a: "canary-2", b: "open" },
    list: ["canary-3", "open"],
    deep: { x: "canary-4" },
  };
  const after_sensitive = { name: true, tags: { a: true }, list: [true, false], deep: true };
  const output = { value: { after: { k: "canary-5", o: "open" }, after_unknown: false, after_sensitive: { k: true } } };
  const view = known(readPlan(plan({ after, after_unknown: {}, after_sensitive }, {}, { output_changes: output })));
  expect(view.resources[0]?.values).toEqual({
    name: "(sensitive)",
    tags: { a: "(sensitive)", b: "open" },
    list: ["(sensitive)", "open"],
    deep: "(sensitive)",
  });
  expect(view.outputs).toEqual({ value: { value: { k: "(sensitive)", o: "open" }, sensitive: false } });
  expect(JSON.stringify(view)).not.toContain("canary");
});

test("an unknown value of a new application profile stands as written, its reference marked", () => {
  const expressions = {
    policy: {
      constant_value:
        '{"Resource":${jsonencode(aws_bedrock_inference_profile.x.arn)},"Other":"${aws_s3_bucket.b.arn}"}',
      references: ["aws_bedrock_inference_profile.x.arn", "aws_bedrock_inference_profile.x"],
    },
  };
  const profile = { address: "aws_bedrock_inference_profile.x", expressions: {} };
  const text = plan({ after: { name: "n" }, after_unknown: { policy: true, id: true } }, expressions);
  const parsed = JSON.parse(text);
  parsed.configuration.root_module.resources.push(profile);
  parsed.configuration.provider_config = {
    aws: {
      expressions: {
        region: { constant_value: "us-east-1" },
        allowed_account_ids: { constant_value: ["111122223333"] },
      },
    },
  };
  const view = known(readPlan(JSON.stringify(parsed)));
  expect(view.resources).toEqual([
    {
      ...{ address: CHANGE.address, mode: "managed", type: CHANGE.type, provider: "aws" },
      values: {
        name: "n",
        policy:
          '{"Resource":"arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/planned-aws_bedrock_inference_profile.x","Other":"<ref aws_s3_bucket.b.arn>"}',
      },
      unknown: [{ argument: "policy", references: ["aws_bedrock_inference_profile.x"] }],
    },
  ]);
});

test("a configuration in HCL says what an unknown value refers to, and no more", () => {
  const expressions = {
    policy: { references: ["data.aws_x.y.json", "data.aws_x.y", "module.m.arn", "module.m", "each.key"] },
  };
  const view = known(readPlan(plan({ after: { name: "n" }, after_unknown: { policy: true } }, expressions)));
  expect(view.resources[0]).toEqual({
    ...{ address: CHANGE.address, mode: "managed", type: CHANGE.type, provider: "aws" },
    values: { name: "n", policy: undefined },
    unknown: [{ argument: "policy", references: ["data.aws_x.y", "module.m"] }],
  });
});

test("what is deleted or forgotten is not judged; what planned_values adds is", () => {
  const planned_values = {
    root_module: {
      child_modules: [
        {
          resources: [
            { address: "module.m.aws_iam_role.r", mode: "managed", type: "aws_iam_role", values: { name: "r" } },
          ],
        },
      ],
    },
  };
  const view = known(readPlan(plan({ actions: ["delete"], after: null }, {}, { planned_values })));
  expect(view.resources.map(({ address }) => address)).toEqual(["module.m.aws_iam_role.r"]);
});

test("marks of another shape than the value cover all of it, and marks of nothing cover nothing", () => {
  const after = { list: ["canary"], text: "canary", map: { a: "canary" }, open: ["open"], word: "open" };
  const after_sensitive = { list: { 0: true }, text: [true], map: [{ a: true }], open: {}, word: { a: false } };
  const view = known(readPlan(plan({ after, after_unknown: {}, after_sensitive })));
  expect(view.resources[0]?.values).toEqual({
    ...{ list: "(sensitive)", text: "(sensitive)", map: "(sensitive)" },
    ...{ open: ["open"], word: "open" },
  });
});

test("a variable that was declared as sensitive is redacted, and no other", () => {
  const text = JSON.stringify({
    ...{
      format_version: "1.2",
      resource_changes: [],
      variables: { key: { value: "canary" }, region: { value: "eu" } },
    },
    configuration: { root_module: { variables: { key: { sensitive: true }, region: {} } } },
  });
  expect(known(readPlan(text)).blocks).toEqual([
    { address: "variable.key", values: "(sensitive)" },
    { address: "variable.region", values: { value: "eu" } },
  ]);
});
