import { clientSettingsOutput, readClientSettingsOutput } from "../../settings/client-settings-output";
import { renderDocuments } from "../../settings/emit/render-documents";
import type { AzureSignIn, FoundryFacts } from "../../settings/facts";
import { foundrySettings } from "../../settings/foundry-settings";

const TENANT = "99999999-8888-7777-6666-555555555555";
const PEOPLE: FoundryFacts = {
  route: "foundry",
  organization: "acme",
  team: "research",
  entry: "azure-se",
  identity: "people",
  tenant: TENANT,
  subscription: "11111111-2222-3333-4444-555555555555",
  resourceGroup: "rg-claude",
  resource: "acme-claude",
  location: "swedencentral",
  principals: ["0f8fad5b-d9cb-469f-a165-70867728950e"],
  models: [
    { model: "claude-opus-4-8", family: "opus", target: "acme-opus" },
    { model: "claude-sonnet-5", family: "sonnet", target: "claude-sonnet-5" },
  ],
  startFamily: "sonnet",
  signIn: { kind: "azureCli" },
};
const machine = (signIn: AzureSignIn, more: Partial<FoundryFacts> = {}): FoundryFacts => ({
  ...PEOPLE,
  identity: "ci/nightly",
  clientId: "44444444-2222-3333-4444-555555555555",
  signIn,
  ...more,
});
const AUDIENCE = "api://AzureADTokenExchange";
const GITLAB = machine({ kind: "federation", source: "GitLab CI", audience: AUDIENCE });
const GITHUB = machine({ kind: "federation", source: "GitHub Actions", audience: AUDIENCE });
const MANAGED = machine({ kind: "ambient", source: "managed identity" }, { identity: "workload/machine" });

const page = (facts: FoundryFacts): string =>
  String(
    renderDocuments(facts, foundrySettings(facts, {})).find(({ path }) => path.endsWith("/README.md"))?.value ?? "",
  );

test("people are told the account, all pins, and to try developers' tools only", () => {
  expect(foundrySettings(PEOPLE, { minimumVersion: "2.1.330", env: { DISABLE_AUTOUPDATER: "1" } })).toEqual({
    requiredMinimumVersion: "2.1.330",
    allowedProviders: ["foundry"],
    availableModelsMatch: "exact",
    model: "claude-sonnet-5",
    availableModels: ["acme-opus", "claude-sonnet-5"],
    enforceAvailableModels: true,
    env: {
      ANTHROPIC_DEFAULT_FABLE_MODEL: "claude-sonnet-5",
      ANTHROPIC_DEFAULT_HAIKU_MODEL: "claude-sonnet-5",
      ANTHROPIC_DEFAULT_OPUS_MODEL: "acme-opus",
      ANTHROPIC_DEFAULT_SONNET_MODEL: "claude-sonnet-5",
      ANTHROPIC_FOUNDRY_RESOURCE: "acme-claude",
      AZURE_TOKEN_CREDENTIALS: "dev",
      CLAUDE_CODE_USE_FOUNDRY: "1",
      DISABLE_AUTOUPDATER: "1",
    },
  });
});

test("an address in front of the account stands in place of its name, never beside it", () => {
  const { env } = foundrySettings({ ...PEOPLE, baseUrl: "https://gateway.acme.example/anthropic" }, {});
  expect(Object.keys(env).filter((name) => name.startsWith("ANTHROPIC_FOUNDRY"))).toEqual([
    "ANTHROPIC_FOUNDRY_BASE_URL",
  ]);
  const locked = foundrySettings({ ...PEOPLE, baseUrl: "https://g.example/anthropic" }, { minimumVersion: "2.1.330" });
  expect(locked.allowedProviders).toEqual(["customEndpoint"]);
});

test.each([
  ["GitLab CI", GITLAB, { AZURE_TOKEN_CREDENTIALS: "prod" }],
  ["GitHub Actions, whose runners sign the Azure CLI in", GITHUB, { AZURE_TOKEN_CREDENTIALS: "dev" }],
  [
    "a machine, which may have several identities",
    MANAGED,
    { AZURE_CLIENT_ID: "44444444-2222-3333-4444-555555555555", AZURE_TOKEN_CREDENTIALS: "prod" },
  ],
  ["a pod", machine({ kind: "ambient", source: "AKS workload identity" }), { AZURE_TOKEN_CREDENTIALS: "prod" }],
])("nothing shadows the identity of %s", (_, facts, expected) => {
  const { env } = foundrySettings(facts, {});
  expect(Object.fromEntries(Object.entries(env).filter(([name]) => name.startsWith("AZURE_")))).toEqual(expected);
});

