import type { IncomingMessage } from "node:http";

/** An HTTP request as a loopback server sees it, read to its end. */
export interface LoopbackRequest {
  /** The name that the client wanted to reach, e.g. `bedrock-runtime.eu-central-1.amazonaws.com`. */
  readonly host: string;
  readonly method: string;
  /** As sent, still percent-encoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case; repeated ones joined by a comma. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

/** What a loopback server answers. `body` is sent as JSON unless it is text or bytes. */
export interface LoopbackResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Answers the requests for the hosts that it knows; undefined for a host of somebody else. */
export type LoopbackService = (
  request: LoopbackRequest,
) => LoopbackResponse | undefined | Promise<LoopbackResponse | undefined>;

/** Reads a request to its end. `host` is the one of the tunnel, not the header. */
export async function readRequest(incoming: IncomingMessage, host: string): Promise<LoopbackRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const [path = "/", query = ""] = (incoming.url ?? "/").split("?");
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(",") : value]),
  );
  return {
    host,
    method: incoming.method ?? "GET",
    path,
    query: new URLSearchParams(query),
    headers,
    body: Buffer.concat(chunks),
  };
}
