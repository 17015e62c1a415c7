import { answerOf, eventsOf } from "./claude-answer";
import type { LoopbackRequest, LoopbackResponse, LoopbackService } from "./loopback-request";
import { isSignedBy, type KnownCredentials, parseSignature } from "./signature";

/** A call to Bedrock Mantle or to Claude Platform on AWS, as IAM would see it. */
export interface DoorCall {
  /** `bedrock-mantle` or `aws-external-anthropic`: by the host that was called. */
  readonly service: string;
  /** `SERVICE:CreateInference` or `SERVICE:CountTokens`; `unknown:METHOD PATH` for all else. */
  readonly action: string;
  readonly region: string;
  readonly model: string | undefined;
  /** Header `anthropic-workspace-id`. */
  readonly workspace: string | undefined;
  readonly principalArn: string | undefined;
  readonly request: LoopbackRequest;
}

/** A call and its end; `unauthenticated` is an unknown key, a wrong signature, region or service. */
export interface RecordedDoorCall extends DoorCall {
  readonly decision: "allowed" | "denied" | "unauthenticated" | "malformed";
}

/** What the doors need to know; `record` is told of every call. */
export interface DoorOptions {
  readonly credentials: ReadonlyMap<string, KnownCredentials>;
  /** Whether IAM allows it. Asked for signed calls only. */
  readonly decide: (call: DoorCall) => boolean | Promise<boolean>;
  readonly record: (call: RecordedDoorCall) => void;
}

const HOST = /^(bedrock-mantle|aws-external-anthropic)\.([a-z0-9-]+)\.api\.aws$/;
/** What each of them puts before `/v1/messages`. */
const PREFIX: Readonly<Record<string, string>> = { "bedrock-mantle": "/anthropic", "aws-external-anthropic": "" };

/** Whether the name is one of theirs, in any region. */
export const isDoorHost = (host: string): boolean => HOST.test(host);

const refusal = (status: number, type: string, message: string): LoopbackResponse => ({
  status,
  body: { type: "error", error: { type, message } },
});

const actionOf = (service: string, { method, path }: LoopbackRequest): string | undefined => {
  const messages = `${PREFIX[service]}/v1/messages`;
  if (method !== "POST") return undefined;
  if (path === messages) return "CreateInference";
  return path === `${messages}/count_tokens` ? "CountTokens" : undefined;
};

const bodyOf = ({ body }: LoopbackRequest): { readonly model?: string; readonly stream?: boolean } =>
  body.length === 0 ? {} : (JSON.parse(body.toString("utf8")) as { model?: string; stream?: boolean });

const answer = (action: string, { model = "", stream = false }: ReturnType<typeof bodyOf>): LoopbackResponse => {
  if (action === "CountTokens") return { status: 200, body: { input_tokens: 7 } };
  if (!stream) return { status: 200, body: answerOf(model) };
  return { status: 200, headers: { "content-type": "text/event-stream" }, body: eventsOf(model) };
};

/** Both of them: Anthropic's own API, behind Signature V4 of the service and the region that the host names. */
export const doorService =
  ({ credentials, decide, record }: DoorOptions): LoopbackService =>
  async (request) => {
    const [, service, region] = HOST.exec(request.host) ?? [];
    if (service === undefined || region === undefined) return undefined;
    const action = actionOf(service, request);
    const signature = parseSignature(request.headers.authorization);
    const known = signature && credentials.get(signature.accessKeyId);
    const body = bodyOf(request);
    const call: DoorCall = {
      ...{ service, region, request, model: body.model, principalArn: known?.principalArn },
      action: action === undefined ? `unknown:${request.method} ${request.path}` : `${service}:${action}`,
      workspace: request.headers["anthropic-workspace-id"],
    };
    const end = (decision: RecordedDoorCall["decision"], response: LoopbackResponse): LoopbackResponse => {
      record({ ...call, decision });
      return response;
    };
    const isRight =
      signature !== undefined &&
      known !== undefined &&
      signature.service === service &&
      signature.region === region &&
      isSignedBy(request, signature, known);
    if (!isRight) return end("unauthenticated", refusal(401, "authentication_error", "loopback refuses the signature"));
    if (action === undefined) return end("malformed", refusal(404, "not_found_error", "loopback knows no such call"));
    if (!(await decide(call))) return end("denied", refusal(403, "permission_error", `not authorized: ${call.action}`));
    return end("allowed", answer(action, body));
  };
