import { answerOf, eventsOf } from "./claude-answer";
import { type LoopbackInternet, startInternet } from "./loopback-internet";
import type { LoopbackRequest, LoopbackResponse } from "./loopback-request";

/** A call to a model, as Google Cloud sees it. */
export interface VertexCall {
  readonly host: string;
  readonly project: string;
  readonly location: string;
  readonly model: string;
  /** `rawPredict` or `streamRawPredict`. */
  readonly method: string;
  readonly quotaProject: string | undefined;
  /** Of Claude on Google Cloud that Anthropic manages. */
  readonly workspace?: string;
  readonly decision: "allowed" | "denied" | "unauthenticated";
}

/** What a Google Cloud on loopback knows and allows. */
export interface GoogleOptions {
  /** Whether IAM and the organization policy allow the call. */
  readonly decide: (call: Omit<VertexCall, "decision">) => boolean;
  /** Token and audience that the token service exchanges. @default every exchange is refused */
  readonly exchange?: { readonly subjectToken: string; readonly audience: string };
  /** Service account that an exchanged token may act as. @default none */
  readonly serviceAccount?: string;
  /** Project whose metadata may be read. @default none */
  readonly readableProject?: { readonly id: string; readonly number: string };
  /** Refresh token of a person. @default nobody is signed in */
  readonly refreshToken?: string;
}

/** A running Google Cloud on loopback: Vertex AI, the token services and service account credentials, by their real names. */
export interface Google extends LoopbackInternet {
  /** Every call to a model, in order. */
  readonly vertexCalls: readonly VertexCall[];
  /** Names of token services that were asked, with what they decided. */
  readonly tokenCalls: readonly string[];
}

const MODEL_PATH = /^\/v1\/projects\/([^/]+)\/locations\/([^/]+)\/publishers\/anthropic\/models\/([^/:]+):(\w+)$/;
/** Claude on Google Cloud, managed by Anthropic. */
const WORKSPACE_PATH =
  /^\/v1\/projects\/([^/]+)\/locations\/([^/]+)\/workspaces\/([^/]+)\/invoke\/v1\/messages(\/count_tokens)?$/;
const FEDERATED = "loopback-federated-token";
const IMPERSONATED = "loopback-service-account-token";
const PERSON = "loopback-person-token";

const isGoogle = (host: string): boolean => host.endsWith("googleapis.com");

const refusal = (status: number, message: string): LoopbackResponse => ({
  status,
  body: { error: { code: status, message, status: status === 401 ? "UNAUTHENTICATED" : "PERMISSION_DENIED" } },
});

const fieldsOf = (body: string): Readonly<Record<string, string>> =>
  body.startsWith("{") ? (JSON.parse(body) as Record<string, string>) : Object.fromEntries(new URLSearchParams(body));

/** The model that a request calls, on either route. */
const calledModel = ({ path, body }: LoopbackRequest) => {
  const [, project, location, encoded, method] = MODEL_PATH.exec(path) ?? [];
  if (project !== undefined && location !== undefined && encoded !== undefined && method !== undefined) {
    return { project, location, model: decodeURIComponent(encoded), method };
  }
  const [, owner, place, workspace, counting] = WORKSPACE_PATH.exec(path) ?? [];
  if (owner === undefined || place === undefined || workspace === undefined) return undefined;
  const { model = "", stream = false } = JSON.parse(body.toString("utf8")) as { model?: string; stream?: boolean };
  const called = counting === undefined ? model : "count-tokens";
  return {
    project: owner,
    location: place,
    workspace,
    model: called,
    method: stream ? "streamRawPredict" : "rawPredict",
  };
};

/** Starts it; `close()` ends it. The client reaches it through `env` (see `runClient`). */
export const startGoogle = async (options: GoogleOptions): Promise<Google> => {
  const vertexCalls: VertexCall[] = [];
  const tokenCalls: string[] = [];
  const known = new Set([PERSON, ...(options.serviceAccount === undefined ? [FEDERATED] : [IMPERSONATED])]);

  const token = (name: string, isRight: boolean, body: object): LoopbackResponse => {
    tokenCalls.push(`${name}: ${isRight ? "given" : "refused"}`);
    return isRight ? { status: 200, body } : refusal(403, `loopback refuses this at ${name}`);
  };

  const tokens = (request: LoopbackRequest): LoopbackResponse | undefined => {
    const body = request.body.toString("utf8");
    if (request.host === "sts.googleapis.com") {
      const { subject_token, audience } = fieldsOf(body);
      const { exchange } = options;
      const isRight = subject_token === exchange?.subjectToken && audience === exchange?.audience;
      const given = { access_token: FEDERATED, token_type: "Bearer", expires_in: 3600 };
      return token("sts", isRight, { ...given, issued_token_type: "urn:ietf:params:oauth:token-type:access_token" });
    }
    if (request.host === "oauth2.googleapis.com") {
      const isRight = fieldsOf(body).refresh_token === options.refreshToken;
      return token("oauth2", isRight, { access_token: PERSON, token_type: "Bearer", expires_in: 3600 });
    }
    if (request.host === "iamcredentials.googleapis.com") {
      const path = `/v1/projects/-/serviceAccounts/${options.serviceAccount}:generateAccessToken`;
      const isRight =
        decodeURIComponent(request.path) === path && request.headers.authorization === `Bearer ${FEDERATED}`;
      const expireTime = new Date(Date.now() + 3_600_000).toISOString();
      return token("iamcredentials", isRight, { accessToken: IMPERSONATED, expireTime });
    }
    if (request.host === "cloudresourcemanager.googleapis.com") {
      const { readableProject } = options;
      const isRight = readableProject !== undefined && request.path === `/v1/projects/${readableProject.number}`;
      return token("projects", isRight, { projectId: readableProject?.id, projectNumber: readableProject?.number });
    }
    return undefined;
  };

  const models = (request: LoopbackRequest): LoopbackResponse | undefined => {
    const called = calledModel(request);
    if (called === undefined) return undefined;
    const { model, method } = called;
    const call = { host: request.host, ...called, quotaProject: request.headers["x-goog-user-project"] };
    const bearer = String(request.headers.authorization ?? "").replace(/^Bearer /, "");
    const decision = !known.has(bearer) ? "unauthenticated" : options.decide(call) ? "allowed" : "denied";
    vertexCalls.push({ ...call, decision });
    if (decision === "unauthenticated") return refusal(401, "no such token");
    if (decision === "denied") return refusal(403, `Permission 'aiplatform.endpoints.predict' denied for ${model}`);
    if (model === "count-tokens") return { status: 200, body: { input_tokens: 1 } };
    if (method === "rawPredict") return { status: 200, body: answerOf(model) };
    return { status: 200, headers: { "content-type": "text/event-stream" }, body: eventsOf(model) };
  };

  const internet = await startInternet(isGoogle, async (request) => tokens(request) ?? models(request));
  return { ...internet, vertexCalls, tokenCalls };
};