test.each([
  [{ HTTPS_PROXY: "http://proxy:3128" }, { HTTPS_PROXY: "http://proxy:3128", NO_PROXY: "169.254.169.254" }],
  [
    { https_proxy: "http://proxy:3128", no_proxy: "localhost" },
    { https_proxy: "http://proxy:3128", no_proxy: "localhost,169.254.169.254" },
  ],
  [
    { HTTP_PROXY: "http://proxy:3128", NO_PROXY: "169.254.169.254,a" },
    { HTTP_PROXY: "http://proxy:3128", NO_PROXY: "169.254.169.254,a" },
  ],
  [{ NO_PROXY: "a" }, { NO_PROXY: "a" }],
])("a proxy never carries the question to the metadata service: %j", (wished, expected) => {
  const proxies = (facts: FoundryFacts) =>
    Object.fromEntries(
      Object.entries(foundrySettings(facts, { env: wished }).env).filter(([name]) => /proxy/i.test(name)),
    );
  expect(proxies(MANAGED)).toEqual(expected);
  expect(proxies(PEOPLE)).toEqual(wished);
});

test("the page for people says how to sign in to the right tenant, step by step", () => {
  const text = page(PEOPLE);
  expect(text).toContain(
    "Through Microsoft Foundry, account `acme-claude` in `swedencentral`, at `https://acme-claude.services.ai.azure.com/anthropic`. Where requests are answered follows from the kind of each deployment: `GlobalStandard` is anywhere.",
  );
  expect(text).toContain(`\`az login --tenant ${TENANT}\``);
  expect(text).toContain(`\`az account show --query tenantId --output tsv\` prints \`${TENANT}\``);
  expect(text).toContain("Another one is answered with 401.");
});

test.each([
  [
    "GitHub Actions",
    GITHUB,
    [
      "  - uses: azure/login@v2",
      '      client-id: "44444444-2222-3333-4444-555555555555"',
      `      tenant-id: "${TENANT}"`,
      '      subscription-id: "11111111-2222-3333-4444-555555555555"',
    ],
  ],
  [
    "GitLab CI",
    GITLAB,
    [
      "    CLAUDE_AZURE_TOKEN:",
      `      aud: "${AUDIENCE}"`,
      '    - "printf %s \\"$CLAUDE_AZURE_TOKEN\\" > azure-token"',
      '    - "export AZURE_CLIENT_ID=44444444-2222-3333-4444-555555555555"',
      `    - "export AZURE_TENANT_ID=${TENANT}"`,
      '    - "export AZURE_FEDERATED_TOKEN_FILE=\\"$PWD/azure-token\\""',
    ],
  ],
  [
    "any issuer",
    machine({ kind: "federation", source: "OIDC token", audience: AUDIENCE }),
    [`export AZURE_TENANT_ID=${TENANT}`, 'export AZURE_FEDERATED_TOKEN_FILE="$PWD/azure-token"'],
  ],
  [
    "a pod",
    machine({ kind: "ambient", source: "AKS workload identity" }),
    ["azure.workload.identity/client-id: 44444444-2222-3333-4444-555555555555"],
  ],
  ["a machine", MANAGED, ["Attach the managed identity with the client id `44444444-2222-3333-4444-555555555555`"]],
  [
    "a machine with just one identity",
    machine({ kind: "ambient", source: "managed identity" }, { clientId: undefined }),
    ["nothing is to be set where it has just one"],
  ],
  ["an application", machine({ kind: "ambient", source: "application" }), ["It brings its own credential."]],
])("the page of %s says how it gets its token", (_, facts, lines) => {
  const { clientId, ...rest } = facts;
  const text = page(clientId === undefined ? rest : facts);
  for (const line of lines) expect(text).toContain(line);
});

test("what the output of an apply says of an identity is read back as it was, and nothing else is", () => {
  const document = { facts: GITLAB, settings: foundrySettings(GITLAB, {}) };
  const output = { client_settings: { value: clientSettingsOutput([document]) } };
  expect(readClientSettingsOutput(output)).toEqual({ ok: true, documents: [document] });
  expect(
    readClientSettingsOutput(JSON.parse(JSON.stringify(output).replace(`"tenant":"${TENANT}"`, '"tenant":7'))),
  ).toEqual({
    ok: false,
    problems: ["client_settings: research, ci/nightly is not a document of this tool: facts.tenant is not a text"],
  });
});
