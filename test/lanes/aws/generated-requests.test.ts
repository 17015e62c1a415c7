import fc from "fast-check";
import { ACCOUNT, judged, ours, type Question } from "../../authorization/aws/judge";

const REGIONS = ["eu-west-1", "eu-central-1"];
const MODELS = ["anthropic.claude-haiku-4-5-20251001-v1:0", "anthropic.claude-sonnet-5", "amazon.nova-pro-v1:0"];
const PROFILES = ["eu.anthropic.claude-sonnet-5", "global.anthropic.claude-sonnet-5"];
const model = (region: string, id: string) => `arn:aws:bedrock:${region}::foundation-model/${id}`;
const profile = (region: string, id: string) => `arn:aws:bedrock:${region}:${ACCOUNT}:inference-profile/${id}`;

const RESOURCES: Readonly<Record<string, readonly string[]>> = {
  "bedrock:InvokeModel": [
    ...REGIONS.flatMap((region) => MODELS.map((id) => model(region, id))),
    ...REGIONS.flatMap((region) => PROFILES.map((id) => profile(region, id))),
  ],
  "bedrock:InvokeModelWithResponseStream": MODELS.map((id) => model("eu-west-1", id)),
  "bedrock:CountTokens": MODELS.map((id) => model("eu-central-1", id)),
  "bedrock:GetInferenceProfile": PROFILES.map((id) => profile("eu-west-1", id)),
  "bedrock:ListInferenceProfiles": ["*"],
  "sts:AssumeRole": [`arn:aws:iam::${ACCOUNT}:role/next`, `arn:aws:iam::${ACCOUNT}:role/team/next`],
  "iam:GetRole": [`arn:aws:iam::${ACCOUNT}:role/next`],
  "iam:PassRole": [`arn:aws:iam::${ACCOUNT}:role/team/next`],
};

/** Of these the judge knows what they are in every request; `bedrock:InferenceProfileArn` only where its action has it. */
const CONTEXT = fc.record(
  {
    "aws:PrincipalTag/team": fc.constantFrom("payments", "research", "Payments"),
    "aws:RequestedRegion": fc.constantFrom(...REGIONS, "unspecified"),
    "aws:SecureTransport": fc.constantFrom("true", "false"),
    "aws:MultiFactorAuthAge": fc.constantFrom("0", "299", "300", "3600"),
    "aws:CurrentTime": fc.constantFrom("2026-11-22T23:59:59Z", "2026-11-23T00:00:00Z", "2026-12-01T00:00:00Z"),
    "aws:SourceIp": fc.constantFrom("203.0.113.7", "203.0.113.200", "198.51.100.1", "2001:db8::7"),
    "aws:TagKeys": fc.subarray(["team", "cost", "owner"], { minLength: 1 }),
    "aws:PrincipalArn": fc.constantFrom(
      `arn:aws:iam::${ACCOUNT}:role/claude`,
      `arn:aws:iam::${ACCOUNT}:role/team/claude`,
    ),
  },
  { requiredKeys: [] },
);

const actions = fc.uniqueArray(
  fc.constantFrom(
    ...Object.keys(RESOURCES),
    "bedrock:*",
    "bedrock:Invoke*",
    "*",
    "sts:*",
    "IAM:get*",
    "bedrock:???Token?",
    "s3:*",
  ),
  { minLength: 1, maxLength: 3 },
);
const resources = fc.uniqueArray(
  fc.constantFrom(
    "*",
    ...Object.values(RESOURCES).flat(),
    "arn:aws:bedrock:*::foundation-model/anthropic.*",
    "arn:aws:bedrock:eu-*-1::foundation-model/*",
    "arn:aws:bedrock:eu-west-1:*:inference-profile/eu.*",
    `arn:aws:bedrock:*:${ACCOUNT}:inference-profile/global.*`,
    "arn:aws:bedrock:*::foundation-model/anthropic.claude-sonnet-?",
    `arn:aws:iam::${ACCOUNT}:role/*`,
    `arn:aws:iam::*:role/\${aws:PrincipalTag/team, 'team'}/next`,
    "arn:aws:iam::222233334444:role/next",
    "arn:aws:s3:::bucket/*",
  ),
  { minLength: 1, maxLength: 3 },
);

const conditionOf = (operators: readonly string[], key: string, values: readonly string[]) =>
  fc.tuple(
    fc.constantFrom(...operators.flatMap((operator) => [operator, `${operator}IfExists`])),
    fc.constant(key),
    fc.subarray([...values], { minLength: 1, maxLength: 2 }),
  );
const STRINGS = [
  "StringEquals",
  "StringNotEquals",
  "StringEqualsIgnoreCase",
  "StringNotEqualsIgnoreCase",
  "StringLike",
  "StringNotLike",
];
const ordered = (name: string) =>
  ["Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals"].map((end) => name + end);
