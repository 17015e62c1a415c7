import { evaluateTrust } from "../../../authorization/aws/evaluate-trust";
import { parsePolicyDocument } from "../../../authorization/aws/policy-document";
import { CLIENT_VARIABLES } from "../../../catalog/client-variables";
import { awsConfig, ssoSessionName } from "../../../settings/emit/bedrock/aws-config";
import { managedSettings, projectSettings, userSettings } from "../../../settings/flavour";
import { type AppliedIdentity, appliedIdentities, type StateResource } from "../../helpers/applied-identities";
import { simulatorAllows } from "../../helpers/bedrock-decision";
import { TerraformRun } from "../rehearsal/terraform-run";
import { createIdentityProvider } from "./support/identity-provider";
import { type ClientResult, type ClientRun, runClient } from "./support/run-client";
import type { KnownCredentials } from "./support/signature";
import { writeSsoToken } from "./support/sso-portal";
import { type Cloud, startCloud } from "./support/start-cloud";

jest.setTimeout(300_000);

const DECLARATION = `organization: acme
models:
  everyday: { opus: claude-opus-4-8, sonnet: claude-sonnet-5, haiku: claude-haiku-4-5 }
  frugal: { sonnet: claude-sonnet-4-6, haiku: claude-haiku-4-5, retiring: [{ model: claude-sonnet-4-5, until: 2027-01-31 }] }
  frugal-before: { sonnet: claude-sonnet-4-5, haiku: claude-haiku-4-5 }
  only-sonnet: { sonnet: claude-sonnet-4-6 }
  only-opus: { opus: claude-opus-4-8 }
  only-haiku: { haiku: claude-haiku-4-5 }
providers:
  aws-eu:
    route: bedrock
    account: "111122223333"
    region: eu-central-1
    geography: eu
    signIn: { identityCenter: { region: eu-west-1, startUrl: https://acme.awsapps.com/start } }
  aws-okta:
    route: bedrock
    account: "111122223333"
    region: eu-central-1
    geography: eu
    signIn:
      oidc:
        issuer: https://idp.example.com
        audience: claude-laptop
        groupTag: Group
        laptop: { credentialProcess: "sh -c 'sh $HOME/sign-in.sh {roleArn}'" }
  aws-us: { route: bedrock, account: "111122223333", region: us-east-1, geography: us, applicationProfiles: true }
  aws-au: { route: bedrock, account: "111122223333", region: ap-southeast-2, geography: au }
  aws-ca: { route: bedrock, account: "111122223333", region: ca-central-1, geography: global }
teams:
  payments: { uses: aws-eu, models: everyday, people: { group: g }, ci: { x: { gitlab: { project: a/payments, branch: main } } } }
  cards: { uses: aws-okta, models: everyday, people: { group: claude-cards } }
  support: { uses: aws-eu, models: frugal, ci: { x: { gitlab: { project: a/support, branch: main } } } }
  support-before: { uses: aws-eu, models: frugal-before, ci: { x: { gitlab: { project: a/before, branch: main } } } }
  one-sonnet: { uses: aws-eu, models: only-sonnet, ci: { x: { gitlab: { project: a/s, branch: main } } } }
  one-opus: { uses: aws-eu, models: only-opus, ci: { x: { gitlab: { project: a/o, branch: main } } } }
  one-haiku: { uses: aws-eu, models: only-haiku, ci: { x: { gitlab: { project: a/h, branch: main } } } }
  profiles: { uses: aws-us, models: everyday, ci: { x: { gitlab: { project: a/p, branch: main } } } }
  profiles-one: { uses: aws-us, models: only-opus, ci: { x: { gitlab: { project: a/q, branch: main } } } }
  down-under: { uses: aws-au, models: only-sonnet, ci: { x: { gitlab: { project: a/d, branch: main } } } }
  canada: { uses: aws-ca, models: only-opus, ci: { x: { gitlab: { project: a/c, branch: main } } } }
clients: { minimumVersion: 2.1.330, env: { CLAUDE_CODE_MAX_RETRIES: "0", CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1" } }
`;

const identities = new Map<string, AppliedIdentity>();
const systemProfiles: Record<string, string> = {};
/** Applied trust documents by role ARN. */
const trusts: Record<string, object> = {};

