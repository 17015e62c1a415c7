import type { ClientSettings, ClientWishes } from "./client-settings";
import type { GatewayFacts } from "./facts";
import { helperEnvironment } from "./helper-settings";
import { environmentFor, missingFamilies, modelChoice, pins, versionedLocks } from "./model-settings";

type Environment = Readonly<Record<string, string>>;

/** Where the client goes, by whose API the gateway speaks; a cloud's credentials are left to the gateway. */
const address = ({ api, baseUrl, region = "", project = "" }: GatewayFacts): Environment => {
  switch (api) {
    case "anthropic":
      return { ANTHROPIC_BASE_URL: baseUrl };
    case "bedrock":
      return {
        CLAUDE_CODE_USE_BEDROCK: "1",
        CLAUDE_CODE_SKIP_BEDROCK_AUTH: "1",
        ANTHROPIC_BEDROCK_BASE_URL: baseUrl,
        AWS_REGION: region,
      };
    case "vertex":
      return {
        CLAUDE_CODE_USE_VERTEX: "1",
        CLAUDE_CODE_SKIP_VERTEX_AUTH: "1",
        ANTHROPIC_VERTEX_BASE_URL: baseUrl,
        ANTHROPIC_VERTEX_PROJECT_ID: project,
        CLOUD_ML_REGION: region,
      };
    case "foundry":
      return {
        CLAUDE_CODE_USE_FOUNDRY: "1",
        CLAUDE_CODE_SKIP_FOUNDRY_AUTH: "1",
        ANTHROPIC_FOUNDRY_BASE_URL: baseUrl,
      };
    case "apps":
      return {};
  }
};

/** The client's own format: one header a line. */
const headers = ({ headers: declared = {} }: GatewayFacts): Environment => {
  const lines = Object.entries(declared)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}: ${value}`);
  return lines.length === 0 ? {} : { ANTHROPIC_CUSTOM_HEADERS: lines.join("\n") };
};

const network = ({ network: declared = {} }: GatewayFacts): Environment => {
  const { caFile, clientCertificateFile, clientKeyFile, proxy, noProxy } = declared;
  const said = {
    NODE_EXTRA_CA_CERTS: caFile,
    CLAUDE_CODE_CLIENT_CERT: clientCertificateFile,
    CLAUDE_CODE_CLIENT_KEY: clientKeyFile,
    HTTPS_PROXY: proxy,
    NO_PROXY: noProxy?.join(","),
  };
  return Object.fromEntries(Object.entries(said).filter((named): named is [string, string] => named[1] !== undefined));
};

const discovery = ({ modelDiscovery }: GatewayFacts): Environment =>
  modelDiscovery === true ? { CLAUDE_CODE_ENABLE_GATEWAY_MODEL_DISCOVERY: "1" } : {};

/** The client's word for an address that the same document pins, whatever stands behind it; the apps gateway has its own. */
const providerOf = ({ api }: GatewayFacts): string => (api === "apps" ? "gateway" : "customEndpoint");

const loginPolicy = ({ baseUrl, internalNetworks }: GatewayFacts): Partial<ClientSettings> => ({
  forceLoginMethod: "gateway",
  forceLoginGatewayUrl: baseUrl,
  ...(internalNetworks === undefined ? {} : { gatewayInternalNetworks: internalNetworks }),
});

/**
 * What a client must be told to reach models behind a gateway, and nothing beside it. Neutral of the place where it will lie.
 *
 * @throws Error when every model is retiring, or the wishes set a variable of `OWNED_VARIABLES`: the loader refuses both.
 */
export const gatewaySettings = (facts: GatewayFacts, wishes: ClientWishes): ClientSettings => {
  const { api, signIn } = facts;
  const mapped = api === "bedrock" || api === "vertex" ? missingFamilies(facts) : {};
  return {
    ...versionedLocks(wishes, providerOf(facts)),
    ...modelChoice(facts),
    ...(Object.keys(mapped).length > 0 ? { modelOverrides: mapped } : {}),
    ...(signIn.kind === "helper" ? { apiKeyHelper: signIn.posix } : {}),
    ...(signIn.kind === "gatewayLogin" ? loginPolicy(facts) : {}),
    env: environmentFor(
      {
        ...address(facts),
        ...(signIn.kind === "helper" ? helperEnvironment(signIn) : {}),
        ...headers(facts),
        ...network(facts),
        ...discovery(facts),
        ...pins(facts),
      },
      wishes,
    ),
  };
};
