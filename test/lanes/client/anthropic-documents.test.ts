import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type ClientDocument, readClientSettingsOutput } from "../../../settings/client-settings-output";
import { renderDocuments } from "../../../settings/emit/render-documents";
import { FEDERATION_VARIABLES } from "../../../settings/live-variables";
import { synthDeclaration } from "../../helpers/synth-declaration";
import {
  type Anthropic,
  type AnthropicCall,
  type AnthropicOptions,
  exchangedToken,
  modelOf,
  startAnthropic,
} from "./support/anthropic";
import { type ClientRun, runClient } from "./support/run-client";

const ORGANIZATION = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
const OTHER = "8c9e6679-7425-40de-944b-e07fc1f90ae7";
const YAML = `organization: acme
models:
  everyday: { sonnet: claude-sonnet-5, haiku: claude-haiku-4-5 }
  newer: { sonnet: claude-sonnet-5-5 }
providers:
  enterprise: { route: claude-ai, organization: ${ORGANIZATION} }
  console: { route: console, organization: ${ORGANIZATION}, key: { command: { posix: "printf console-key" } } }
  login: { route: console, organization: ${ORGANIZATION} }
  machines:
    route: console
    organization: ${ORGANIZATION}
    workspace: wrkspc_01AbCdEfGh
    federation: { rules: { payments/ci/deploy: { rule: fdrl_0123, serviceAccount: svac_0123 } } }
  gateway:
    route: gateway
    baseUrl: https://llm.acme.example/claude
    token: { variable: ANTHROPIC_AUTH_TOKEN }
    headers: { X-Team: payments, X-Cost-Center: claude code }
    modelDiscovery: true
  bedrock-gateway:
    route: gateway
    baseUrl: https://llm.acme.example/bedrock
    inFrontOf: bedrock
    region: eu-central-1
    geography: eu
    token: { variable: ANTHROPIC_AUTH_TOKEN }
  vertex-gateway:
    route: gateway
    baseUrl: https://llm.acme.example/v1
    inFrontOf: vertex
    region: eu
    project: acme-claude
    token: { command: { posix: "printf helper-token" } }
  foundry-gateway:
    route: gateway
    baseUrl: https://llm.acme.example/anthropic
    inFrontOf: foundry
    token: { variable: ANTHROPIC_AUTH_TOKEN }
  platform:
    route: anthropic-aws
    account: "111122223333"
    region: eu-central-1
    workspace: wrkspc_01AbCdEfGh
    key: { command: { posix: "printf workspace-key" } }
teams:
  payments:
    uses: [platform, enterprise, console, login, machines, gateway, bedrock-gateway, vertex-gateway, foundry-gateway]
    models: everyday
    people: all
    ci: { deploy: { github: { repository: acme/payments, ownerId: 1, repositoryId: 2, branch: main } } }
clients: { minimumVersion: 2.1.330, deliver: managed, env: { DISABLE_AUTOUPDATER: "1" } }
`;
const GRANTED = ["claude-sonnet-5", "claude-haiku-4-5-20251001"];
const quiet = { CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1", CLAUDE_CODE_MAX_RETRIES: "0" };

let documents: readonly ClientDocument[];
beforeAll(() => {
  documents = Object.values(synthDeclaration(YAML)).flatMap(({ output }) => {
    const read = readClientSettingsOutput(output);
    if (!read.ok) throw new Error(read.problems.join("\n"));
    return read.documents;
  });
});
let anthropic: Anthropic | undefined;
afterEach(async () => {
  await anthropic?.close();
  anthropic = undefined;
});

const documentOf = (entry: string, identity: string): ClientDocument => {
  const found = documents.find(({ facts }) => facts.entry === entry && facts.identity === identity);
  if (found === undefined) throw new Error(`${entry} has no ${identity}`);
  return found;
};
const fileOf = ({ facts, settings }: ClientDocument, name: string): string =>
  renderDocuments(facts, settings).find(({ path }) => path.endsWith(`/${name}`))?.value ?? "null";

const put = (path: string, text: string): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};

interface Outcome {
  readonly exitCode: number | undefined;
  readonly said: string;
  readonly messages: readonly AnthropicCall[];
}

