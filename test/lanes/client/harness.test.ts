import { existsSync, readdirSync } from "node:fs";
import { createIdentityProvider } from "./support/identity-provider";
import { runClient } from "./support/run-client";
import type { KnownCredentials } from "./support/signature";
import { writeSsoToken } from "./support/sso-portal";
import { type Cloud, type CloudOptions, startCloud } from "./support/start-cloud";

jest.setTimeout(300_000);

const ACCOUNT = "111122223333";
const OPUS = "eu.anthropic.claude-opus-5-5";
const SONNET = "eu.anthropic.claude-sonnet-5-5";
const HAIKU = "eu.anthropic.claude-haiku-5-5";
const profileArn = (id: string) => `arn:aws:bedrock:eu-central-1:${ACCOUNT}:inference-profile/${id}`;

const user: KnownCredentials = {
  accessKeyId: "AKIALOOPBACKUSER0001",
  secretAccessKey: "user-secret",
  accountId: ACCOUNT,
  principalArn: `arn:aws:iam::${ACCOUNT}:user/dev`,
};
const role: KnownCredentials = {
  accessKeyId: "ASIALOOPBACKROLE0001",
  secretAccessKey: "role-secret",
  sessionToken: "role-session",
  accountId: ACCOUNT,
  principalArn: `arn:aws:sts::${ACCOUNT}:assumed-role/claude-payments/jane`,
};
const userShell = { AWS_ACCESS_KEY_ID: user.accessKeyId, AWS_SECRET_ACCESS_KEY: user.secretAccessKey };

const settings = (env: Record<string, string> = {}) => ({
  model: SONNET,
  availableModels: [OPUS, SONNET, HAIKU],
  enforceAvailableModels: true,
  env: {
    CLAUDE_CODE_USE_BEDROCK: "1",
    AWS_REGION: "eu-central-1",
    ANTHROPIC_DEFAULT_OPUS_MODEL: OPUS,
    ANTHROPIC_DEFAULT_SONNET_MODEL: SONNET,
    ANTHROPIC_DEFAULT_HAIKU_MODEL: HAIKU,
    ANTHROPIC_DEFAULT_FABLE_MODEL: OPUS,
    ...env,
  },
});

let cloud: Cloud | undefined;
const start = async (options: CloudOptions): Promise<Cloud> => {
  cloud = await startCloud(options);
  return cloud;
};
afterEach(async () => {
  await cloud?.close();
  cloud = undefined;
});

const seen = ({ calls }: { calls: Cloud["calls"] }) =>
  calls.map((call) => [call.region, call.service, call.accessKeyId, call.action, call.resource, call.decision]);

const talk = (key: string, model: string) => [
  ["eu-central-1", "bedrock", key, "bedrock:ListInferenceProfiles", "*", "allowed"],
  ["eu-central-1", "bedrock", key, "bedrock:InvokeModelWithResponseStream", profileArn(model), "allowed"],
];

test.each(["managed", "user", "project"] as const)(
  "the client obeys %s settings and reaches nothing but loopback",
  async (place) => {
    const aws = await start({ credentials: [user] });
    const run = await runClient({ cloud: aws, settings: { [place]: settings() }, env: userShell });
    expect({ ...run, calls: seen(run), refused: aws.refusedHosts }).toEqual({
      exitCode: 0,
      stdout: `answer of ${SONNET}\n`,
      stderr: "",
      calls: talk(user.accessKeyId, SONNET),
      refused: [],
    });
  },
);

test("managed settings beat user settings and the shell", async () => {
  const aws = await start({ credentials: [user] });
  const other = { ...settings(), model: OPUS, env: { ...settings().env, AWS_REGION: "us-east-1" } };
  const run = await runClient({
    cloud: aws,
    settings: { managed: settings(), user: other },
    env: { ...userShell, AWS_REGION: "us-west-2" },
  });
  expect(seen(run)).toEqual(talk(user.accessKeyId, SONNET));
});

test("refuses a call that the decision does not allow, as IAM would say it", async () => {
  const aws = await start({ credentials: [user], decide: (call) => call.modelId !== SONNET });
  const run = await runClient({ cloud: aws, settings: { managed: settings() }, env: userShell });
  const denied = [
    "eu-central-1",
    "bedrock",
    user.accessKeyId,
    "bedrock:InvokeModelWithResponseStream",
    profileArn(SONNET),
    "denied",
  ];
  expect(seen(run)).toEqual([talk(user.accessKeyId, SONNET)[0], denied, denied]);
  expect(run.exitCode).toBe(1);
  expect(run.stdout).toContain(
    `API Error: 403 User: ${user.principalArn} is not authorized to perform: bedrock:InvokeModelWithResponseStream on resource: ${profileArn(SONNET)}`,
  );
});

test.each([
  ["a wrong secret", { AWS_SECRET_ACCESS_KEY: "not-the-secret" }],
  ["a session token that does not belong to the key", { AWS_SESSION_TOKEN: "stray" }],
  ["a key that nobody has", { AWS_ACCESS_KEY_ID: "AKIANOBODY0000000000" }],
])("refuses %s", async (_what, env) => {
  const aws = await start({ credentials: [user] });
  const run = await runClient({
    cloud: aws,
    settings: { managed: settings({ CLAUDE_CODE_MAX_RETRIES: "0" }) },
    env: { ...userShell, ...env },
  });
  expect(run.exitCode).toBe(1);
  expect(new Set(run.calls.map((call) => call.decision))).toEqual(new Set(["unauthenticated"]));
});

