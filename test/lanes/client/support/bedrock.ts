import { bedrockChunk } from "./event-stream";
import type { LoopbackRequest, LoopbackResponse, LoopbackService } from "./loopback-request";
import { isSignedBy, type KnownCredentials, parseSignature } from "./signature";

/** What Bedrock made of a call: `unauthenticated` is an unknown key, a wrong signature, region or service. */
export type Decision = "allowed" | "denied" | "unauthenticated" | "malformed";

/** A call as IAM would see it. */
export interface BedrockCall {
  /** IAM action, e.g. `bedrock:InvokeModelWithResponseStream`. */
  readonly action: string;
  /** The ARN that the call addresses; `*` for a listing. What else IAM asks for (foundation models) is not expanded. */
  readonly resource: string;
  /** From the path, decoded: a model id, profile id or ARN. */
  readonly modelId: string | undefined;
  /** Region in the host name. */
  readonly region: string;
  /** Service in the signature's scope; `bearer` for a Bedrock API key, `none` without credentials. */
  readonly service: string;
  readonly accessKeyId: string | undefined;
  /** Undefined when the key is unknown. */
  readonly principalArn: string | undefined;
  readonly request: LoopbackRequest;
}

/** A call and its end. */
export interface RecordedCall extends BedrockCall {
  readonly decision: Decision;
  /** HTTP status that was answered. */
  readonly status: number;
}

/** What the loopback Bedrock needs to know; `record` is told of every call, answered or refused. */
export interface BedrockOptions {
  readonly credentials: ReadonlyMap<string, KnownCredentials>;
  /** Whether IAM allows it. Asked for signed calls only. */
  readonly decide: (call: BedrockCall) => boolean | Promise<boolean>;
  readonly record: (call: RecordedCall) => void;
  /** The model behind an application inference profile ARN, for `GetInferenceProfile`. */
  readonly applicationProfiles: Readonly<Record<string, string>>;
  /** What the model says. @default one text that names the model */
  readonly reply?: (call: BedrockCall) => readonly ContentBlock[] | undefined;
}

/** A part of a model's answer. */
export type ContentBlock =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "tool_use"; readonly id: string; readonly name: string; readonly input: object };

const HOST = /^(bedrock|bedrock-runtime)(?:-fips)?\.([a-z0-9-]+)\.amazonaws\.com$/;
const PROFILE_PREFIX = /^(us|eu|apac|jp|au|global|us-gov|ca)\./;

/** Whether the name is one of Bedrock's, control plane or runtime, in any region. */
export function isBedrockHost(host: string): boolean {
  return HOST.test(host);
}

/** A Bedrock that speaks what the client needs of both planes, and answers only calls that are signed and allowed. */
export function bedrockService(options: BedrockOptions): LoopbackService {
  return async (request) => {
    const [, plane, region] = HOST.exec(request.host) ?? [];
    if (!plane || !region) return undefined;
    const route = routeOf(plane, request);
    const signature = parseSignature(request.headers.authorization);
    const known = signature && options.credentials.get(signature.accessKeyId);
    const call: BedrockCall = {
      action: route ? `bedrock:${route.name}` : `unknown:${request.method} ${request.path}`,
      resource: route?.modelId ? resourceOf(route.modelId, region, known?.accountId ?? "") : "*",
      modelId: route?.modelId,
      region,
      service: signature?.service ?? (request.headers.authorization?.startsWith("Bearer ") ? "bearer" : "none"),
      accessKeyId: signature?.accessKeyId,
      principalArn: known?.principalArn,
      request,
    };
    const end = (decision: Decision, response: LoopbackResponse): LoopbackResponse => {
      options.record({ ...call, decision, status: response.status });
      return response;
    };
    if (!signature || !known) {
      return end(
        "unauthenticated",
        fault("UnrecognizedClientException", "The security token included in the request is invalid."),
      );
    }
    if (signature.service !== "bedrock" || signature.region !== region || !isSignedBy(request, signature, known)) {
      return end(
        "unauthenticated",
        fault(
          "InvalidSignatureException",
          "The request signature we calculated does not match the signature you provided.",
        ),
      );
    }
    if (!route) return end("malformed", fault("UnknownOperationException", "unknown operation", 404));
    if (!(await options.decide(call))) {
      const message = `User: ${known.principalArn} is not authorized to perform: ${call.action} on resource: ${call.resource} because no identity-based policy allows the ${call.action} action`;
      return end("denied", fault("AccessDeniedException", message));
    }
    return end("allowed", route.answer(call, options));
  };
}

