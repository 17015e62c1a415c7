import { awsBehaviours } from "../../../rehearsal/behaviours/aws";
import type { Caller } from "../../../rehearsal/plugin/behaviour";

const { caller, dataSources } = awsBehaviours();
const CALLER: Caller = { account: "111122223333", region: "eu-central-1" };
const role = (account: string) => ({ role_arn: `arn:aws:iam::${account}:role/deploy` });

test.each([
  ["the account that is allowed", { allowed_account_ids: ["111122223333"] }, "111122223333"],
  ["the account of the role to assume", { assume_role: [role("444455556666")] }, "444455556666"],
  ["the last of several roles", { assume_role: [role("444455556666"), role("777788889999")] }, "777788889999"],
  ["nobody's account without a hint", {}, "000000000000"],
])("a provider block belongs to %s", (_what, provider, account) => {
  expect(caller({ region: "eu-west-1", ...provider })).toEqual({ account, region: "eu-west-1", defaultTags: {} });
});

const answer = (type: string, config: Record<string, unknown>, who = CALLER) => dataSources[type]?.(config, who, {});

test("every group is there, with an id that stays the same", () => {
  const asked = (name: string) =>
    answer("aws_identitystore_group", {
      identity_store_id: "d-1",
      alternate_identifier: [{ unique_attribute: [{ attribute_path: "DisplayName", attribute_value: name }] }],
    });
  expect(asked("claude")).toEqual({
    id: expect.stringMatching(/^d-1\/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/),
    group_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    display_name: "claude",
    description: "rehearsal",
    external_ids: [],
  });
  expect([asked("claude"), asked("other")]).toEqual([
    asked("claude"),
    expect.not.objectContaining(Object(asked("claude"))),
  ]);
});

test("a profile answers with models in the regions of its geography, and says that it is a rehearsal", () => {
  expect(answer("aws_bedrock_inference_profile", { inference_profile_id: "eu.anthropic.claude-sonnet-5" })).toEqual({
    created_at: "2000-01-01T00:00:00Z",
    description: "rehearsal",
    inference_profile_arn: "arn:aws:bedrock:eu-central-1:111122223333:inference-profile/eu.anthropic.claude-sonnet-5",
    inference_profile_name: "rehearsal eu.anthropic.claude-sonnet-5",
    models: ["eu-central-1", "eu-north-1", "eu-west-1", "eu-west-3"].map((region) => ({
      model_arn: `arn:aws:bedrock:${region}::foundation-model/anthropic.claude-sonnet-5`,
    })),
    status: "ACTIVE",
    type: "SYSTEM_DEFINED",
    updated_at: "2000-01-01T00:00:00Z",
  });
});

test.each([
  ["eu-central-1", "aws", "amazonaws.com"],
  ["us-gov-west-1", "aws-us-gov", "amazonaws.com"],
  ["cn-north-1", "aws-cn", "amazonaws.com.cn"],
])("region %s lies in partition %s", (region, partition, suffix) => {
  expect(answer("aws_partition", {}, { ...CALLER, region })).toMatchObject({ partition, dns_suffix: suffix });
});

test("an OpenID Connect provider that no stack made is not found", () => {
  expect(answer("aws_iam_openid_connect_provider", { url: "https://idp.example.com" })).toEqual({
    error: "NoSuchEntity: no OpenID Connect provider idp.example.com",
  });
});
