import { allAnthropic, cloudOfEntry, entryOfKey, keyOf, teamsOf } from "../entries";
import { listed, suggestion } from "../nearest-name";
import type { ConsoleEntry, GatewayEntry, ProviderEntry } from "../schema";
import type { Rule, RuleContext } from "./rule-context";

const checkConsole = ({ report }: RuleContext, path: string, entry: ConsoleEntry): void => {
  if (entry.key !== undefined && entry.federation !== undefined) {
    report(
      "two-credentials",
      `${path}.federation`,
      "cannot stand beside key: in one document the helper's key would win each time, and the exchanged token never be used; write two entries",
    );
  }
  if (entry.keyTtlSeconds !== undefined && entry.key === undefined) {
    report(
      "ttl-without-key",
      `${path}.keyTtlSeconds`,
      "says how long a key is kept, and there is none; remove it, or add key",
    );
  }
  if (entry.federation?.rules !== undefined && entry.manage === "terraform") {
    report(
      "rules-by-terraform",
      `${path}.federation.rules`,
      "are ids of what was made by hand, and manage says terraform; keep one of the two",
    );
  }
};

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

/** Where a key lies: in a cloud that is declared, in words that fit it. */
const checkKey = ({ declaration, report }: RuleContext, path: string, entry: ProviderEntry): void => {
  const key = keyOf(entry);
  if (key === undefined || !("in" in key)) return;
  const place = entryOfKey(declaration, key);
  const cloud = place === undefined ? undefined : cloudOfEntry(place);
  if (cloud === undefined) {
    const fitting = Object.entries(declaration.providers)
      .filter(([, other]) => cloudOfEntry(other) !== undefined)
      .map(([name]) => name)
      .sort();
    const allowed =
      fitting.length === 0 ? "none is declared" : `allowed: ${listed(fitting)}${suggestion(key.in, fitting)}`;
    report(
      "unknown-provider",
      `${path}.in`,
      `"${key.in}" is no declared entry in a cloud, where a secret can lie; ${allowed}`,
      key.in,
    );
    return;
  }
  if (key.kind !== undefined && cloud !== "AWS")
    report("key-place", `${path}.kind`, `is a choice on AWS, and ${key.in} lies in ${cloud}; remove it`);
  if (key.keyVault !== undefined && cloud !== "Azure")
    report("key-place", `${path}.keyVault`, `is a vault of Azure, and ${key.in} lies in ${cloud}; remove it`);
  if (key.keyVault === undefined && cloud === "Azure")
    report("key-place", path, `needs keyVault, the vault in which the secret lies; add it`);
  const pattern = cloud === "AWS" ? undefined : cloud === "Azure" ? /^[A-Za-z0-9-]+$/ : /^[A-Za-z0-9_-]+$/;
  if (pattern !== undefined && !pattern.test(key.secret))
    report(
      "key-place",
      `${path}.secret`,
      `"${key.secret}" is no name of a secret in ${cloud}; allowed: letters, digits, hyphens${cloud === "Azure" ? "" : " and underscores"}`,
      key.secret,
    );
  if (key.existing === true && key.valueVersion !== undefined)
    report(
      "key-place",
      `${path}.valueVersion`,
      "writes the value of a secret that is there already; remove one of existing and valueVersion",
    );
};

/** Login policies hold in managed settings only; anywhere else a person's own settings decide. */
const checkDelivery = ({ declaration, report }: RuleContext): void => {
  const deliver = declaration.clients?.deliver;
  if (deliver === undefined || deliver === "managed") return;
  const [first] = allAnthropic(declaration).filter(
    ([name, entry]) =>
      teamsOf(declaration, name).length > 0 &&
      (entry.route === "claude-ai" ||
        (entry.route === "gateway" && entry.apps !== undefined) ||
        (entry.route === "console" && entry.key === undefined && entry.federation === undefined)),
  );
  if (first === undefined) return;
  report(
    "login-not-managed",
    "clients.deliver",
    `"${deliver}" cannot carry the sign-in policy of ${first[0]}, which the client takes from managed settings only; write managed`,
    deliver,
  );
};

const PATHS = { console: "key", gateway: "token" } as const;

/** Entries on Anthropic's own routes and gateways say one credential source, in words that fit together. */
export const anthropicEntries: Rule = (context) => {
  checkDelivery(context);
  for (const [name, entry] of allAnthropic(context.declaration)) {
    const path = `providers.${name}`;
    if (entry.route === "claude-ai") continue;
    if (entry.route === "console") checkConsole(context, path, entry);
    if (entry.route === "gateway") {
      checkGateway(context, path, entry);
      checkNetwork(context, path, entry);
    }
    checkKey(context, `${path}.${PATHS[entry.route]}`, entry);
  }
};