const condition = fc.oneof(
  conditionOf(STRINGS, "aws:PrincipalTag/team", ["payments", "pay*", "RESEARCH", "?ayments"]),
  conditionOf(STRINGS, "aws:RequestedRegion", ["eu-west-1", "eu-*", "unspecified"]),
  conditionOf(["Bool"], "aws:SecureTransport", ["true", "false"]),
  conditionOf(ordered("Numeric"), "aws:MultiFactorAuthAge", ["300", "0", "3599.5"]),
  conditionOf(ordered("Date"), "aws:CurrentTime", ["2026-11-23T00:00:00Z", "2026-11-30T12:00:00Z"]),
  conditionOf(["IpAddress", "NotIpAddress"], "aws:SourceIp", ["203.0.113.0/25", "198.51.100.1/32", "2001:db8::/32"]),
  conditionOf(["ArnLike", "ArnEquals", "ArnNotLike", "ArnNotEquals"], "aws:PrincipalArn", [
    `arn:aws:iam::${ACCOUNT}:role/claude`,
    "arn:aws:iam::*:role/team/*",
    "arn:aws:iam::1111????3333:role/c*",
  ]),
  fc.tuple(
    fc.constant("Null"),
    fc.constantFrom("aws:TagKeys", "aws:PrincipalTag/team"),
    fc.constantFrom(["true"], ["false"]),
  ),
  fc.tuple(
    fc.constantFrom(
      "ForAllValues:StringEquals",
      "ForAllValues:StringNotLike",
      "ForAnyValue:StringEquals",
      "ForAnyValue:StringNotEquals",
      "ForAnyValue:StringLike",
    ),
    fc.constant("aws:TagKeys"),
    fc.subarray(["team", "c*", "own?r", "cost"], { minLength: 1 }),
  ),
);
const conditions = fc
  .uniqueArray(condition, { maxLength: 2, selector: ([operator]) => operator })
  .map((list) =>
    Object.fromEntries(
      list.map(([operator, key, values]) => [operator, { [key]: values.length === 1 ? values[0] : values }]),
    ),
  );

const element = <T>(name: string, values: fc.Arbitrary<T>) =>
  fc
    .tuple(values, fc.integer({ min: 0, max: 5 }))
    .map(([value, roll]) => ({ [roll === 0 ? `Not${name}` : name]: value }));
const statement = fc
  .tuple(
    fc.constantFrom("Allow", "Allow", "Allow", "Deny"),
    element("Action", actions),
    element("Resource", resources),
    conditions,
  )
  .map(([Effect, action, resource, Condition]) => ({
    Effect,
    ...action,
    ...resource,
    ...(Object.keys(Condition).length > 0 ? { Condition } : {}),
  }));
const document = fc
  .array(statement, { minLength: 1, maxLength: 4 })
  .map((Statement) => ({ Version: "2012-10-17", Statement }));
const WIDE = { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: "*" } };
/** Documents that limit: mostly wide, so that something is left to allow. */
const limit = fc.oneof({ weight: 2, arbitrary: fc.constant(WIDE) }, { weight: 1, arbitrary: document });

const questions: fc.Arbitrary<Question> = fc
  .record({
    action: fc.constantFrom(...Object.keys(RESOURCES)),
    pick: fc.nat(),
    context: CONTEXT,
    identity: fc.array(document, { minLength: 1, maxLength: 2 }),
    boundary: fc.option(limit, { nil: undefined }),
    scps: fc.option(fc.array(fc.array(limit, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 2 }), {
      nil: undefined,
    }),
  })
  .map(({ pick, boundary, scps, ...rest }) => {
    const choices = RESOURCES[rest.action] ?? [];
    return {
      ...rest,
      resource: choices[pick % choices.length] ?? "*",
      ...(boundary === undefined ? {} : { boundary }),
      ...(scps === undefined ? {} : { scps }),
    };
  });

test("agrees with the judge on generated documents, with boundaries and SCPs", async () => {
  const seen = { allowed: 0, implicitlyDenied: 0, explicitlyDenied: 0, undecided: 0 };
  await fc.assert(
    fc.asyncProperty(questions, async (question) => {
      const answer = ours(question);
      seen[answer]++;
      expect({ question, answer }).toEqual({ question, answer: await judged(question) });
    }),
    { numRuns: 2000, seed: 20261123 },
  );
  expect(seen.undecided).toBe(0);
  for (const count of [seen.allowed, seen.implicitlyDenied, seen.explicitlyDenied]) expect(count).toBeGreaterThan(100);
}, 30_000);

const throughContext = (resource: string, through: string | undefined): Readonly<Record<string, string>> =>
  through === undefined || resource.includes(":inference-profile/") ? {} : { "bedrock:InferenceProfileArn": through };

test("agrees with the judge on every model, region and action under an exact grant", async () => {
  const through = profile("eu-west-1", "eu.anthropic.claude-sonnet-5");
  const grant = {
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Action: ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"], Resource: through },
      {
        Effect: "Allow",
        Action: ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"],
        Resource: REGIONS.map((region) => model(region, "anthropic.claude-sonnet-5")),
        Condition: { StringEquals: { "bedrock:InferenceProfileArn": through } },
      },
    ],
  };
  const throughs = [undefined, through, profile("eu-central-1", "eu.anthropic.claude-sonnet-5")];
  const asked = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"].flatMap((action) =>
    [...REGIONS, "us-east-1"].flatMap((region) =>
      [...MODELS.map((id) => model(region, id)), ...PROFILES.map((id) => profile(region, id))].flatMap((resource) =>
        throughs.map((one) => ({
          action,
          resource,
          context: throughContext(resource, one),
          identity: [grant],
        })),
      ),
    ),
  );
  const answers = await Promise.all(asked.map(async (question) => [ours(question), await judged(question)] as const));
  expect(answers.filter(([answer, judge]) => answer !== judge)).toEqual([]);
  expect(answers.filter(([answer]) => answer === "allowed")).toHaveLength(2 * (3 + 2));
});
