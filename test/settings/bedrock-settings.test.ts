import { CLIENT_VARIABLES } from "../../catalog/client-variables";
import { bedrockSettings } from "../../settings/bedrock-settings";
import { environmentOf, managedSettings, projectSettings, userSettings } from "../../settings/flavour";
import { granted, HAIKU, OPUS, PEOPLE, PIPELINE, SONNET } from "./facts";

const PINS = {
  ANTHROPIC_DEFAULT_OPUS_MODEL: "eu.anthropic.claude-opus-4-8",
  ANTHROPIC_DEFAULT_SONNET_MODEL: "eu.anthropic.claude-sonnet-5",
  ANTHROPIC_DEFAULT_HAIKU_MODEL: "eu.anthropic.claude-haiku-4-5-20251001-v1:0",
  ANTHROPIC_DEFAULT_FABLE_MODEL: "eu.anthropic.claude-sonnet-5",
};
const ALL = [OPUS.target, SONNET.target, HAIKU.target];

test("a pipeline is told route, region and models, and nothing about credentials", () => {
  expect(bedrockSettings(PIPELINE, {})).toEqual({
    model: "eu.anthropic.claude-sonnet-5",
    availableModels: ALL,
    enforceAvailableModels: true,
    env: { CLAUDE_CODE_USE_BEDROCK: "1", AWS_REGION: "eu-central-1", ...PINS },
  });
});

test("people are also told their AWS profile and the command that signs them in", () => {
  expect(bedrockSettings(PEOPLE, { minimumVersion: "2.1.224", env: { DISABLE_AUTOUPDATER: "1" } })).toEqual({
    requiredMinimumVersion: "2.1.224",
    awsAuthRefresh: "aws sso login --profile claude_aws-eu_payments",
    model: "eu.anthropic.claude-sonnet-5",
    availableModels: ALL,
    enforceAvailableModels: true,
    env: {
      DISABLE_AUTOUPDATER: "1",
      CLAUDE_CODE_USE_BEDROCK: "1",
      AWS_REGION: "eu-central-1",
      AWS_PROFILE: "claude_aws-eu_payments",
      ...PINS,
    },
  });
});

test.each([
  ["2.1.330", { allowedProviders: ["bedrock"], availableModelsMatch: "exact" }],
  ["2.2.0", { allowedProviders: ["bedrock"], availableModelsMatch: "exact" }],
  ["2.1.329", {}],
])("of clients from %s on the locks are those that each of them knows", (minimumVersion, locks) => {
  const settings = bedrockSettings(PIPELINE, { minimumVersion });
  expect(settings).toEqual({
    ...bedrockSettings(PIPELINE, {}),
    requiredMinimumVersion: minimumVersion,
    ...locks,
  });
});

test("refuses wishes for what follows from providers and models, also with the same value", () => {
  const env = { OTEL_METRICS_EXPORTER: "otlp", CLAUDE_CODE_USE_BEDROCK: "1", AWS_PROFILE: "mine" };
  expect(() => bedrockSettings(PIPELINE, { env })).toThrow(
    new Error(
      "The environment wished for clients sets AWS_PROFILE, CLAUDE_CODE_USE_BEDROCK, which follows from providers and models; remove it",
    ),
  );
});

test("refuses facts without a model that stays", () => {
  const models = [{ ...SONNET, retiringUntil: "2027-01-31" }];
  expect(() => bedrockSettings({ ...PIPELINE, models }, {})).toThrow(
    new Error("payments at aws-eu has no model that is not retiring"),
  );
});

test.each([
  ["opus", [SONNET, HAIKU], { "claude-opus-5-5": SONNET.target }],
  ["sonnet", [OPUS, HAIKU], { "claude-sonnet-4-5-20250929": OPUS.target }],
  ["haiku", [OPUS, SONNET], { "claude-haiku-4-5-20251001": SONNET.target }],
] as const)(
  "without %s its alias and the client's own default lead to the start model",
  (family, models, overrides) => {
    const start = models.includes(SONNET as never) ? "sonnet" : "opus";
    const settings = bedrockSettings({ ...PIPELINE, models, startFamily: start }, {});
    expect(settings.modelOverrides).toEqual(overrides);
    expect(settings.env[`ANTHROPIC_DEFAULT_${family.toUpperCase()}_MODEL`]).toBe(settings.model);
    expect(settings.availableModels).toEqual(models.map(({ target }) => target));
  },
);

test("a retiring model is granted to old clients and named to no new one", () => {
  const retiring = granted("sonnet", "claude-sonnet-4-5", "eu.anthropic.claude-sonnet-4-5-20250929-v1:0", {
    retiringUntil: "2027-01-31",
  });
  const settings = bedrockSettings({ ...PIPELINE, models: [...PIPELINE.models, retiring] }, {});
  expect(JSON.stringify(settings)).not.toContain("claude-sonnet-4-5");
  expect(settings).toEqual(bedrockSettings(PIPELINE, {}));
});

