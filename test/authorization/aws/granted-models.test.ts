import { grantedModels } from "../../../authorization/aws/granted-models";
import { documentOf } from "./judge";

const PROFILE = "arn:aws:bedrock:eu-west-1:111122223333:inference-profile/eu.anthropic.claude-sonnet-5";
const invoke = (Resource: unknown, more: object = {}) => ({
  Sid: "S",
  Effect: "Allow",
  Action: "bedrock:InvokeModel",
  Resource,
  ...more,
});
const models = (...Statement: readonly unknown[]) => grantedModels([documentOf({ Version: "2012-10-17", Statement })]);
const found = { account: undefined, onlyThrough: undefined, sid: "S", exact: true };
const ANYTHING = { ...found, kind: "anything", id: "*", region: "*", exact: false };

test("tells models, profiles and application profiles with their regions", () => {
  const application = "arn:aws:bedrock:eu-west-1:111122223333:application-inference-profile/abc";
  const through = { Sid: "T", Condition: { StringEquals: { "Bedrock:InferenceProfileArn": PROFILE } } };
  expect(
    models(
      invoke([PROFILE, application]),
      invoke(
        ["arn:aws:bedrock:eu-north-1::foundation-model/anthropic.m-v1:0", "arn:aws:bedrock:::foundation-model/m"],
        through,
      ),
    ),
  ).toEqual([
    { ...found, kind: "profile", id: "eu.anthropic.claude-sonnet-5", region: "eu-west-1", account: "111122223333" },
    { ...found, kind: "application profile", id: "abc", region: "eu-west-1", account: "111122223333" },
    { ...found, kind: "model", id: "anthropic.m-v1:0", region: "eu-north-1", sid: "T", onlyThrough: [PROFILE] },
    { ...found, kind: "model", id: "m", region: "", sid: "T", onlyThrough: [PROFILE] },
  ]);
});

test.each([
  ["every resource", "*", {}],
  ["a resource that only an apply knows", "<ref a_b.x.arn>", { id: "<ref a_b.x.arn>" }],
  ["any service", "arn:aws:*:*:*:*", { account: "*" }],
  ["any kind", "arn:aws:bedrock:eu-west-1::*", { region: "eu-west-1" }],
  ["some kinds", "arn:aws:bedrock:eu-west-1::foundation-*/m", { region: "eu-west-1", id: "foundation-*/m" }],
  ["an incomplete ARN", "arn:aws:bedrock:eu-west-1", { region: "eu-west-1" }],
])("reads %s as anything", (_, resource, more) => {
  expect(models(invoke(resource))).toEqual([{ ...ANYTHING, ...more }]);
});

test("reads what is not excluded as granted", () => {
  const { Resource, ...rest } = invoke("*");
  expect(models({ ...rest, NotResource: "arn:aws:s3:::x" })).toEqual([ANYTHING]);
  const { Action, ...other } = invoke("*");
  expect(models({ ...other, NotAction: "s3:*" })).toEqual([ANYTHING]);
  expect(models({ ...other, NotAction: "bedrock:Invoke*" })).toEqual([]);
});

test.each(["bedrock:*", "*", "BEDROCK:invokemodelWITHresponsestream", "bedrock:Invoke*", "${var.action}"])(
  "counts the action %s as invoking",
  (Action) => {
    expect(models(invoke(PROFILE, { Action }))).toHaveLength(1);
  },
);

test("leaves out other actions and other services' resources", () => {
  expect(
    models(invoke(PROFILE, { Action: "bedrock:CountTokens" }), invoke("arn:aws:s3:::bucket", { Sid: "T" })),
  ).toEqual([]);
  expect(models(invoke("arn:aws:bedrock:eu-west-1:111122223333:guardrail/g"))).toEqual([]);
});

test("calls nothing exact beside a Deny, under another condition, or with a negated profile", () => {
  const exact = (...statements: readonly unknown[]) => models(...statements).map((entry) => entry.exact);
  const model = "arn:aws:bedrock:eu-west-1::foundation-model/m";
  expect(exact(invoke(model))).toEqual([true]);
  expect(exact(invoke(model), { ...invoke(model), Sid: "D", Effect: "Deny" })).toEqual([false]);
  expect(exact(invoke(model, { Condition: { Bool: { "aws:SecureTransport": "true" } } }))).toEqual([false]);
  const negated = invoke(model, { Condition: { StringNotEquals: { "bedrock:InferenceProfileArn": PROFILE } } });
  expect(models(negated)).toEqual([{ ...found, kind: "model", id: "m", region: "eu-west-1", exact: false }]);
});