/** The rendered managed document under the real client. */
const start = async (
  document: ClientDocument,
  run: Omit<ClientRun, "cloud"> = {},
  options: AnthropicOptions = {},
): Promise<Outcome> => {
  anthropic = await startAnthropic({ gateways: ["llm.acme.example"], ...options });
  const managed = JSON.parse(fileOf(document, "managed-settings.json"));
  const { calls, ...internet } = anthropic;
  const ended = await runClient({
    cloud: { ...internet, calls: [], stsCalls: [], ssoCalls: [] },
    settings: { managed },
    ...run,
    env: { ...quiet, ...run.env },
  });
  const messages = calls.filter(({ path }) => /\/v1\/messages$|[pP]redict$|\/invoke/.test(path));
  return { exitCode: ended.exitCode, said: `${ended.stdout}${ended.stderr}`, messages };
};

/** What arrived, without what does not matter here. */
const arrived = ({ host, path, key, bearer, ...call }: AnthropicCall): readonly unknown[] => [
  `${host}${path}`,
  modelOf({ host, path, ...call }),
  { key, bearer },
];

const ANN = "sk-ant-oat01-ann";
/** A person who signed in by the browser before. */
const signedIn: Pick<ClientRun, "home"> = {
  home: {
    ".claude/.credentials.json": JSON.stringify({
      claudeAiOauth: {
        accessToken: ANN,
        refreshToken: "sk-ant-ort01-ann",
        expiresAt: Date.now() + 3_600_000,
        scopes: ["user:inference", "user:profile"],
        subscriptionType: "enterprise",
      },
    }),
  },
};
const ELSEWHERE = {
  ANTHROPIC_BASE_URL: "https://elsewhere.example",
  ANTHROPIC_API_KEY: "shell-key",
  ANTHROPIC_CUSTOM_HEADERS: "X-Shell: 1",
  ANTHROPIC_MODEL: "claude-opus-4-8",
  CLAUDE_CODE_USE_BEDROCK: "1",
  CLAUDE_CODE_USE_VERTEX: "1",
};

test.each([
  ["an OAuth token in the environment", { env: { CLAUDE_CODE_OAUTH_TOKEN: ANN } }],
  ["a sign-in that is stored", signedIn],
])(
  "people of the pinned organization get in with %s, and people of another do not",
  async (_, run) => {
    const enterprise = documentOf("enterprise", "people");
    const ours = await start(enterprise, run, { organizations: { [ANN]: ORGANIZATION } });
    expect([ours.exitCode, ours.messages.map(arrived)]).toEqual([
      0,
      [["api.anthropic.com/v1/messages", "claude-sonnet-5", { key: undefined, bearer: ANN }]],
    ]);
    await anthropic?.close();
    const theirs = await start(enterprise, run, { organizations: { [ANN]: OTHER } });
    expect([theirs.exitCode, theirs.messages]).toEqual([1, []]);
    expect(theirs.said).toContain("organization");
  },
  60_000,
);

test("a stored sign-in is taken under the policy of the Console, too", async () => {
  const ended = await start(documentOf("login", "people"), signedIn, { organizations: { [ANN]: ORGANIZATION } });
  expect([ended.exitCode, ended.messages.map(arrived)]).toEqual([
    0,
    [["api.anthropic.com/v1/messages", "claude-sonnet-5", { key: undefined, bearer: ANN }]],
  ]);
}, 60_000);

test("a helper's key goes to Anthropic's API, whatever the shell says", async () => {
  const ended = await start(documentOf("console", "people"), { env: ELSEWHERE });
  expect([ended.exitCode, ended.messages.map(arrived)]).toEqual([
    0,
    [["api.anthropic.com/v1/messages", "claude-sonnet-5", { key: "console-key", bearer: "console-key" }]],
  ]);
  expect(anthropic?.refusedHosts).toEqual([]);
}, 60_000);

test("a workspace's key goes to Claude Platform on AWS without a signature, whatever the shell has for AWS", async () => {
  const host = "aws-external-anthropic.eu-central-1.api.aws";
  const env = { ...ELSEWHERE, AWS_ACCESS_KEY_ID: "AKIASHELL", AWS_SECRET_ACCESS_KEY: "shell-secret" };
  const ended = await start(documentOf("platform", "people"), { env }, { gateways: [host] });
  expect([ended.exitCode, ended.messages.map(arrived)]).toEqual([
    0,
    [[`${host}/v1/messages`, "claude-sonnet-5", { key: "workspace-key", bearer: "workspace-key" }]],
  ]);
  expect(ended.messages[0]?.headers["anthropic-workspace-id"]).toBe("wrkspc_01AbCdEfGh");
}, 60_000);

const TOKEN_FILE = "anthropic-identity-token";
const asJob = (more: (home: string) => void = () => undefined) => ({
  prepare: (home: string): void => {
    put(join(home, "../project", TOKEN_FILE), "job-token");
    more(home);
  },
});

