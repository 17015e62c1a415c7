import { CLIENT_VARIABLES } from "../../../catalog/client-variables";
import type { ClientSettings } from "../../../settings/client-settings";
import { readClientSettingsOutput } from "../../../settings/client-settings-output";
import { awsConfig, ssoSessionName } from "../../../settings/emit/bedrock/aws-config";
import type { AwsFacts } from "../../../settings/facts";
import { environmentOf, managedSettings, projectSettings, userSettings } from "../../../settings/flavour";
import { judged } from "../../authorization/aws/judge";
import { appliedPolicies, type StateResource } from "../../helpers/applied-identities";
import { simulatorAllows } from "../../helpers/bedrock-decision";
import { EVERY_AWS_DOOR } from "../../helpers/every-aws-door";
import { TerraformRun } from "../rehearsal/terraform-run";
import { type ClientResult, type ClientRun, runClient } from "./support/run-client";
import type { KnownCredentials } from "./support/signature";
import { writeSsoToken } from "./support/sso-portal";
import { type CloudOptions, startCloud, type WholeCloud } from "./support/start-cloud";

jest.setTimeout(300_000);

interface Applied {
  readonly facts: AwsFacts;
  readonly settings: ClientSettings;
  readonly policies: readonly object[];
}
const identities = new Map<string, Applied>();

beforeAll(async () => {
  const terraform = await TerraformRun.start();
  try {
    terraform.synth(EVERY_AWS_DOOR);
    for (const stack of ["platform", "mantle", "beside"]) {
      await terraform.apply(stack);
      const state = JSON.parse(await terraform.terraform(stack, "show", "-json")) as {
        values: { root_module: { resources: StateResource[] } };
      };
      const read = readClientSettingsOutput(JSON.parse(await terraform.terraform(stack, "output", "-json")));
      if (!read.ok) throw new Error(read.problems.join("; "));
      for (const { facts, settings } of read.documents as readonly { facts: AwsFacts; settings: ClientSettings }[]) {
        const policies = appliedPolicies(facts, state.values.root_module.resources);
        identities.set(`${facts.team} ${facts.identity}`, { facts, settings, policies });
      }
    }
  } finally {
    terraform.stop();
  }
});

const identityOf = (name: string): Applied => {
  const identity = identities.get(name);
  if (identity === undefined) throw new Error(`${name} was not applied`);
  return identity;
};

const role = (accountId: string): KnownCredentials => ({
  accessKeyId: "ASIALOOPBACKROLE0001",
  secretAccessKey: "role-secret",
  sessionToken: "role-session",
  accountId,
  principalArn: `arn:aws:sts::${accountId}:assumed-role/claude/session`,
});
const ROLE_ENVIRONMENT = {
  AWS_ACCESS_KEY_ID: "ASIALOOPBACKROLE0001",
  AWS_SECRET_ACCESS_KEY: "role-secret",
  AWS_SESSION_TOKEN: "role-session",
};

let cloud: WholeCloud | undefined;
afterEach(async () => {
  await cloud?.close();
  cloud = undefined;
});

/** Starts the real client against an AWS that asks the simulator with the applied documents of one identity. */
const start = async (
  { policies, facts: { account } }: Applied,
  run: Omit<ClientRun, "cloud">,
  options: CloudOptions = {},
): Promise<ClientResult> => {
  cloud = await startCloud({
    credentials: [role(account)],
    decide: ({ action, resource, region }) => simulatorAllows({ action, resource, region }, { policies }),
    decideAtDoor: async ({ service, action, region, model = "", workspace }) => {
      const isMantle = service === "bedrock-mantle";
      const kind = isMantle ? "project/default" : `workspace/${workspace}`;
      const context: Record<string, string> = isMantle ? { "bedrock-mantle:Model": model } : {};
      const resource = `arn:aws:${service}:${region}:${account}:${kind}`;
      const principal = `arn:aws:iam::${account}:role/claude`;
      const question = { action, resource, context, identity: policies, principal, resourceAccount: account };
      return (await judged(question)) === "allowed";
    },
    ...options,
  });
  return runClient({ cloud, ...run });
};

