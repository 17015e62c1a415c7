import { METADATA_ADDRESS } from "../catalog/azure-permissions";
import type { ClientSettings, ClientWishes } from "./client-settings";
import type { FoundryFacts } from "./facts";
import { environmentFor, modelChoice, pins, versionedLocks } from "./model-settings";

/** Pipelines of GitHub sign the Azure CLI in; every other machine proves itself, by a token file or its metadata service. */
const usesCli = ({ signIn }: FoundryFacts): boolean =>
  signIn.kind === "azureCli" || (signIn.kind === "federation" && signIn.source === "GitHub Actions");

/**
 * Which of the Azure SDK's credentials are tried: a developer's tools, or what a machine has. A secret in a shell, or the
 * metadata service of the machine that a developer works on, would otherwise come before the person.
 */
const credentialKind = (facts: FoundryFacts): "dev" | "prod" => (usesCli(facts) ? "dev" : "prod");

/** Where the client finds the account: a name or an address, never both, which it refuses. */
const address = ({ baseUrl, resource }: FoundryFacts): Record<string, string> =>
  baseUrl === undefined ? { ANTHROPIC_FOUNDRY_RESOURCE: resource } : { ANTHROPIC_FOUNDRY_BASE_URL: baseUrl };

/** A machine may have several identities; which one is meant is said where nobody else says it. */
const identity = ({ signIn, clientId }: FoundryFacts): Record<string, string> =>
  signIn.kind === "ambient" && signIn.source === "managed identity" && clientId !== undefined
    ? { AZURE_CLIENT_ID: clientId }
    : {};

const PROXIES = ["HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy"];
const DIRECT = ["NO_PROXY", "no_proxy"];

const withMetadata = (value: string): string =>
  value.split(",").includes(METADATA_ADDRESS.address)
    ? value
    : [value, METADATA_ADDRESS.address].filter((part) => part !== "").join(",");

/** The metadata service is asked directly, also where the organisation wishes a proxy, which would carry the question. */
const besideProxy = (wishes: ClientWishes): ClientWishes => {
  const { env = {} } = wishes;
  if (!PROXIES.some((name) => Object.hasOwn(env, name))) return wishes;
  const named = DIRECT.filter((name) => Object.hasOwn(env, name));
  const direct = Object.fromEntries(
    (named.length > 0 ? named : ["NO_PROXY"]).map((name) => [name, withMetadata(env[name] ?? "")]),
  );
  return { ...wishes, env: { ...env, ...direct } };
};

/**
 * What a client must be told to reach just the deployed models on Microsoft Foundry. Neutral of the place where it will lie.
 *
 * @throws Error when every model is retiring, or the wishes set a variable of `OWNED_VARIABLES`: the loader refuses both.
 */
export const foundrySettings = (facts: FoundryFacts, wishes: ClientWishes): ClientSettings => ({
  // An address that is not Azure's own has a word of its own, and is pinned by its value in the same document.
  ...versionedLocks(wishes, facts.baseUrl === undefined ? "foundry" : "customEndpoint"),
  ...modelChoice(facts),
  env: environmentFor(
    {
      CLAUDE_CODE_USE_FOUNDRY: "1",
      AZURE_TOKEN_CREDENTIALS: credentialKind(facts),
      ...address(facts),
      ...identity(facts),
      ...pins(facts),
    },
    usesCli(facts) ? wishes : besideProxy(wishes),
  ),
});
