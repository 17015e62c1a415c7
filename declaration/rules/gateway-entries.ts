import { findModel, MODELS } from "../../catalog/models";
import { allAnthropic, keyOf } from "../entries";
import { listed, suggestion } from "../nearest-name";
import type { GatewayEntry } from "../schema";
import type { Rule, RuleContext } from "./rule-context";

type GatewayKey = keyof GatewayEntry & string;
/** Keys that a gateway needs, by what it stands in front of, beside those that it may have. */
const NEEDED: Readonly<Record<NonNullable<GatewayEntry["inFrontOf"]>, readonly GatewayKey[]>> = {
  anthropic: [],
  bedrock: ["region", "geography"],
  vertex: ["region", "project"],
  foundry: [],
};
const PLACE_KEYS = ["region", "geography", "project"] as const;
const OF_LLM_GATEWAYS = [
  "inFrontOf",
  ...PLACE_KEYS,
  "token",
  "tokenTtlSeconds",
  "headers",
  "modelDiscovery",
  "modelNames",
] as const;

/** Why an address cannot be the base of an API, after what the client appends to it. */
const baseUrlProblem = (baseUrl: string, inFrontOf: NonNullable<GatewayEntry["inFrontOf"]>): string | undefined => {
  if (inFrontOf === "vertex" && !/\/v1$/.test(baseUrl))
    return "must end in /v1 in front of Vertex AI: the client appends /projects/...";
  if (inFrontOf === "foundry" && !/\/anthropic$/.test(baseUrl))
    return "must end in /anthropic in front of Foundry: the client appends /v1/messages";
  if (inFrontOf === "anthropic" && /\/v1(\/messages)?$/.test(baseUrl))
    return "must not end in /v1: the client appends /v1/messages";
  return undefined;
};

const CREDENTIAL_HEADERS = new Set(["authorization", "x-api-key", "api-key", "proxy-authorization", "cookie"]);

const checkLlmGateway = ({ report }: RuleContext, path: string, entry: GatewayEntry, baseUrl: string): void => {
  const { inFrontOf = "anthropic" } = entry;
  const problem = baseUrlProblem(baseUrl, inFrontOf);
  if (problem !== undefined) report("gateway-path", `${path}.baseUrl`, `"${baseUrl}" ${problem}`, baseUrl);
  for (const key of PLACE_KEYS) {
    const needed = NEEDED[inFrontOf].includes(key);
    if (needed && entry[key] === undefined)
      report("gateway-place", path, `needs ${key} in front of ${inFrontOf}; add it`);
    if (!needed && entry[key] !== undefined)
      report("gateway-place", `${path}.${key}`, `says nothing in front of ${inFrontOf}; remove it`);
  }
  if (entry.token === undefined)
    report(
      "gateway-token",
      path,
      "has no token, so the client would ask for a sign-in; write token, a variable or what a helper reads",
    );
  if (entry.tokenTtlSeconds !== undefined && keyOf(entry) === undefined)
    report(
      "ttl-without-key",
      `${path}.tokenTtlSeconds`,
      "says how long a helper's token is kept, and no helper reads one; remove it",
    );
  if (
    inFrontOf !== "anthropic" &&
    entry.token !== undefined &&
    "variable" in entry.token &&
    entry.token.variable !== "ANTHROPIC_AUTH_TOKEN"
  )
    report(
      "gateway-token",
      `${path}.token.variable`,
      `${entry.token.variable} is not sent to ${inFrontOf}; allowed there: ANTHROPIC_AUTH_TOKEN, or what a helper reads`,
    );
  for (const model of Object.keys(entry.modelNames ?? {})) {
    if (findModel(model) !== undefined) continue;
    const known = MODELS.map(({ id }) => id).sort();
    const message = `"${model}" is no model that the catalog knows; allowed: ${listed(known)}${suggestion(model, known)}`;
    report("unknown-model", `${path}.modelNames.${model}`, message, model);
  }
  for (const name of Object.keys(entry.headers ?? {})) {
    if (!CREDENTIAL_HEADERS.has(name.toLowerCase())) continue;
    report(
      "second-credential",
      `${path}.headers.${name}`,
      `${name} carries a credential, and token is the one source of that; remove it`,
      name,
    );
  }
};

const checkGateway = (context: RuleContext, path: string, entry: GatewayEntry): void => {
  const { baseUrl, apps } = entry;
  if ((baseUrl === undefined) === (apps === undefined)) {
    context.report(
      "one-of",
      path,
      `needs exactly one of baseUrl, apps; found ${baseUrl === undefined ? "none" : "both"}`,
    );
    return;
  }
  if (baseUrl !== undefined) {
    checkLlmGateway(context, path, entry, baseUrl);
    return;
  }
  for (const key of OF_LLM_GATEWAYS) {
    if (entry[key] === undefined) continue;
    context.report(
      "apps-gateway",
      `${path}.${key}`,
      "belongs to a gateway with baseUrl; people sign in to the apps gateway, which says the rest",
    );
  }
};

const checkNetwork = ({ report }: RuleContext, path: string, { network }: GatewayEntry): void => {
  if (network === undefined) return;
  const { clientCertificateFile, clientKeyFile, proxy, noProxy } = network;
  if ((clientCertificateFile === undefined) !== (clientKeyFile === undefined))
    report(
      "client-certificate",
      `${path}.network`,
      "names one of clientCertificateFile and clientKeyFile; write both, or none",
    );
  if (noProxy !== undefined && proxy === undefined)
    report(
      "proxy",
      `${path}.network.noProxy`,
      "says what goes around a proxy, and there is none; add proxy, or remove it",
    );
};

const OF_NETWORK = {
  caFile: "NODE_EXTRA_CA_CERTS",
  clientCertificateFile: "CLAUDE_CODE_CLIENT_CERT",
  clientKeyFile: "CLAUDE_CODE_CLIENT_KEY",
  proxy: "HTTPS_PROXY",
  noProxy: "NO_PROXY",
} as const;

/** What an entry says, the environment of all clients does not say again. */
const checkEnvironment = ({ declaration, report }: RuleContext): void => {
  const wished = declaration.clients?.env ?? {};
  for (const [name, entry] of allAnthropic(declaration)) {
    if (entry.route !== "gateway") continue;
    const said: [string, string][] = Object.entries(OF_NETWORK).flatMap(([key, variable]) =>
      entry.network?.[key as keyof typeof OF_NETWORK] === undefined ? [] : [[`network.${key}`, variable]],
    );
    if (entry.headers !== undefined) said.push(["headers", "ANTHROPIC_CUSTOM_HEADERS"]);
    for (const [key, variable] of said) {
      if (!Object.hasOwn(wished, variable)) continue;
      report(
        "said-twice",
        `clients.env.${variable}`,
        `is what providers.${name}.${key} says, too; keep one of the two`,
        variable,
      );
    }
  }
};

/** A gateway is one of two kinds, has an address that the client can build on, and one source of a credential. */
export const gatewayEntries: Rule = (context) => {
  checkEnvironment(context);
  for (const [name, entry] of allAnthropic(context.declaration)) {
    if (entry.route !== "gateway") continue;
    checkGateway(context, `providers.${name}`, entry);
    checkNetwork(context, `providers.${name}`, entry);
  }
};
