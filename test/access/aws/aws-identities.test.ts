import type { ModelAccess } from "../../../access/access-side";
import { awsIdentities } from "../../../access/aws/aws-identities";
import type { JsonObject } from "../../../plans/json-value";
import { readPlanSides } from "../../../plans/read-plan";
import { isFailure } from "../../../plans/read-synth";
import { fixtureText } from "../../policies/support/fixtures";
import { type Resources, sidesOf } from "../support/sides-of";

const ACCOUNT = "111122223333";
const profileArn = (id: string) => `arn:aws:bedrock:eu-central-1:${ACCOUNT}:inference-profile/${id}`;
const modelArn = (id: string, region = "eu-central-1") => `arn:aws:bedrock:${region}::foundation-model/${id}`;
const INVOKE = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"];
const SONNET = "anthropic.claude-sonnet-5";
const EU = ["eu-central-1", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-3"];

const allow = (resource: unknown, more: JsonObject = {}): JsonObject =>
  ({ Effect: "Allow", Action: INVOKE, Resource: resource, ...more }) as JsonObject;
const role = (statements: readonly JsonObject[], more: JsonObject = {}): Resources => ({
  aws_iam_role: {
    app: {
      name: "app",
      assume_role_policy: {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } }],
      },
      ...more,
    },
  },
  aws_iam_role_policy: {
    app: { name: "p", role: "app", policy: { Version: "2012-10-17", Statement: [...statements] } },
  },
});

const modelsOf = (resources: Resources): readonly ModelAccess[] =>
  awsIdentities(sidesOf({ after: resources })).after.flatMap(({ models }) => models);
const saidOf = (resources: Resources): readonly string[] =>
  modelsOf(resources).map(({ name, geography, certainty }) => `${name}, ${geography}, ${certainty}`);

test("the identities of a stack of ours are its own, with their holders, ways in and models", () => {
  const sides = readPlanSides(fixtureText("aws-eu.plan.json"));
  if (isFailure(sides)) throw new Error(sides.failure);
  const { before, after } = awsIdentities(sides);
  expect(before).toEqual([]);
  expect(
    after.map(({ models, open, ...identity }) => ({
      ...identity,
      entrances: identity.entrances.map(({ text }) => text),
      models: models.map(({ name, geography, certainty, route }) => `${route}: ${name}, ${geography}, ${certainty}`),
    })),
  ).toEqual(
    [
      {
        id: "aws_iam_role.payments_ci_deploy",
        ...{ kind: "role", name: "claude_aws-eu_payments_ci_deploy", holders: ["payments ci/deploy"] },
        entrances: ["GitHub Actions: repo:acme@9919/payments@71234567:environment:production"],
        grantedBy: ["aws_iam_role_policy.payments_ci_deploy"],
        sessionSeconds: 3600,
      },
      {
        id: "aws_iam_role.payments_workload_reviewer",
        ...{ kind: "role", name: "claude_aws-eu_payments_workload_reviewer", holders: ["payments workload/reviewer"] },
        entrances: [
          `service ecs-tasks.amazonaws.com, if aws:SourceArn is like arn:aws:ecs:eu-central-1:${ACCOUNT}:* and aws:SourceAccount is ${ACCOUNT}`,
        ],
        grantedBy: ["aws_iam_role_policy.payments_workload_reviewer"],
        sessionSeconds: 3600,
      },
      {
        id: "aws_ssoadmin_permission_set.payments_people",
        ...{ kind: "permission set", name: "claude_aws-eu_payments", holders: ["payments people"] },
        entrances: [`group 11111111-2222-3333-4444-555555555555 in account ${ACCOUNT}`],
        grantedBy: ["aws_ssoadmin_permission_set_inline_policy.payments_people"],
        sessionSeconds: 8 * 3600,
      },
    ].map((identity) => ({
      ...identity,
      ...{ address: identity.id, cloud: "aws" },
      models: ["Haiku 4.5", "Opus 4.8", "Sonnet 4.5", "Sonnet 5"].map((name) => `bedrock: Claude ${name}, eu, sure`),
    })),
  );
});

