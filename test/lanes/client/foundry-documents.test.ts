import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ClientDocument } from "../../../settings/client-settings-output";
import { readClientSettingsOutput } from "../../../settings/client-settings-output";
import type { FoundryFacts } from "../../../settings/facts";
import { environmentOf, managedSettings, projectSettings, userSettings } from "../../../settings/flavour";
import { TerraformRun } from "../rehearsal/terraform-run";
import { type Azure, type AzureOptions, startAzure } from "./support/azure";
import { type ClientResult, type ClientRun, runClient } from "./support/run-client";

jest.setTimeout(300_000);

const TENANT = "99999999-8888-7777-6666-555555555555";
const DECLARATION = `organization: acme
models:
  newest: { opus: claude-opus-4-8, sonnet: claude-sonnet-5, haiku: claude-haiku-4-5 }
  small: { haiku: claude-haiku-4-5 }
providers:
  azure-se:
    route: foundry
    tenant: ${TENANT}
    subscription: 11111111-2222-3333-4444-555555555555
    resourceGroup: rg-claude
    resource: acme-claude
    location: swedencentral
    anthropicTerms: { accept: true, organizationName: Acme GmbH, countryCode: DE, industry: technology }
    deployments: { claude-opus-4-8: { name: acme-opus, version: "1" }, claude-sonnet-5: { version: "1" } }
  azure-gateway:
    route: foundry
    tenant: ${TENANT}
    subscription: 11111111-2222-3333-4444-555555555555
    resourceGroup: rg-gateway
    resource: acme-gateway
    location: swedencentral
    anthropicTerms: { accept: true, organizationName: Acme GmbH, countryCode: DE, industry: technology }
    baseUrl: https://gateway.acme.example/claude/anthropic
teams:
  research:
    uses: azure-se
    models: newest
    people: { group: 0f8fad5b-d9cb-469f-a165-70867728950e }
    ci:
      nightly: { gitlab: { project: acme/research, branch: main } }
      deploy: { github: { repository: acme/research, ownerId: 9919, repositoryId: 71, environment: production } }
    workloads:
      machine: { managedIdentity: { on: virtualMachine } }
      agent: { aks: { issuer: https://oidc.prod-aks.azure.com/0f8f/, namespace: research, serviceAccount: claude } }
  small:
    uses: azure-gateway
    models: small
    ci: { nightly: { gitlab: { project: acme/small, branch: main } } }
clients: { minimumVersion: 2.1.330, env: { CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1", CLAUDE_CODE_MAX_RETRIES: "0" } }
`;
const STACKS = ["azure-gateway", "azure-se"];
const JOB_TOKEN = "loopback.job.token";
const CLI_TOKEN = "loopback-cli-token";
const HOST = "acme-claude.services.ai.azure.com";

let terraform: TerraformRun;
const documents = new Map<string, ClientDocument>();
const bin = mkdtempSync(join(tmpdir(), "az-"));

/** What a real apply on stand-ins puts out: client ids are known only then. */
beforeAll(async () => {
  terraform = await TerraformRun.start("azapi", "azuread", "azurerm");
  terraform.synth(DECLARATION);
  for (const stack of STACKS) {
    await terraform.apply(stack);
    const { client_settings } = JSON.parse(await terraform.terraform(stack, "output", "-json"));
    const read = readClientSettingsOutput({ client_settings });
    if (!read.ok) throw new Error(read.problems.join("; "));
    for (const one of read.documents) documents.set(`${one.facts.team} ${one.facts.identity}`, one);
  }
  writeFileSync(join(bin, "az"), STAND_IN_AZ);
  chmodSync(join(bin, "az"), 0o755);
});
afterAll(() => {
  terraform?.stop();
  rmSync(bin, { recursive: true, force: true });
});

/** Says what it was asked for, and prints a token as the Azure CLI does. */
const STAND_IN_AZ = `#!/bin/sh
echo "$@" >> "$HOME/az-was-asked"
printf '{"accessToken":"${CLI_TOKEN}","expiresOn":"2099-01-01 00:00:00.000000","expires_on":4070908800,"tenant":"${TENANT}","tokenType":"Bearer"}'
`;