test("refuses and records a host that is not on loopback", async () => {
  const aws = await start({ credentials: [user] });
  const env = { ...userShell, AWS_USE_DUALSTACK_ENDPOINT: "true" };
  const run = await runClient({ cloud: aws, settings: { managed: settings() }, env });
  expect(run.calls.map((call) => call.action)).toEqual(["bedrock:InvokeModelWithResponseStream"]);
  expect(aws.refusedHosts).toEqual(["bedrock.eu-central-1.api.aws:443"]);
});

test("leaves the managed settings of the machine as they are", async () => {
  const folder = "/etc/claude-code";
  const listing = () => (existsSync(folder) ? readdirSync(folder) : undefined);
  const before = listing();
  const aws = await start({ credentials: [user] });
  await runClient({ cloud: aws, settings: { managed: settings() }, env: userShell });
  expect(listing()).toEqual(before);
});

test("a person who is signed in at the access portal gets the role of the profile", async () => {
  const aws = await start({
    sso: {
      accessToken: "jane",
      roleCredentials: (account, name) => (account === ACCOUNT && name === "ClaudePayments" ? role : undefined),
    },
  });
  const run = await runClient({
    cloud: aws,
    settings: { managed: settings({ AWS_PROFILE: "claude-payments" }) },
    home: {
      ".aws/config": [
        "[sso-session corp]",
        "sso_start_url = https://corp.awsapps.com/start",
        "sso_region = eu-west-1",
        "[profile claude-payments]",
        "sso_session = corp",
        `sso_account_id = ${ACCOUNT}`,
        "sso_role_name = ClaudePayments",
      ].join("\n"),
    },
    prepare: (home) =>
      writeSsoToken(home, "corp", {
        accessToken: "jane",
        region: "eu-west-1",
        startUrl: "https://corp.awsapps.com/start",
      }),
  });
  expect(seen(run)).toEqual(talk(role.accessKeyId, SONNET));
  expect(aws.ssoCalls).toEqual([{ region: "eu-west-1", accountId: ACCOUNT, roleName: "ClaudePayments", status: 200 }]);
});

describe("a credential process that signs in at an identity provider", () => {
  const idp = createIdentityProvider("idp.example.com", { sub: "jane", aud: "claude-payments" });
  const process_ = [
    "#!/bin/sh",
    "set -eu",
    'get() { curl -sS --fail --cacert "$NODE_EXTRA_CA_CERTS" "$@"; }',
    'field() { sed -n "s/.*$1\\":\\"\\([^\\"]*\\).*/\\1/p"; }',
    'element() { sed -n "s/.*<$1>\\([^<]*\\)<.*/\\1/p"; }',
    "code=$(get -d client_id=laptop https://idp.example.com/device | field device_code)",
    'token=$(get -d "device_code=$code" https://idp.example.com/token | field id_token)',
    `answer=$(get -d "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleSessionName=jane&RoleArn=arn:aws:iam::${ACCOUNT}:role/claude-payments&WebIdentityToken=$token" https://sts.eu-central-1.amazonaws.com/)`,
    'printf \'{"Version":1,"AccessKeyId":"%s","SecretAccessKey":"%s","SessionToken":"%s"}\' "$(echo "$answer" | element AccessKeyId)" "$(echo "$answer" | element SecretAccessKey)" "$(echo "$answer" | element SessionToken)"',
  ].join("\n");
  const signIn = (aws: Cloud) =>
    runClient({
      cloud: aws,
      settings: { managed: settings({ AWS_PROFILE: "claude-payments", CLAUDE_CODE_MAX_RETRIES: "0" }) },
      home: {
        ".aws/config": "[profile claude-payments]\ncredential_process = sh -c 'sh \"$HOME/sign-in.sh\"'\n",
        "sign-in.sh": process_,
      },
    });
  const trust = (audience: string): CloudOptions => ({
    identityProvider: idp,
    assumeRoleWithWebIdentity: ({ token }) => (idp.verify(token)?.aud === audience ? role : undefined),
  });

  test("gets the role that trusts its audience", async () => {
    const aws = await start(trust("claude-payments"));
    const run = await signIn(aws);
    expect(seen(run)).toEqual(talk(role.accessKeyId, SONNET));
  });

  test("refuses the role that trusts another audience", async () => {
    const aws = await start(trust("somebody-else"));
    const run = await signIn(aws);
    expect({ exitCode: run.exitCode, calls: seen(run) }).toEqual({ exitCode: 1, calls: [] });
    expect(aws.stsCalls[0]).toEqual({
      action: "AssumeRoleWithWebIdentity",
      region: "eu-central-1",
      roleArn: `arn:aws:iam::${ACCOUNT}:role/claude-payments`,
      status: 403,
    });
  });
});

test("a pipeline exchanges its token for the role and talks as that role", async () => {
  const idp = createIdentityProvider("token.example.com", {});
  const aws = await start({
    assumeRoleWithWebIdentity: ({ token }) =>
      idp.verify(token)?.sub === "repo:acme/pay:ref:refs/heads/main" ? role : undefined,
  });
  const files = { token: idp.issue({ sub: "repo:acme/pay:ref:refs/heads/main" }) };
  const run = await runClient({
    cloud: aws,
    settings: { user: settings() },
    home: files,
    env: { AWS_WEB_IDENTITY_TOKEN_FILE: "../home/token", AWS_ROLE_ARN: `arn:aws:iam::${ACCOUNT}:role/ci` },
  });
  expect(seen(run)).toEqual(talk(role.accessKeyId, SONNET));
});