beforeAll(async () => {
  const terraform = await TerraformRun.start();
  try {
    terraform.synth(DECLARATION);
    for (const stack of ["aws-eu", "aws-okta", "aws-us", "aws-au", "aws-ca"]) {
      await terraform.apply(stack);
      const state = JSON.parse(await terraform.terraform(stack, "show", "-json")) as {
        values: { root_module: { resources: StateResource[] } };
      };
      const outputs: unknown = JSON.parse(await terraform.terraform(stack, "output", "-json"));
      const { resources } = state.values.root_module;
      for (const identity of appliedIdentities(outputs, resources)) identities.set(identity.name, identity);
      for (const { type, values } of resources) {
        if (type === "aws_iam_role")
          trusts[String(values.arn)] = JSON.parse(String(values.assume_role_policy)) as object;
        if (type !== "aws_bedrock_inference_profile") continue;
        const [source] = values.model_source as { copy_from: string }[];
        systemProfiles[String(values.arn)] = source?.copy_from.split("/").pop() ?? "";
      }
    }
  } finally {
    terraform.stop();
  }
});

const identityOf = (name: string): AppliedIdentity => {
  const identity = identities.get(name);
  if (identity === undefined) throw new Error(`${name} was not applied`);
  return identity;
};

const role: KnownCredentials = {
  accessKeyId: "ASIALOOPBACKROLE0001",
  secretAccessKey: "role-secret",
  sessionToken: "role-session",
  accountId: "111122223333",
  principalArn: "arn:aws:sts::111122223333:assumed-role/claude/session",
};
const ROLE_ENVIRONMENT = {
  AWS_ACCESS_KEY_ID: role.accessKeyId,
  AWS_SECRET_ACCESS_KEY: role.secretAccessKey,
  AWS_SESSION_TOKEN: role.sessionToken ?? "",
};

let cloud: Cloud | undefined;
afterEach(async () => {
  await cloud?.close();
  cloud = undefined;
});

/** Starts the real client against a Bedrock that asks the simulator with the applied documents of one identity. */
const start = async (
  granted: AppliedIdentity,
  run: Omit<ClientRun, "cloud">,
  sso: Parameters<typeof startCloud>[0] = {},
): Promise<ClientResult> => {
  cloud = await startCloud({
    credentials: [role],
    decide: ({ action, resource, region }) =>
      simulatorAllows(
        { action, resource, region },
        { policies: granted.policies, applicationProfiles: systemProfiles },
      ),
    applicationProfiles: Object.fromEntries(
      Object.entries(systemProfiles).map(([arn, id]) => [arn, id.slice(id.indexOf(".") + 1)]),
    ),
    ...sso,
  });
  return runClient({ cloud, ...run });
};
const summary = ({ exitCode, calls }: ClientResult) => ({
  exitCode,
  decisions: [...new Set(calls.map(({ decision }) => decision))],
  signedFor: [...new Set(calls.map(({ region, service }) => `${service} ${region}`))],
  conversed: calls
    .filter(({ action }) => action === "bedrock:InvokeModelWithResponseStream")
    .map(({ modelId }) => modelId),
  foreignHosts: cloud?.refusedHosts,
});
const answered = (region: string, ...models: string[]) => ({
  exitCode: 0,
  decisions: ["allowed"],
  signedFor: [`bedrock ${region}`],
  conversed: models,
  foreignHosts: [],
});

const EVERYDAY = {
  opus: "eu.anthropic.claude-opus-4-8",
  sonnet: "eu.anthropic.claude-sonnet-5",
  haiku: "eu.anthropic.claude-haiku-4-5-20251001-v1:0",
  fable: "eu.anthropic.claude-sonnet-5",
};

describe.each([
  ["managed", managedSettings],
  ["user", userSettings],
  ["project", projectSettings],
] as const)("the %s document", (place, flavour) => {
  test.each([
    ["payments ci/x", "eu-central-1", EVERYDAY.sonnet],
    ["support ci/x", "eu-central-1", "eu.anthropic.claude-sonnet-4-6"],
    ["one-sonnet ci/x", "eu-central-1", "eu.anthropic.claude-sonnet-4-6"],
    ["one-opus ci/x", "eu-central-1", EVERYDAY.opus],
    ["one-haiku ci/x", "eu-central-1", EVERYDAY.haiku],
    ["down-under ci/x", "ap-southeast-2", "au.anthropic.claude-sonnet-4-6"],
    ["canada ci/x", "ca-central-1", "global.anthropic.claude-opus-4-8"],
  ])("of %s starts without a refused call, signs for %s, and talks to %s", async (name, region, model) => {
    const identity = identityOf(name);
    const settings = { [place]: flavour(identity.settings) };
    expect(summary(await start(identity, { settings, env: ROLE_ENVIRONMENT }))).toEqual(answered(region, model));
  });
});

