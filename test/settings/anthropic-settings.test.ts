import { claudeAiSettings } from "../../settings/claude-ai-settings";
import { clientSettingsOutput, readClientSettingsOutput } from "../../settings/client-settings-output";
import { consoleSettings } from "../../settings/console-settings";
import { renderDocuments } from "../../settings/emit/render-documents";
import type { ClaudeAiFacts, ConsoleFacts, Facts, GatewayFacts, HelperSignIn } from "../../settings/facts";
import { managedSettings } from "../../settings/flavour";
import { gatewaySettings } from "../../settings/gateway-settings";
import { liveVariables } from "../../settings/live-variables";

const ORGANIZATION = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
const identity = { organization: "acme", team: "research", identity: "people" } as const;
const models = [
  { model: "claude-sonnet-5", family: "sonnet", target: "claude-sonnet-5" },
  { model: "claude-haiku-4-5", family: "haiku", target: "claude-haiku-4-5-20251001" },
] as const;
const PINS = {
  ANTHROPIC_DEFAULT_FABLE_MODEL: "claude-sonnet-5",
  ANTHROPIC_DEFAULT_HAIKU_MODEL: "claude-haiku-4-5-20251001",
  ANTHROPIC_DEFAULT_OPUS_MODEL: "claude-sonnet-5",
  ANTHROPIC_DEFAULT_SONNET_MODEL: "claude-sonnet-5",
};
const CHOICE = {
  model: "claude-sonnet-5",
  availableModels: ["claude-sonnet-5", "claude-haiku-4-5-20251001"],
  enforceAvailableModels: true,
};
const CLAUDE: ClaudeAiFacts = {
  ...{ route: "claude-ai", ...identity, entry: "enterprise", models: [] },
  anthropicOrganizations: [ORGANIZATION],
  signIn: { kind: "claudeLogin" },
};
const CONSOLE: ConsoleFacts = {
  ...{ route: "console", ...identity, entry: "console", models, startFamily: "sonnet" },
  anthropicOrganization: ORGANIZATION,
  workspace: "wrkspc_01AbCdEfGh",
  signIn: { kind: "consoleLogin" },
};
const HELPER: HelperSignIn = {
  kind: "helper",
  source: "pass",
  key: "claude/key",
  posix: "pass show claude/key",
  windows: "pass.exe show claude/key",
  needs: "pass",
  ttlSeconds: 60,
};
const EXCHANGE: ConsoleFacts = {
  ...CONSOLE,
  identity: "ci/deploy",
  signIn: {
    kind: "exchange",
    source: "GitHub Actions",
    issuer: "https://token.actions.githubusercontent.com",
    claims: { sub: "repo:acme@1/payments@2:ref:refs/heads/main" },
    ruleId: "fdrl_0123",
    serviceAccountId: "svac_0123",
  },
};
const GATEWAY: GatewayFacts = {
  ...{ route: "gateway", ...identity, entry: "gateway", models, startFamily: "sonnet" },
  api: "anthropic",
  baseUrl: "https://llm.acme.example/claude",
  signIn: { kind: "variable", variable: "ANTHROPIC_AUTH_TOKEN" },
};
const settingsOf = (facts: Facts) => {
  if (facts.route === "claude-ai") return claudeAiSettings(facts, {});
  if (facts.route === "console") return consoleSettings(facts, {});
  if (facts.route === "gateway") return gatewaySettings(facts, {});
  throw new Error(facts.route);
};
const files = (facts: Facts): Readonly<Record<string, string>> =>
  Object.fromEntries(
    renderDocuments(facts, settingsOf(facts)).map(({ path, value }) => [
      path.slice(`${facts.team}/${facts.entry}/${facts.identity}/`.length),
      value,
    ]),
  );
const json = (facts: Facts, name: string) => JSON.parse(files(facts)[name] ?? "null");

test("people of Claude for Enterprise are told the one organization, and nothing of models where none are declared", () => {
  expect(claudeAiSettings(CLAUDE, { minimumVersion: "2.1.330", env: { DISABLE_AUTOUPDATER: "1" } })).toEqual({
    requiredMinimumVersion: "2.1.330",
    allowedProviders: ["anthropic"],
    availableModelsMatch: "exact",
    forceLoginMethod: "claudeai",
    forceLoginOrgUUID: ORGANIZATION,
    env: { DISABLE_AUTOUPDATER: "1" },
  });
});

test("several organizations are a list, and declared models are pinned", () => {
  const other = "8c9e6679-7425-40de-944b-e07fc1f90ae7";
  const facts = { ...CLAUDE, anthropicOrganizations: [ORGANIZATION, other], models, startFamily: "sonnet" } as const;
  expect(claudeAiSettings(facts, {})).toEqual({
    ...CHOICE,
    forceLoginMethod: "claudeai",
    forceLoginOrgUUID: [ORGANIZATION, other],
    env: PINS,
  });
});