/** Every call that the client made, at the doors and on Bedrock, as `SERVICE:ACTION MODEL DECISION`. */
const summary = ({ exitCode }: ClientResult) => ({
  exitCode,
  doors: (cloud?.doorCalls ?? []).map(
    ({ action, model, region, workspace, decision }) =>
      `${action} ${model} in ${region}${workspace === undefined ? "" : `, ${workspace}`}: ${decision}`,
  ),
  bedrock: (cloud?.calls ?? []).map(({ action, modelId = "-", decision }) => `${action} ${modelId}: ${decision}`),
  foreignHosts: cloud?.refusedHosts,
});
const atDoor = (...doors: string[]) => ({ exitCode: 0, doors, bedrock: [], foreignHosts: [] });
const PLATFORM = (model: string) =>
  `aws-external-anthropic:CreateInference ${model} in us-east-1, wrkspc_01AbCdEfGh: allowed`;
const MANTLE = (model: string) => `bedrock-mantle:CreateInference ${model} in eu-central-1: allowed`;
const LISTED = "bedrock:ListInferenceProfiles -: allowed";

const EVERYDAY: Readonly<Record<string, readonly [platform: string, mantle: string]>> = {
  opus: ["claude-opus-4-8", "anthropic.claude-opus-4-8"],
  sonnet: ["claude-sonnet-5", "anthropic.claude-sonnet-5"],
  haiku: ["claude-haiku-4-5-20251001", "anthropic.claude-haiku-4-5"],
  fable: ["claude-sonnet-5", "anthropic.claude-sonnet-5"],
};

describe.each([
  ["managed", managedSettings],
  ["user", userSettings],
  ["project", projectSettings],
] as const)("the %s document", (place, flavour) => {
  test.each([
    ["payments ci/deploy", atDoor(PLATFORM("claude-sonnet-5"))],
    ["payments workload/pod", atDoor(PLATFORM("claude-sonnet-5"))],
    ["support ci/deploy", atDoor(MANTLE("anthropic.claude-sonnet-5"))],
    ["tools ci/nightly", atDoor(MANTLE("anthropic.claude-haiku-4-5"))],
    ["cards ci/deploy", { ...atDoor(MANTLE("anthropic.claude-opus-4-8")), bedrock: [LISTED] }],
  ])(
    "of %s makes the client ask for its start model once, signed for the service, and nothing else",
    async (name, expected) => {
      const identity = identityOf(name);
      const settings = { [place]: flavour(identity.settings) };
      expect(summary(await start(identity, { settings, env: ROLE_ENVIRONMENT }))).toEqual(expected);
    },
  );
});

test.each(["payments ci/deploy", "support ci/deploy", "tools ci/nightly"])(
  "the environment alone does the same for %s",
  async (name) => {
    const identity = identityOf(name);
    const run = await start(identity, { env: { ...environmentOf(identity.settings), ...ROLE_ENVIRONMENT } });
    const { exitCode, doors } = summary(run);
    expect([exitCode, doors.length, doors[0]?.endsWith("allowed")]).toEqual([0, 1, true]);
  },
);

describe.each(Object.entries(EVERYDAY))("the alias %s", (alias, [onPlatform, onMantle]) => {
  test.each([
    ["payments ci/deploy", PLATFORM(onPlatform)],
    ["support ci/deploy", MANTLE(onMantle)],
  ])("leads %s to its own model", async (name, call) => {
    const identity = identityOf(name);
    const settings = { managed: managedSettings(identity.settings) };
    const run = await start(identity, { settings, env: ROLE_ENVIRONMENT, args: ["--model", alias] });
    expect(summary(run)).toEqual(atDoor(call));
  });
});

test("beside Mantle, a model of Bedrock goes through its profile in the declared geography", async () => {
  const identity = identityOf("cards ci/deploy");
  const settings = { managed: managedSettings(identity.settings) };
  const run = await start(identity, { settings, env: ROLE_ENVIRONMENT, args: ["--model", "sonnet"] });
  expect(summary(run)).toEqual({
    ...atDoor(),
    bedrock: [LISTED, "bedrock:InvokeModelWithResponseStream eu.anthropic.claude-sonnet-4-6: allowed"],
  });
});

