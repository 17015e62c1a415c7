import { answerOf, eventsOf } from "./claude-answer";
import { type LoopbackInternet, startInternet } from "./loopback-internet";
import type { LoopbackRequest, LoopbackResponse } from "./loopback-request";

/** A call to a model, as Foundry sees it. */
export interface FoundryCall {
  readonly host: string;
  /** Path of the request: `/anthropic/v1/messages`. */
  readonly path: string;
  /** What the client sends as the model. */
  readonly deployment: string;
  readonly streamed: boolean;
  readonly decision: "allowed" | "denied" | "unauthenticated";
}

/** What an Azure on loopback knows. */
export interface AzureOptions {
  readonly tenant: string;
  /** Hosts that answer for the account. */
  readonly hosts: readonly string[];
  /** Names of its deployments. */
  readonly deployments: readonly string[];
  /** Token and client that Entra exchanges. @default every exchange is refused */
  readonly exchange?: { readonly assertion: string; readonly clientId: string };
  /** Client id of the machine's identity. @default it has none */
  readonly machine?: string;
  /** Token that the Azure CLI prints. @default no such token is known */
  readonly cliToken?: string;
}

/** A running Azure on loopback: Entra, the metadata service and one Foundry account, by their real names. */
export interface Azure extends LoopbackInternet {
  /** Every call to a model, in order. */
  readonly calls: readonly FoundryCall[];
  /** What tokens were asked for, and what was decided. */
  readonly tokenCalls: readonly string[];
}

const ENTRA = "login.microsoftonline.com";
const METADATA = "169.254.169.254";
const RESOURCE = "https://cognitiveservices.azure.com";
const FEDERATED = "loopback-federated-token";
const MACHINE = "loopback-machine-token";

/** What a client of Entra asks before it asks for a token. */
const discovery = (path: string, tenant: string): LoopbackResponse | undefined => {
  const base = `https://${ENTRA}/${tenant}`;
  if (path.endsWith("/openid-configuration")) {
    const endpoints = {
      authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
      jwks_uri: `${base}/discovery/v2.0/keys`,
    };
    return { status: 200, body: { issuer: `${base}/v2.0`, token_endpoint: `${base}/oauth2/v2.0/token`, ...endpoints } };
  }
  if (!path.endsWith("/discovery/instance")) return undefined;
  const metadata = [{ preferred_network: ENTRA, preferred_cache: ENTRA, aliases: [ENTRA] }];
  return {
    status: 200,
    body: { tenant_discovery_endpoint: `${base}/v2.0/.well-known/openid-configuration`, metadata },
  };
};

/** Starts it; `close()` ends it. The client reaches it through `env` (see `runClient`). */
export const startAzure = async (options: AzureOptions): Promise<Azure> => {
  const { tenant, hosts, deployments, exchange, machine, cliToken } = options;
  const calls: FoundryCall[] = [];
  const tokenCalls: string[] = [];
  const known = new Set([
    ...(exchange === undefined ? [] : [FEDERATED]),
    ...(machine === undefined ? [] : [MACHINE]),
    ...(cliToken === undefined ? [] : [cliToken]),
  ]);
  const token = (name: string, isRight: boolean, access_token: string): LoopbackResponse => {
    tokenCalls.push(`${name}: ${isRight ? "given" : "refused"}`);
    const given = { access_token, token_type: "Bearer", expires_in: 3600, ext_expires_in: 3600 };
    return isRight ? { status: 200, body: given } : { status: 400, body: { error: "invalid_client" } };
  };

  const entra = ({ path, body }: LoopbackRequest): LoopbackResponse | undefined => {
    if (path !== `/${tenant}/oauth2/v2.0/token`) return discovery(path, tenant);
    const asked = new URLSearchParams(body.toString("utf8"));
    const isRight =
      exchange !== undefined &&
      asked.get("client_assertion") === exchange.assertion &&
      asked.get("client_id") === exchange.clientId &&
      (asked.get("scope") ?? "").split(" ").includes(`${RESOURCE}/.default`);
    return token("entra", isRight, FEDERATED);
  };

  const metadata = ({ query }: LoopbackRequest): LoopbackResponse => {
    // The first question has no resource: it only asks whether anybody is there.
    if (!query.has("resource")) return { status: 400, body: { error: "invalid_request" } };
    const isRight = machine !== undefined && query.get("client_id") === machine && query.get("resource") === RESOURCE;
    return token("metadata", isRight, MACHINE);
  };

  const models = ({ host, path, headers, body }: LoopbackRequest): LoopbackResponse => {
    const { model: deployment = "", stream: streamed = false } = JSON.parse(body.toString("utf8")) as {
      model?: string;
      stream?: boolean;
    };
    const bearer = String(headers.authorization ?? "").replace(/^Bearer /, "");
    const isKnown = known.has(bearer) && headers["x-api-key"] === undefined;
    const decision = !isKnown ? "unauthenticated" : deployments.includes(deployment) ? "allowed" : "denied";
    calls.push({ host, path, deployment, streamed, decision });
    if (decision === "unauthenticated") return { status: 401, body: { error: { type: "authentication_error" } } };
    if (decision === "denied")
      return { status: 404, body: { error: { type: "not_found_error", message: "DeploymentNotFound" } } };
    if (path.endsWith("/count_tokens")) return { status: 200, body: { input_tokens: 1 } };
    if (!streamed) return { status: 200, body: answerOf(deployment) };
    return { status: 200, headers: { "content-type": "text/event-stream" }, body: eventsOf(deployment) };
  };

  const internet = await startInternet(
    (host) => [ENTRA, METADATA, ...hosts].includes(host),
    async (request) => {
      if (request.host === ENTRA) return entra(request);
      return request.host === METADATA ? metadata(request) : models(request);
    },
  );
  return { ...internet, calls, tokenCalls };
};