test.each<[string, ConsoleFacts, object]>([
  [
    "a person's sign-in",
    CONSOLE,
    { ...CHOICE, forceLoginMethod: "console", forceLoginOrgUUID: ORGANIZATION, env: PINS },
  ],
  [
    "a key behind a helper",
    { ...CONSOLE, signIn: HELPER },
    { ...CHOICE, apiKeyHelper: HELPER.posix, env: { ...PINS, CLAUDE_CODE_API_KEY_HELPER_TTL_MS: "60000" } },
  ],
  [
    "a pipeline's own token",
    EXCHANGE,
    {
      ...CHOICE,
      env: {
        ...PINS,
        ANTHROPIC_FEDERATION_RULE_ID: "fdrl_0123",
        ANTHROPIC_IDENTITY_TOKEN_FILE: "anthropic-identity-token",
        ANTHROPIC_ORGANIZATION_ID: ORGANIZATION,
        ANTHROPIC_SERVICE_ACCOUNT_ID: "svac_0123",
        ANTHROPIC_WORKSPACE_ID: "wrkspc_01AbCdEfGh",
      },
    },
  ],
])("the Console, by %s: exactly one source of a credential", (_, facts, expected) => {
  expect(consoleSettings(facts, {})).toEqual(expected);
});

test.each<[string, Partial<GatewayFacts>, object]>([
  ["Anthropic's API", {}, { ...CHOICE, env: { ...PINS, ANTHROPIC_BASE_URL: "https://llm.acme.example/claude" } }],
  [
    "Anthropic's API, with all there is to say",
    {
      signIn: HELPER,
      headers: { "X-Team": "research", "X-App": "claude code" },
      modelDiscovery: true,
      network: {
        caFile: "/etc/acme/ca.pem",
        clientCertificateFile: "/etc/acme/client.pem",
        clientKeyFile: "/etc/acme/client.key",
        proxy: "http://proxy.acme.example:3128",
        noProxy: ["llm.acme.example", "169.254.169.254"],
      },
    },
    {
      ...CHOICE,
      apiKeyHelper: HELPER.posix,
      env: {
        ...PINS,
        ANTHROPIC_BASE_URL: "https://llm.acme.example/claude",
        ANTHROPIC_CUSTOM_HEADERS: "X-App: claude code\nX-Team: research",
        CLAUDE_CODE_API_KEY_HELPER_TTL_MS: "60000",
        CLAUDE_CODE_CLIENT_CERT: "/etc/acme/client.pem",
        CLAUDE_CODE_CLIENT_KEY: "/etc/acme/client.key",
        CLAUDE_CODE_ENABLE_GATEWAY_MODEL_DISCOVERY: "1",
        HTTPS_PROXY: "http://proxy.acme.example:3128",
        NODE_EXTRA_CA_CERTS: "/etc/acme/ca.pem",
        NO_PROXY: "llm.acme.example,169.254.169.254",
      },
    },
  ],
  [
    "Bedrock",
    { api: "bedrock", region: "eu-central-1", geography: "eu" },
    {
      ...CHOICE,
      modelOverrides: { "claude-opus-5-5": "claude-sonnet-5" },
      env: {
        ...PINS,
        ANTHROPIC_BEDROCK_BASE_URL: "https://llm.acme.example/claude",
        AWS_REGION: "eu-central-1",
        CLAUDE_CODE_SKIP_BEDROCK_AUTH: "1",
        CLAUDE_CODE_USE_BEDROCK: "1",
      },
    },
  ],
  [
    "Vertex AI",
    { api: "vertex", region: "eu", project: "acme-claude", baseUrl: "https://llm.acme.example/v1" },
    {
      ...CHOICE,
      modelOverrides: { "claude-opus-5-5": "claude-sonnet-5" },
      env: {
        ...PINS,
        ANTHROPIC_VERTEX_BASE_URL: "https://llm.acme.example/v1",
        ANTHROPIC_VERTEX_PROJECT_ID: "acme-claude",
        CLAUDE_CODE_SKIP_VERTEX_AUTH: "1",
        CLAUDE_CODE_USE_VERTEX: "1",
        CLOUD_ML_REGION: "eu",
      },
    },
  ],
  [
    "Foundry",
    { api: "foundry", baseUrl: "https://llm.acme.example/anthropic" },
    {
      ...CHOICE,
      env: {
        ...PINS,
        ANTHROPIC_FOUNDRY_BASE_URL: "https://llm.acme.example/anthropic",
        CLAUDE_CODE_SKIP_FOUNDRY_AUTH: "1",
        CLAUDE_CODE_USE_FOUNDRY: "1",
      },
    },
  ],
  [
    "Anthropic's apps gateway",
    {
      api: "apps",
      baseUrl: "https://gw.acme.example",
      internalNetworks: ["10.0.0.0/8"],
      signIn: { kind: "gatewayLogin" },
    },
    {
      ...CHOICE,
      forceLoginGatewayUrl: "https://gw.acme.example",
      forceLoginMethod: "gateway",
      gatewayInternalNetworks: ["10.0.0.0/8"],
      env: PINS,
    },
  ],
])("a gateway in front of %s", (_, more, expected) => {
  expect(gatewaySettings({ ...GATEWAY, ...more }, {})).toEqual(expected);
});