test("a hand-written role that names a profile and every region behind it may call the model there, and nothing else", () => {
  const statements = [
    allow(profileArn(`eu.${SONNET}`)),
    allow(
      EU.map((region) => modelArn(SONNET, region)),
      { Condition: { StringEquals: { "bedrock:InferenceProfileArn": profileArn(`eu.${SONNET}`) } } },
    ),
  ];
  expect(saidOf(role(statements))).toEqual(["Claude Sonnet 5, eu, sure"]);
});

test("a profile without the models behind it opens nothing", () => {
  expect(saidOf(role([allow(profileArn(`eu.${SONNET}`))]))).toEqual([]);
});

test("a profile that AWS may send to a region that is not granted is possible, not sure", () => {
  const some = EU.slice(0, 3).map((region) => modelArn(SONNET, region));
  const through = { Condition: { StringEquals: { "bedrock:InferenceProfileArn": profileArn(`eu.${SONNET}`) } } };
  expect(saidOf(role([allow(profileArn(`eu.${SONNET}`)), allow(some, through)]))).toEqual([
    "Claude Sonnet 5, eu, possible",
  ]);
});

test("wildcards are told as what they open", () => {
  expect(saidOf(role([allow("*")]))).toEqual(["every model of every vendor, any region, sure"]);
  expect(saidOf(role([allow("arn:aws:bedrock:*::foundation-model/anthropic.*")]))).toEqual([
    "every Claude model, any region, sure",
  ]);
  expect(saidOf(role([allow(modelArn("anthropic.claude-opus-*"))]))).toEqual([
    "models like anthropic.claude-opus-*, eu-central-1, sure",
  ]);
  expect(
    saidOf(
      role([allow([`arn:aws:bedrock:*:${ACCOUNT}:inference-profile/*`, "arn:aws:bedrock:*::foundation-model/*"])]),
    ),
  ).toEqual(["every inference profile, undefined, sure", "every model of every vendor, any region, sure"]);
});

test("every inference profile opens nothing where no model is open through it", () => {
  expect(saidOf(role([allow(`arn:aws:bedrock:*:${ACCOUNT}:inference-profile/*`)]))).toEqual([]);
});

test("a denial takes away what another statement gives", () => {
  const deny = { Effect: "Deny", Action: "bedrock:*", Resource: modelArn(SONNET) };
  expect(saidOf(role([allow([modelArn(SONNET), modelArn("anthropic.claude-opus-4-8")]), deny]))).toEqual([
    "Claude Opus 4.8, eu-central-1, sure",
  ]);
});

test("a boundary of the same plan limits, and one from elsewhere is said", () => {
  const boundary = `arn:aws:iam::${ACCOUNT}:policy/limit`;
  const resources = role([allow([modelArn(SONNET), modelArn("anthropic.claude-opus-4-8")])], {
    permissions_boundary: boundary,
  });
  const policy = { Version: "2012-10-17", Statement: [allow(modelArn(SONNET))] };
  expect(saidOf({ ...resources, aws_iam_policy: { limit: { name: "limit", path: "/", policy } } })).toEqual([
    "Claude Sonnet 5, eu-central-1, sure",
  ]);
  const [identity] = awsIdentities(sidesOf({ after: resources })).after;
  expect(identity?.models.map(({ name }) => name)).toEqual(["Claude Opus 4.8", "Claude Sonnet 5"]);
  expect(identity?.open).toEqual([
    `The boundary ${boundary} may take some of it away; this plan does not hold its document`,
  ]);
});