test.each([
  ["payments ci/deploy", "claude-opus-5-5"],
  ["payments ci/deploy", "claude-sonnet-4-6"],
  ["support ci/deploy", "anthropic.claude-opus-5-5"],
  ["support ci/deploy", "claude-fable-5"],
])("the managed document of %s refuses --model %s, and the client stays with a granted one", async (name, model) => {
  const identity = identityOf(name);
  const settings = { managed: managedSettings(identity.settings) };
  await start(identity, { settings, env: ROLE_ENVIRONMENT, args: ["--model", model] });
  const granted = Object.values(EVERYDAY).flat();
  expect(cloud?.doorCalls.filter((call) => !granted.includes(call.model ?? "") || call.decision !== "allowed")).toEqual(
    [],
  );
});

test.each([
  ["payments ci/deploy", "aws-external-anthropic:CountTokens"],
  ["support ci/deploy", "bedrock-mantle:CountTokens"],
])("/context of %s counts tokens, which is granted, and asks for nothing else", async (name, action) => {
  const identity = identityOf(name);
  const settings = { managed: managedSettings(identity.settings) };
  const { exitCode } = await start(identity, { settings, env: ROLE_ENVIRONMENT, prompt: "/context" });
  const asked = new Set(cloud?.doorCalls.map((call) => `${call.action} ${call.decision}`));
  expect([exitCode, [...asked]]).toEqual([0, [`${action} allowed`]]);
});

test.each([
  ["payments ci/deploy", PLATFORM("claude-sonnet-5")],
  ["support ci/deploy", MANTLE("anthropic.claude-sonnet-5")],
])("under a hostile shell the managed document still leads %s to its model, signed", async (name, call) => {
  const identity = identityOf(name);
  const foreign: Record<string, string> = {
    route: "1",
    endpoint: "https://evil.example.com",
    credential: "stolen-credential",
    model: "claude-opus-5-5",
    request: "{}",
    region: "us-west-2",
    switch: "1",
  };
  const closed = CLIENT_VARIABLES.filter(({ closedBy }) => closedBy !== undefined);
  const env = {
    ...Object.fromEntries(closed.map(({ name: variable, role: kind }) => [variable, foreign[kind] ?? "1"])),
    ANTHROPIC_CUSTOM_HEADERS: "X-Evil: 1",
    ANTHROPIC_AWS_WORKSPACE_ID: "wrkspc_of_somebody",
    CLAUDE_CODE_SKIP_ANTHROPIC_AWS_AUTH: "1",
    CLAUDE_CODE_SKIP_MANTLE_AUTH: "1",
    AWS_REGION: "us-west-2",
    AWS_DEFAULT_REGION: "us-west-2",
    ...ROLE_ENVIRONMENT,
  };
  const run = await start(identity, { settings: { managed: managedSettings(identity.settings) }, env });
  expect(summary(run)).toEqual(atDoor(call));
  expect(cloud?.doorCalls.some(({ request }) => request.headers["x-evil"] !== undefined)).toBe(false);
});

test.each([
  ["payments people", PLATFORM("claude-sonnet-5")],
  ["support people", MANTLE("anthropic.claude-sonnet-5")],
])("%s who are signed in at their Identity Center get in with the rendered AWS config", async (name, call) => {
  const identity = identityOf(name);
  const { signIn, account } = identity.facts;
  if (signIn.kind !== "identityCenter") throw new Error(`${name} comes from elsewhere`);
  const { permissionSetName, startUrl, ssoRegion: region } = signIn;
  const run = await start(
    identity,
    {
      settings: { managed: managedSettings(identity.settings) },
      home: { ".aws/config": awsConfig(identity.facts) ?? "" },
      prepare: (home) => writeSsoToken(home, ssoSessionName(signIn), { accessToken: "jane", region, startUrl }),
    },
    {
      credentials: [],
      sso: {
        accessToken: "jane",
        roleCredentials: (of, set) => (of === account && set === permissionSetName ? role(account) : undefined),
      },
    },
  );
  expect(summary(run)).toEqual(atDoor(call));
});

test("a wrong pin makes this lane fail: the call is refused, and the client gives up", async () => {
  const identity = identityOf("support ci/deploy");
  const right = userSettings(identity.settings);
  const wrong = JSON.parse(JSON.stringify(right).replaceAll("claude-sonnet-5", "claude-sonnet-5-5")) as object;
  const { exitCode } = await start(identity, { settings: { user: wrong }, env: ROLE_ENVIRONMENT });
  expect([exitCode, [...new Set(cloud?.doorCalls.map(({ decision }) => decision))]]).toEqual([1, ["denied"]]);
});