const documentOf = (name: string): ClientDocument & { readonly facts: FoundryFacts } => {
  const found = documents.get(name);
  if (found === undefined || found.facts.route !== "foundry") throw new Error(`${name} is not there`);
  return { ...found, facts: found.facts };
};

let azure: Azure | undefined;
afterEach(async () => {
  await azure?.close();
  azure = undefined;
});

const start = async (run: Omit<ClientRun, "cloud">, options: Partial<AzureOptions>): Promise<ClientResult> => {
  const deployments = ["acme-opus", "claude-sonnet-5", "claude-haiku-4-5"];
  azure = await startAzure({ tenant: TENANT, hosts: [HOST, "gateway.acme.example"], deployments, ...options });
  const { calls, tokenCalls, ...internet } = azure;
  return runClient({ cloud: { ...internet, calls: [], stsCalls: [], ssoCalls: [] }, ...run });
};

/** A job as its page says: the token in a file, and whose it is. */
const asPipeline = (name: string, run: Omit<ClientRun, "cloud">, options: Partial<AzureOptions> = {}) => {
  const { facts } = documentOf(name);
  const { clientId = "" } = facts;
  return start(
    {
      ...run,
      env: {
        ...run.env,
        AZURE_CLIENT_ID: clientId,
        AZURE_TENANT_ID: facts.tenant,
        AZURE_FEDERATED_TOKEN_FILE: "azure-token",
      },
      prepare: (home) => writeFileSync(join(home, "../project/azure-token"), JOB_TOKEN),
    },
    { exchange: { assertion: JOB_TOKEN, clientId }, ...options },
  );
};

const summary = ({ exitCode }: ClientResult) => ({
  exitCode,
  decisions: [...new Set(azure?.calls.map(({ decision }) => decision))],
  at: [...new Set(azure?.calls.map(({ host, path }) => `${host}${path.replace(/\/count_tokens$/, "")}`))],
  conversed: azure?.calls.filter(({ streamed }) => streamed).map(({ deployment }) => deployment),
  tokens: [...new Set(azure?.tokenCalls)],
  foreignHosts: azure?.refusedHosts,
});
const answered = (deployment: string, ...tokens: string[]) => ({
  exitCode: 0,
  decisions: ["allowed"],
  at: [`${HOST}/anthropic/v1/messages`],
  conversed: [deployment],
  tokens,
  foreignHosts: [],
});

test.each([
  ["managed", managedSettings],
  ["user", userSettings],
  ["project", projectSettings],
] as const)(
  "the %s document of a pipeline calls the right account with the right deployment",
  async (place, flavour) => {
    const { settings } = documentOf("research ci/nightly");
    const run = await asPipeline("research ci/nightly", { settings: { [place]: flavour(settings) } });
    expect(summary(run)).toEqual(answered("claude-sonnet-5", "entra: given"));
  },
);

test("the environment alone does the same", async () => {
  const { settings } = documentOf("research ci/nightly");
  const run = await asPipeline("research ci/nightly", { env: environmentOf(settings) });
  expect(summary(run)).toEqual(answered("claude-sonnet-5", "entra: given"));
});

test.each([
  ["opus", "acme-opus"],
  ["sonnet", "claude-sonnet-5"],
  ["haiku", "claude-haiku-4-5"],
  ["fable", "claude-sonnet-5"],
])("the alias %s leads to the deployment %s", async (alias, deployment) => {
  const { settings } = documentOf("research ci/nightly");
  const run = await asPipeline("research ci/nightly", {
    settings: { managed: managedSettings(settings) },
    args: ["--model", alias],
  });
  expect(summary(run)).toEqual(answered(deployment, "entra: given"));
});

test.each([
  ["user", userSettings],
  ["managed", managedSettings],
] as const)(
  "a set without two families, at an address of its own, makes no call that is refused: %s",
  async (place, flavour) => {
    const { settings } = documentOf("small ci/nightly");
    const run = await asPipeline("small ci/nightly", { settings: { [place]: flavour(settings) } });
    expect(summary(run)).toEqual({
      ...answered("claude-haiku-4-5", "entra: given"),
      at: ["gateway.acme.example/claude/anthropic/v1/messages"],
    });
  },
);