test("application profiles are what is pinned, and what the models' own names lead to", () => {
  const arn = "${TfToken[TOKEN.1]}";
  const settings = bedrockSettings({ ...PIPELINE, models: [{ ...SONNET, target: arn }] }, {});
  expect(settings.model).toBe(arn);
  expect(settings.modelOverrides).toEqual({
    "claude-opus-5-5": arn,
    "claude-haiku-4-5-20251001": arn,
    "claude-sonnet-5": arn,
  });
  expect(Object.entries(settings.env).filter(([name]) => name.startsWith("ANTHROPIC_DEFAULT"))).toEqual(
    ["OPUS", "SONNET", "HAIKU", "FABLE"].map((family) => [`ANTHROPIC_DEFAULT_${family}_MODEL`, arn]),
  );
});

test.each([
  ["eu-central-1", "eu", undefined],
  ["ap-southeast-2", "au", "au"],
  ["ap-northeast-1", "jp", "jp"],
  ["ap-south-1", "apac", undefined],
  ["ca-central-1", "us", "us"],
  ["ca-central-1", "global", undefined],
  ["eu-central-1", "global", "global"],
  ["us-gov-west-1", "us-gov", undefined],
  ["eu-central-1", "in-region", undefined],
] as const)("in %s with %s profiles the region prefix is %s", (region, geography, prefix) => {
  const { env } = bedrockSettings({ ...PIPELINE, region, geography }, {});
  expect(env.ANTHROPIC_BEDROCK_REGION_PREFIX).toBe(prefix);
  expect(env.AWS_REGION).toBe(region);
});

test("the command of a laptop is told profile, region and role", () => {
  const signIn = {
    kind: "authRefresh",
    command: "saml2aws login -p {profile} --role={roleArn} --region {region}",
  } as const;
  const { awsAuthRefresh } = bedrockSettings({ ...PEOPLE, signIn, roleArn: "arn:aws:iam::1:role/r" }, {});
  expect(awsAuthRefresh).toBe(
    "saml2aws login -p claude_aws-eu_payments --role=arn:aws:iam::1:role/r --region eu-central-1",
  );
});

test("a name that a shell would run is one word of the command, and is not replaced twice", () => {
  const team = "x; rm -rf {region}";
  const word = "'claude_aws-eu_x; rm -rf {region}'";
  expect(bedrockSettings({ ...PEOPLE, team }, {}).awsAuthRefresh).toBe(`aws sso login --profile ${word}`);
  const signIn = { kind: "authRefresh", command: "login {profile} {roleArn}" } as const;
  expect(bedrockSettings({ ...PEOPLE, team, signIn }, {}).awsAuthRefresh).toBe(`login ${word} ''`);
});

test("the managed document closes every variable that can be closed, and leaves its own as they are", () => {
  const settings = bedrockSettings(PEOPLE, { minimumVersion: "2.1.330" });
  const managed = managedSettings(settings);
  const closed = CLIENT_VARIABLES.filter(({ closedBy, name }) => closedBy !== undefined && !(name in settings.env));
  expect(closed.length).toBeGreaterThan(35);
  expect(managed).toEqual({
    ...settings,
    apiKeyHelper: "",
    awsCredentialExport: "",
    gcpAuthRefresh: "",
    env: { ...Object.fromEntries(closed.map(({ name }) => [name, ""])), ...settings.env },
  });
});

test("the managed document of a pipeline closes foreign helpers, and shadows none of its credentials", () => {
  const { apiKeyHelper, awsAuthRefresh, awsCredentialExport, env } = managedSettings(bedrockSettings(PIPELINE, {}));
  expect([apiKeyHelper, awsAuthRefresh, awsCredentialExport]).toEqual(["", "", ""]);
  const credentials = Object.keys(env).filter((name) => /^AWS_/.test(name));
  expect(credentials.sort()).toEqual([
    "AWS_BEARER_TOKEN_BEDROCK",
    "AWS_ENDPOINT_URL",
    "AWS_ENDPOINT_URL_BEDROCK",
    "AWS_ENDPOINT_URL_BEDROCK_RUNTIME",
    "AWS_ENDPOINT_URL_SSO",
    "AWS_ENDPOINT_URL_SSO_OIDC",
    "AWS_ENDPOINT_URL_STS",
    "AWS_REGION",
    "AWS_USE_DUALSTACK_ENDPOINT",
    "AWS_USE_FIPS_ENDPOINT",
  ]);
});

test("user and project documents hold no key that only a managed place may set", () => {
  const settings = bedrockSettings(PEOPLE, { minimumVersion: "2.1.330" });
  const { enforceAvailableModels, requiredMinimumVersion, allowedProviders, availableModelsMatch, ...user } = settings;
  expect(userSettings(settings)).toEqual(user);
  const { awsAuthRefresh, env, ...rest } = user;
  const { AWS_PROFILE, ...shared } = env;
  expect(projectSettings(settings)).toEqual({ ...rest, env: shared });
});

test("the environment alone also names the start model", () => {
  const settings = bedrockSettings(PIPELINE, {});
  expect(environmentOf(settings)).toEqual({ ...settings.env, ANTHROPIC_MODEL: "eu.anthropic.claude-sonnet-5" });
});