test.each([
  ["the environment", asJob(), true],
  [
    "the profile file beside the page",
    asJob((home) =>
      put(
        join(home, ".config/anthropic/configs/default.json"),
        fileOf(documentOf("machines", "ci/deploy"), "anthropic-profile.json"),
      ),
    ),
    false,
  ],
])(
  "a pipeline's token is exchanged as %s says, beside the managed document",
  async (_, run, byEnvironment) => {
    const document = documentOf("machines", "ci/deploy");
    const federation = Object.fromEntries(
      Object.entries(document.settings.env).filter(([name]) =>
        (FEDERATION_VARIABLES as readonly string[]).includes(name),
      ),
    );
    const ended = await start(document, { ...run, env: byEnvironment ? federation : {} });
    const exchange = anthropic?.calls.find(({ path }) => path === "/v1/oauth/token");
    expect(exchange?.body).toMatchObject({
      assertion: "job-token",
      federation_rule_id: "fdrl_0123",
      organization_id: ORGANIZATION,
      service_account_id: "svac_0123",
      workspace_id: "wrkspc_01AbCdEfGh",
    });
    const bearer = exchangedToken("fdrl_0123", "job-token");
    expect([ended.exitCode, ended.messages.map(arrived)]).toEqual([
      0,
      [["api.anthropic.com/v1/messages", "claude-sonnet-5", { key: undefined, bearer }]],
    ]);
  },
  60_000,
);

test("an API key that is left over in a pipeline's environment does not win over its token", async () => {
  const document = documentOf("machines", "ci/deploy");
  const federation = Object.entries(document.settings.env).filter(([name]) =>
    (FEDERATION_VARIABLES as readonly string[]).includes(name),
  );
  const env = { ...Object.fromEntries(federation), ANTHROPIC_API_KEY: "left-over" };
  const ended = await start(document, { ...asJob(), env });
  const bearer = exchangedToken("fdrl_0123", "job-token");
  expect(ended.messages.map(({ key, bearer: sent }) => [key, sent])).toEqual([[undefined, bearer]]);
}, 60_000);

test("a gateway gets its path, its headers and the holder's token, and is asked which models it has", async () => {
  const env = { ...ELSEWHERE, ANTHROPIC_AUTH_TOKEN: "gateway-token" };
  const ended = await start(documentOf("gateway", "people"), { env }, { offers: GRANTED });
  expect([ended.exitCode, ended.messages.map(arrived)]).toEqual([
    0,
    [["llm.acme.example/claude/v1/messages", "claude-sonnet-5", { key: undefined, bearer: "gateway-token" }]],
  ]);
  const [{ headers } = { headers: {} as AnthropicCall["headers"] }] = ended.messages;
  expect([headers["x-team"], headers["x-cost-center"], headers["x-shell"]]).toEqual([
    "payments",
    "claude code",
    undefined,
  ]);
  expect(anthropic?.calls.map(({ path, query }) => [path, query])).toContainEqual(["/claude/v1/models", "limit=1000"]);
}, 60_000);

test("without the holder's token a gateway is asked for nothing", async () => {
  const ended = await start(documentOf("gateway", "people"));
  expect([ended.exitCode, ended.messages]).toEqual([1, []]);
  expect(ended.said).toContain("Not logged in");
}, 60_000);

test.each([
  [
    "bedrock-gateway",
    "llm.acme.example/bedrock/model/eu.anthropic.claude-sonnet-5/invoke-with-response-stream",
    "eu.anthropic.claude-sonnet-5",
    "gateway-token",
  ],
  [
    "vertex-gateway",
    "llm.acme.example/v1/projects/acme-claude/locations/eu/publishers/anthropic/models/claude-sonnet-5:streamRawPredict",
    "claude-sonnet-5",
    "helper-token",
  ],
  ["foundry-gateway", "llm.acme.example/anthropic/v1/messages", "claude-sonnet-5", "gateway-token"],
])(
  "%s gets the cloud's own request, with the holder's token and no credential of a cloud",
  async (entry, where, model, bearer) => {
    const env = { ANTHROPIC_AUTH_TOKEN: "gateway-token", ANTHROPIC_BASE_URL: "https://elsewhere.example" };
    const ended = await start(documentOf(entry, "people"), { env });
    expect(ended.messages.map(arrived)).toEqual([[where, model, { key: undefined, bearer }]]);
    expect(anthropic?.refusedHosts).toEqual([]);
  },
  60_000,
);