test.each(["people", "ci/deploy"])("%s signs in by the Azure CLI, with the client's scope", async (identity) => {
  const { settings } = documentOf(`research ${identity}`);
  let asked = "";
  const run = await start(
    {
      settings: { managed: managedSettings(settings) },
      env: {
        PATH: `${bin}:${process.env.PATH}`,
        // What a developer's shell may hold for another tool: neither is tried.
        AZURE_CLIENT_ID: "somebody-else",
        AZURE_TENANT_ID: "00000000-0000-0000-0000-000000000001",
        AZURE_CLIENT_SECRET: "canary-of-the-shell",
      },
      after: (home) => {
        asked = readFileSync(join(home, "az-was-asked"), "utf8");
      },
    },
    { cliToken: CLI_TOKEN },
  );
  expect(summary(run)).toEqual(answered("claude-sonnet-5"));
  expect(asked.trim().split("\n")[0]).toContain(
    "account get-access-token --output json --resource https://cognitiveservices.azure.com",
  );
});

test("a virtual machine asks its metadata service for the identity that was made for it", async () => {
  const { facts, settings } = documentOf("research workload/machine");
  const run = await start({ settings: { managed: managedSettings(settings) } }, { machine: facts.clientId ?? "" });
  expect(summary(run)).toEqual(answered("claude-sonnet-5", "metadata: given"));
});

test("a pod is known by what its cluster says, and the settings do not shadow it", async () => {
  const { settings } = documentOf("research workload/agent");
  expect(Object.keys(settings.env).filter((name) => name.startsWith("AZURE_"))).toEqual(["AZURE_TOKEN_CREDENTIALS"]);
  const run = await asPipeline("research workload/agent", { settings: { managed: managedSettings(settings) } });
  expect(summary(run)).toEqual(answered("claude-sonnet-5", "entra: given"));
});

test("a shell cannot lead a managed client elsewhere", async () => {
  const { settings } = documentOf("research ci/nightly");
  const run = await asPipeline("research ci/nightly", {
    settings: { managed: managedSettings(settings) },
    env: {
      ANTHROPIC_API_KEY: "sk-loopback",
      ANTHROPIC_AUTH_TOKEN: "loopback-gateway-token",
      ANTHROPIC_BASE_URL: "https://elsewhere.example",
      ANTHROPIC_DEFAULT_SONNET_MODEL: "claude-elsewhere",
      ANTHROPIC_FOUNDRY_API_KEY: "loopback-key",
      ANTHROPIC_FOUNDRY_AUTH_TOKEN: "loopback-other-token",
      ANTHROPIC_FOUNDRY_BASE_URL: "https://elsewhere.example/anthropic",
      ANTHROPIC_MODEL: "claude-elsewhere",
      CLAUDE_CODE_SKIP_FOUNDRY_AUTH: "1",
      CLAUDE_CODE_USE_BEDROCK: "1",
    },
  });
  expect(summary(run)).toEqual(answered("claude-sonnet-5", "entra: given"));
});

test("a pin to what is not deployed is refused, so that this lane would see a wrong one", async () => {
  const { settings } = documentOf("research ci/nightly");
  const run = await asPipeline(
    "research ci/nightly",
    { settings: { managed: managedSettings(settings) } },
    { deployments: ["acme-opus"] },
  );
  expect(run.exitCode).not.toBe(0);
  expect(summary(run).decisions).toContain("denied");
});

test("a token of another job is refused by Entra, and no model answers", async () => {
  const { settings } = documentOf("research ci/nightly");
  const run = await asPipeline(
    "research ci/nightly",
    { settings: { managed: managedSettings(settings) } },
    { exchange: { assertion: "another", clientId: "another" } },
  );
  expect(run.exitCode).not.toBe(0);
  expect(azure?.calls).toEqual([]);
});
