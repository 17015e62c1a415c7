import { answerOf, askingEventsOf, eventsOf } from "./claude-answer";
import { bedrockChunk } from "./event-stream";
import { type LoopbackInternet, startInternet } from "./loopback-internet";
import type { LoopbackRequest, LoopbackResponse } from "./loopback-request";

/** Anthropic's own API. */
export const ANTHROPIC_HOST = "api.anthropic.com";

/** One request, as a server of Anthropic or a gateway sees it. */
export interface AnthropicCall {
  readonly host: string;
  readonly method: string;
  /** Without the query: `/v1/messages`. */
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Value of `Authorization: Bearer`. @default none was sent */
  readonly bearer?: string;
  /** Value of `x-api-key`. @default none was sent */
  readonly key?: string;
  /** The body of a JSON request. @default `{}` */
  readonly body: Readonly<Record<string, unknown>>;
}

/** What an Anthropic on loopback knows. */
export interface AnthropicOptions {
  /** Hosts of gateways, beside Anthropic's own. @default none */
  readonly gateways?: readonly string[];
  /** Organization by the OAuth token that belongs to it. @default no token can be checked */
  readonly organizations?: Readonly<Record<string, string>>;
  /** Credentials, bearer or key, that are answered 401. @default every one is taken */
  readonly refused?: readonly string[];
  /** Commands of a shell that the model asks for, one a message, before it answers. @default none */
  readonly asks?: readonly string[];
  /** Models that a gateway offers to discovery. @default none */
  readonly offers?: readonly string[];
}

/** A running Anthropic on loopback, with gateways beside it, by their real names. */
export interface Anthropic extends LoopbackInternet {
  /** Every request, in order. */
  readonly calls: readonly AnthropicCall[];
}

/** The token for which the assertion `a` of the rule `r` is exchanged. */
export const exchangedToken = (rule: string, assertion: string): string => `exchanged-${rule}-${assertion}`;

const callOf = ({ host, method, path, query, headers, body }: LoopbackRequest): AnthropicCall => {
  const bearer = headers.authorization?.replace(/^Bearer /, "");
  const key = headers["x-api-key"];
  const isJson = headers["content-type"]?.startsWith("application/json") === true && body.length > 0;
  return {
    host,
    method,
    path,
    query: query.toString(),
    headers,
    ...(bearer === undefined ? {} : { bearer }),
    ...(key === undefined ? {} : { key }),
    body: isJson ? (JSON.parse(body.toString("utf8")) ?? {}) : {},
  };
};

const said = (type: string): object => ({ type: "error", error: { type, message: `loopback: ${type}` } });

/** The model in the body, or in the path in front of a cloud. */
export const modelOf = ({ body, path }: AnthropicCall): string =>
  typeof body.model === "string"
    ? body.model
    : decodeURIComponent(/\/(?:model|models)\/([^/:]+(?::\d+)?)/.exec(path)?.[1] ?? "");

const answer = (call: AnthropicCall): LoopbackResponse => {
  if (call.path.endsWith("count_tokens")) return { status: 200, body: { input_tokens: 1 } };
  if (call.path.endsWith("/invoke-with-response-stream")) {
    const events = [...eventsOf(modelOf(call)).matchAll(/^data: (.*)$/gm)].map(([, event = ""]) => JSON.parse(event));
    const headers = { "content-type": "application/vnd.amazon.eventstream" };
    return { status: 200, headers, body: Buffer.concat(events.map(bedrockChunk)) };
  }
  if (call.body.stream !== true) return { status: 200, body: answerOf(modelOf(call)) };
  return { status: 200, headers: { "content-type": "text/event-stream" }, body: eventsOf(modelOf(call)) };
};

/** What Anthropic says of an OAuth token. */
const tokenSays = (call: AnthropicCall, organization: string | undefined): LoopbackResponse => {
  if (organization === undefined) return { status: 401, body: said("authentication_error") };
  const account = { uuid: "aaaaaaaa-0000-4000-8000-000000000001", email: "ann@acme.example" };
  const whole = { organization: { uuid: organization, name: "acme", organization_type: "claude_enterprise" }, account };
  if (call.path === "/api/oauth/profile") return { status: 200, body: whole };
  return {
    status: 200,
    body: { ...whole, organization_uuid: organization, uuid: organization, scopes: ["user:inference"], valid: true },
  };
};

/** Starts it; `close()` ends it. The client reaches it through `env` (see `runClient`). */
export const startAnthropic = async (options: AnthropicOptions = {}): Promise<Anthropic> => {
  const { gateways = [], organizations = {}, refused = [], offers = [], asks = [] } = options;
  const calls: AnthropicCall[] = [];
  const respond = (call: AnthropicCall): LoopbackResponse => {
    const { path, bearer = "", key = "", body } = call;
    if (path.endsWith("/v1/oauth/token"))
      return {
        status: 200,
        body: {
          access_token: exchangedToken(String(body.federation_rule_id), String(body.assertion)),
          token_type: "Bearer",
          expires_in: 3600,
        },
      };
    if ([bearer, key].some((credential) => refused.includes(credential)))
      return { status: 401, body: said("authentication_error") };
    if (path.startsWith("/api/oauth/")) return tokenSays(call, organizations[bearer]);
    if (path.endsWith("/v1/models"))
      return {
        status: 200,
        body: { data: offers.map((id) => ({ id, type: "model", display_name: id })), has_more: false },
      };
    const isModelCall = path.endsWith("/v1/messages") || /:(raw|streamRaw)Predict$|\/invoke/.test(path);
    const asked = isModelCall ? asks[calls.filter((one) => one.path === path).length - 1] : undefined;
    if (asked !== undefined)
      return {
        status: 200,
        headers: { "content-type": "text/event-stream" },
        body: askingEventsOf(modelOf(call), asked),
      };
    if (isModelCall || path.endsWith("/count_tokens")) return answer(call);
    return { status: 404, body: said("not_found_error") };
  };
  const internet = await startInternet(
    (host) => [ANTHROPIC_HOST, ...gateways].includes(host),
    async (request) => {
      const call = callOf(request);
      calls.push(call);
      return respond(call);
    },
  );
  return { ...internet, calls };
};