test("policies of AWS's own that call models are known, others are said to be unknown", () => {
  const attach = (policy: string): Resources => ({
    ...role([]),
    aws_iam_role_policy: {},
    aws_iam_role_policy_attachment: { a: { role: "app", policy_arn: policy } },
  });
  expect(saidOf(attach("arn:aws:iam::aws:policy/AmazonBedrockLimitedAccess"))).toEqual([
    "every model of every vendor, any region, sure",
  ]);
  expect(modelsOf(attach("arn:aws:iam::aws:policy/AdministratorAccess")).map(({ route }) => route)).toEqual([
    "anthropic-aws",
    "bedrock",
    "mantle",
  ]);
  expect(awsIdentities(sidesOf({ after: attach("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess") })).after).toEqual([]);
});

test("Mantle's models stand in a condition, and workspaces are named by their ARN", () => {
  const project = `arn:aws:bedrock-mantle:eu-west-1:${ACCOUNT}:project/default`;
  const workspace = `arn:aws:aws-external-anthropic:eu-west-1:${ACCOUNT}:workspace/wrkspc_1`;
  const statements = [
    {
      ...{ Effect: "Allow", Action: ["bedrock-mantle:CreateInference"], Resource: project },
      Condition: { StringEquals: { "bedrock-mantle:Model": "anthropic.claude-sonnet-5" } },
    },
    { Effect: "Allow", Action: ["aws-external-anthropic:CreateInference"], Resource: workspace },
  ];
  expect(modelsOf(role(statements)).map(({ route, name, through }) => ({ route, name, through }))).toEqual([
    { route: "anthropic-aws", name: "every Claude model", through: workspace },
    { route: "mantle", name: "Claude Sonnet 5", through: project },
  ]);
});

test("an application profile is told by the model behind it", () => {
  const source = profileArn(`eu.${SONNET}`);
  const arn = `arn:aws:bedrock:eu-central-1:${ACCOUNT}:application-inference-profile/abc123`;
  const resources: Resources = {
    ...role([
      allow(arn),
      allow(
        EU.map((region) => modelArn(SONNET, region)),
        { Condition: { StringEquals: { "bedrock:InferenceProfileArn": arn } } },
      ),
    ]),
    aws_bedrock_inference_profile: { p: { name: "payments", arn, model_source: [{ copy_from: source }] } },
  };
  expect(modelsOf(resources)).toEqual([
    {
      ...{ route: "bedrock", model: "claude-sonnet-5", name: "Claude Sonnet 5", geography: "eu", through: arn },
      certainty: "sure",
    },
  ]);
});

test("a subject more is a way in more, and the order of a trust says nothing", () => {
  const trust = (subjects: readonly string[]): JsonObject => ({
    Version: "2012-10-17",
    Statement: [
      {
        ...{ Effect: "Allow", Action: "sts:AssumeRoleWithWebIdentity" },
        Principal: { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/gitlab.com` },
        Condition: { StringEquals: { "gitlab.com:aud": "https://gitlab.com", "gitlab.com:sub": [...subjects] } },
      },
    ],
  });
  const one = role([allow(modelArn(SONNET))], { assume_role_policy: trust(["a", "b"]) });
  const other = role([allow(modelArn(SONNET))], { assume_role_policy: trust(["b", "c", "a"]) });
  const { before, after } = awsIdentities(sidesOf({ before: one, after: other }));
  expect(before[0]?.entrances.map(({ text }) => text)).toEqual(["GitLab CI: a", "GitLab CI: b"]);
  expect(after[0]?.entrances.map(({ text }) => text)).toEqual(["GitLab CI: a", "GitLab CI: b", "GitLab CI: c"]);
  expect(after[0]?.entrances.slice(0, 2)).toEqual(before[0]?.entrances);
});

test("what a wildcard gave before is asked about by the names that come after", () => {
  const sides = sidesOf({
    before: role([allow(modelArn("anthropic.*"))]),
    after: role([allow([modelArn(SONNET)])]),
  });
  const { before, after } = awsIdentities(sides);
  expect(before[0]?.models.map(({ name }) => name)).toEqual(["every Claude model", "Claude Sonnet 5"]);
  expect(after[0]?.models.map(({ name }) => name)).toEqual(["Claude Sonnet 5"]);
});