test.each(Object.entries(EVERYDAY))("the alias %s leads to %s, which is granted", async (alias, model) => {
  const identity = identityOf("payments ci/x");
  const run = await start(identity, {
    settings: { managed: managedSettings(identity.settings) },
    env: ROLE_ENVIRONMENT,
    args: ["--model", alias],
  });
  expect(summary(run)).toEqual(answered("eu-central-1", model));
});

test.each(["profiles ci/x", "profiles-one ci/x"])(
  "%s talks through its application profile, and no other way",
  async (name) => {
    const identity = identityOf(name);
    const run = await start(identity, {
      settings: { managed: managedSettings(identity.settings) },
      env: ROLE_ENVIRONMENT,
    });
    expect(identity.settings.model).toMatch(/^arn:aws:bedrock:us-east-1:111122223333:application-inference-profile\//);
    expect(summary(run)).toEqual(answered("us-east-1", String(identity.settings.model)));
  },
);

test.each([
  "eu.anthropic.claude-opus-5-5",
  "eu.anthropic.claude-sonnet-4-6",
  "claude-opus-4-6",
  "us.anthropic.claude-sonnet-5",
])("the managed document refuses --model %s, and the client stays with a granted one", async (model) => {
  const identity = identityOf("payments ci/x");
  const run = await start(identity, {
    settings: { managed: managedSettings(identity.settings) },
    env: ROLE_ENVIRONMENT,
    args: ["--model", model],
  });
  const { decisions, conversed } = summary(run);
  expect(decisions).toEqual(["allowed"]);
  expect(conversed.every((used) => Object.values(EVERYDAY).includes(String(used)))).toBe(true);
  expect(`${run.stdout}${run.stderr}`).toMatch(/restricted by your organization|not available|answer of/);
});

test("a wrong pin makes this lane fail: the call is refused, and the client gives up", async () => {
  const identity = identityOf("payments ci/x");
  const right = userSettings(identity.settings);
  const wrong = JSON.parse(JSON.stringify(right).replaceAll("claude-sonnet-5", "claude-sonnet-4-6")) as object;
  const { exitCode, decisions } = summary(await start(identity, { settings: { user: wrong }, env: ROLE_ENVIRONMENT }));
  expect(exitCode).toBe(1);
  expect(decisions).toContain("denied");
});

test("under a hostile shell the managed document still leads to the granted model, as the same identity", async () => {
  const identity = identityOf("payments ci/x");
  const foreign: Record<string, string> = {
    route: "1",
    endpoint: "https://evil.example.com",
    credential: "stolen-credential",
    model: "eu.anthropic.claude-opus-5-5",
    request: "{}",
    region: "us-east-1",
    switch: "1",
  };
  const shell = CLIENT_VARIABLES.filter(({ closedBy }) => closedBy !== undefined);
  expect(shell.length).toBeGreaterThan(35);
  const env = {
    ...Object.fromEntries(shell.map(({ name, role: kind }) => [name, foreign[kind] ?? "1"])),
    ANTHROPIC_CUSTOM_HEADERS: "X-Evil: 1",
    CLAUDE_CODE_USE_BEDROCK: "0",
    AWS_REGION: "us-east-1",
    AWS_DEFAULT_REGION: "us-east-1",
    ...ROLE_ENVIRONMENT,
  };
  const run = await start(identity, { settings: { managed: managedSettings(identity.settings) }, env });
  expect(summary(run)).toEqual(answered("eu-central-1", EVERYDAY.sonnet));
  expect(run.calls.some(({ request }) => request.headers["x-evil"] !== undefined)).toBe(false);
});

test("people who are signed in at their Identity Center get in with the rendered AWS config", async () => {
  const identity = identityOf("payments people");
  const { signIn } = identity.facts;
  const permissionSet = signIn.kind === "identityCenter" ? signIn.permissionSetName : "";
  const run = await start(
    identity,
    {
      settings: { managed: managedSettings(identity.settings) },
      home: { ".aws/config": awsConfig(identity.facts) ?? "" },
      prepare: (home) =>
        writeSsoToken(home, signIn.kind === "identityCenter" ? ssoSessionName(signIn) : "", {
          accessToken: "jane",
          region: "eu-west-1",
          startUrl: "https://acme.awsapps.com/start",
        }),
    },
    {
      sso: {
        accessToken: "jane",
        roleCredentials: (account, name) => (account === "111122223333" && name === permissionSet ? role : undefined),
      },
    },
  );
  expect(summary(run)).toEqual(answered("eu-central-1", EVERYDAY.sonnet));
});

describe("people of an OIDC provider sign in with the declared credential process", () => {
  /** What a laptop's tool does: device flow, then the token for the role that the rendered AWS config names. */
  const tool = [
    "set -eu",
    'get() { curl -sS --fail --cacert "$NODE_EXTRA_CA_CERTS" "$@"; }',
    'field() { sed -n "s/.*$1\\":\\"\\([^\\"]*\\).*/\\1/p"; }',
    'element() { sed -n "s/.*<$1>\\([^<]*\\)<.*/\\1/p"; }',
    "code=$(get -d client_id=laptop https://idp.example.com/device | field device_code)",
    'token=$(get -d "device_code=$code" https://idp.example.com/token | field id_token)',
    'answer=$(get -d "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleSessionName=jane&RoleArn=$1&WebIdentityToken=$token" https://sts.eu-central-1.amazonaws.com/)',
    'printf \'{"Version":1,"AccessKeyId":"%s","SecretAccessKey":"%s","SessionToken":"%s"}\' "$(echo "$answer" | element AccessKeyId)" "$(echo "$answer" | element SecretAccessKey)" "$(echo "$answer" | element SessionToken)"',
  ].join("\n");
  const tags = (group: string) => ({
    "https://aws.amazon.com/tags": { principal_tags: { Group: [group] }, transitive_tag_keys: [] },
  });

  const signIn = (claims: Record<string, unknown>) => {
    const identity = identityOf("cards people");
    const identityProvider = createIdentityProvider("idp.example.com", claims);
    return start(
      identity,
      {
        settings: { managed: managedSettings(identity.settings) },
        home: { ".aws/config": awsConfig(identity.facts) ?? "", "sign-in.sh": tool },
      },
      {
        identityProvider,
        assumeRoleWithWebIdentity: ({ token, roleArn }) => {
          const verified = identityProvider.verify(token);
          const trust = parsePolicyDocument(trusts[roleArn]);
          if (verified === undefined || !("document" in trust)) return undefined;
          const principal = { kind: "webIdentity", issuer: "https://idp.example.com", claims: verified } as const;
          return evaluateTrust({ trust: trust.document, principal, roleArn }).decision === "allowed" ? role : undefined;
        },
      },
    );
  };

  test("a member of the team's group gets the team's role and its models", async () => {
    const run = await signIn({ sub: "jane", aud: "claude-laptop", ...tags("claude-cards") });
    expect(summary(run)).toEqual(answered("eu-central-1", EVERYDAY.sonnet));
  });

  test.each([
    ["of another group", { sub: "jane", aud: "claude-laptop", ...tags("claude-payments") }],
    ["without a group", { sub: "jane", aud: "claude-laptop" }],
    ["with a token for another audience", { sub: "jane", aud: "payroll", ...tags("claude-cards") }],
  ])("refuses somebody %s", async (_who, claims) => {
    const { exitCode, conversed } = summary(await signIn(claims));
    expect({ exitCode, conversed }).toEqual({ exitCode: 1, conversed: [] });
    expect(cloud?.stsCalls[0]?.status).toBe(403);
  });
});

describe("a model is changed while settings are still under way", () => {
  const settingsOf = (name: string) => ({ managed: managedSettings(identityOf(name).settings) });

  test("old settings work with the new grant, until the retiring model's last day", async () => {
    const run = await start(identityOf("support ci/x"), {
      settings: settingsOf("support-before ci/x"),
      env: ROLE_ENVIRONMENT,
    });
    expect(summary(run)).toEqual(answered("eu-central-1", "eu.anthropic.claude-sonnet-4-5-20250929-v1:0"));
  });

  test("new settings that arrive before the new grant are refused: apply first, deliver then", async () => {
    const run = await start(identityOf("support-before ci/x"), {
      settings: settingsOf("support ci/x"),
      env: ROLE_ENVIRONMENT,
    });
    expect(summary(run).decisions).toContain("denied");
  });
});