test.each<[Partial<GatewayFacts>, readonly string[]]>([
  [{}, ["customEndpoint"]],
  [{ api: "bedrock", region: "eu-central-1", geography: "eu" }, ["customEndpoint"]],
  [{ api: "vertex", region: "eu", project: "acme-claude" }, ["customEndpoint"]],
  [{ api: "foundry" }, ["customEndpoint"]],
  [{ api: "apps", signIn: { kind: "gatewayLogin" } }, ["gateway"]],
])("a client that knows it is locked to the gateway's own address: %j", (more, expected) => {
  const { allowedProviders } = gatewaySettings({ ...GATEWAY, ...more }, { minimumVersion: "2.1.330" });
  expect(allowedProviders).toEqual(expected);
});

test("a managed document leaves what the holder's environment brings, and closes all else", () => {
  const closed = (facts: Facts) => Object.keys(managedSettings(settingsOf(facts), liveVariables(facts)).env);
  expect(closed(GATEWAY)).not.toContain("ANTHROPIC_AUTH_TOKEN");
  expect(closed(GATEWAY)).toContain("ANTHROPIC_API_KEY");
  for (const name of ["ANTHROPIC_FEDERATION_RULE_ID", "ANTHROPIC_IDENTITY_TOKEN_FILE"]) {
    expect(closed(EXCHANGE)).not.toContain(name);
    expect(closed(CONSOLE)).toContain(name);
  }
  expect(closed(EXCHANGE)).toContain("ANTHROPIC_API_KEY");
});

test("a helper has a document for each shell, and a repository has none of it", () => {
  const facts = { ...CONSOLE, signIn: HELPER };
  expect(json(facts, "managed-settings.json").apiKeyHelper).toBe("pass show claude/key");
  expect(json(facts, "windows/managed-settings.json").apiKeyHelper).toBe("pass.exe show claude/key");
  expect(json(facts, "windows/settings.json").apiKeyHelper).toBe("pass.exe show claude/key");
  expect(files(facts)["mdm/claude-code.reg"]).toContain("pass.exe show claude/key");
  expect(files(facts)["mdm/claude-code.mobileconfig"]).toContain("pass show claude/key");
  expect(json(facts, "project-settings.json")).not.toHaveProperty("apiKeyHelper");
});

test("nothing for Windows is written where no line for it is known", () => {
  const { windows, ...helper } = HELPER;
  const names = Object.keys(files({ ...CONSOLE, signIn: helper }));
  expect(names.filter((name) => name.startsWith("windows/") || name.endsWith(".reg"))).toEqual([]);
});

test("a pipeline's profile says where its token lies, and no settings of a managed place do", () => {
  expect(json(EXCHANGE, "anthropic-profile.json")).toEqual({
    version: "1.0",
    organization_id: ORGANIZATION,
    workspace_id: "wrkspc_01AbCdEfGh",
    authentication: {
      type: "oidc_federation",
      federation_rule_id: "fdrl_0123",
      service_account_id: "svac_0123",
      identity_token: { source: "file", path: "anthropic-identity-token" },
    },
  });
  expect(Object.keys(json(EXCHANGE, "managed-settings.json").env).filter((name) => /FEDERATION/.test(name))).toEqual(
    [],
  );
});

test("what the organization's clients fetch is ready to paste", () => {
  expect(files(CLAUDE)["server-managed-settings.json"]).toBe(files(CLAUDE)["managed-settings.json"]);
  expect(Object.keys(files(CONSOLE))).not.toContain("server-managed-settings.json");
});

test.each([
  ["a Claude account", CLAUDE],
  ["the Console", CONSOLE],
  ["a key", { ...CONSOLE, signIn: HELPER }],
  ["an exchange", EXCHANGE],
  ["a gateway", GATEWAY],
] as [string, Facts][])("the document of %s is read back as it was written", (_, facts) => {
  const document = { facts, settings: settingsOf(facts) };
  const written = JSON.parse(JSON.stringify(clientSettingsOutput([document])));
  expect(readClientSettingsOutput(written)).toEqual({ ok: true, documents: [document] });
});