interface Route {
  readonly name: string;
  readonly modelId?: string;
  readonly answer: (call: BedrockCall, options: BedrockOptions) => LoopbackResponse;
}

function routeOf(plane: string, { method, path }: LoopbackRequest): Route | undefined {
  const parts = path.split("/").slice(1).map(decodeURIComponent);
  const [first, modelId = "", verb] = parts;
  if (plane === "bedrock" && method === "GET" && first === "inference-profiles") {
    if (parts.length === 1) return { name: "ListInferenceProfiles", answer: listProfiles };
    return { name: "GetInferenceProfile", modelId: parts.slice(1).join("/"), answer: getProfile };
  }
  if (plane !== "bedrock-runtime" || method !== "POST" || first !== "model" || parts.length !== 3) return undefined;
  if (verb === "invoke")
    return { name: "InvokeModel", modelId, answer: (call, options) => ({ status: 200, body: message(call, options) }) };
  if (verb === "count-tokens")
    return { name: "CountTokens", modelId, answer: () => ({ status: 200, body: { inputTokens: 7 } }) };
  if (verb === "invoke-with-response-stream") return { name: "InvokeModelWithResponseStream", modelId, answer: stream };
  return undefined;
}

/** The ARN that a model id in a path addresses, as IAM matches it. */
export function resourceOf(modelId: string, region: string, accountId: string): string {
  if (modelId.startsWith("arn:")) return modelId;
  const partition = region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  return PROFILE_PREFIX.test(modelId)
    ? `arn:${partition}:bedrock:${region}:${accountId}:inference-profile/${modelId}`
    : `arn:${partition}:bedrock:${region}::foundation-model/${modelId}`;
}

function fault(type: string, message: string, status = 403): LoopbackResponse {
  return {
    status,
    headers: { "x-amzn-errortype": `${type}:http://internal.amazon.com/coral/com.amazon.bedrock/` },
    body: { message },
  };
}

function listProfiles(): LoopbackResponse {
  return { status: 200, body: { inferenceProfileSummaries: [] } };
}

function getProfile(call: BedrockCall, { applicationProfiles }: BedrockOptions): LoopbackResponse {
  const model =
    applicationProfiles[call.resource] ?? (call.modelId ?? "").replace(/^.*\//, "").replace(PROFILE_PREFIX, "");
  return {
    status: 200,
    body: {
      inferenceProfileArn: call.resource,
      inferenceProfileId: (call.modelId ?? "").replace(/^.*\//, ""),
      inferenceProfileName: "loopback",
      models: [{ modelArn: `arn:aws:bedrock:${call.region}::foundation-model/${model.replace(PROFILE_PREFIX, "")}` }],
      status: "ACTIVE",
      type: call.resource.includes("application-inference-profile") ? "APPLICATION" : "SYSTEM_DEFINED",
    },
  };
}

/** The answer names the model, so that a test sees who spoke. */
function message(call: BedrockCall, { reply }: BedrockOptions) {
  const content = reply?.(call) ?? [{ type: "text", text: `answer of ${call.modelId}` } as const];
  return {
    id: "msg_loopback",
    type: "message",
    role: "assistant",
    model: call.modelId,
    content,
    stop_reason: content.some((block) => block.type === "tool_use") ? "tool_use" : "end_turn",
    stop_sequence: null,
    usage: { input_tokens: 7, output_tokens: 5 },
  };
}

function stream(call: BedrockCall, options: BedrockOptions): LoopbackResponse {
  const whole = message(call, options);
  const events = [
    { type: "message_start", message: { ...whole, content: [], stop_reason: null } },
    ...whole.content.flatMap(blockEvents),
    {
      type: "message_delta",
      delta: { stop_reason: whole.stop_reason, stop_sequence: null },
      usage: { output_tokens: 5 },
    },
    { type: "message_stop" },
  ];
  return {
    status: 200,
    headers: {
      "content-type": "application/vnd.amazon.eventstream",
      "x-amzn-bedrock-content-type": "application/json",
    },
    body: Buffer.concat(events.map(bedrockChunk)),
  };
}

function blockEvents(block: ContentBlock, index: number): object[] {
  const [empty, delta] =
    block.type === "text"
      ? [
          { ...block, text: "" },
          { type: "text_delta", text: block.text },
        ]
      : [
          { ...block, input: {} },
          { type: "input_json_delta", partial_json: JSON.stringify(block.input) },
        ];
  return [
    { type: "content_block_start", index, content_block: empty },
    { type: "content_block_delta", index, delta },
    { type: "content_block_stop", index },
  ];
}
