import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AwsAnswer, type AwsCall, type AwsHandler, refusal, signatureScope } from "./aws-call";

/** The shim, listening. */
export interface Shim {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  stop(): Promise<void>;
}

const readCall = async (request: IncomingMessage): Promise<AwsCall> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { method = "GET", url = "/", headers } = request;
  const scope = signatureScope(headers.authorization);
  return { method, target: url, headers, body: Buffer.concat(chunks).toString("utf8"), ...scope };
};

const HEADERS = ["authorization", "content-type", "x-amz-date", "x-amz-target", "x-amz-security-token"];

const forwardTo = async (url: string, call: AwsCall): Promise<AwsAnswer> => {
  const headers = Object.fromEntries(
    HEADERS.flatMap((name) => (call.headers[name] === undefined ? [] : [[name, String(call.headers[name])]])),
  );
  const hasBody = call.method !== "GET" && call.method !== "HEAD";
  const response = await fetch(`${url}${call.target}`, {
    method: call.method,
    headers,
    ...(hasBody ? { body: call.body } : {}),
    signal: AbortSignal.timeout(20_000),
  });
  const text = await response.text();
  try {
    return { status: response.status, body: text === "" ? {} : JSON.parse(text) };
  } catch {
    return refusal(501, "NotImplementedException", `Neither moto nor the shim answers ${call.method} ${call.target}`);
  }
};

const answerTo = async (handlers: readonly AwsHandler[], behind: string, call: AwsCall): Promise<AwsAnswer> => {
  const forward = () => forwardTo(behind, call);
  for (const handler of handlers) {
    const answered = await handler(call, forward);
    if (answered !== undefined) return answered;
  }
  return forward();
};

const write = (response: ServerResponse, { status, body, error }: AwsAnswer, call: AwsCall): void => {
  const type = call.headers["x-amz-target"] === undefined ? "application/json" : "application/x-amz-json-1.1";
  response.writeHead(status, { "content-type": type, ...(error === undefined ? {} : { "x-amzn-errortype": error }) });
  response.end(JSON.stringify(body));
};

/** Starts the shim on a free loopback port: each handler is asked in turn, and what none answers goes to `behind`. */
export async function startShim(handlers: readonly AwsHandler[], behind: string): Promise<Shim> {
  const server = createServer(async (request, response) => {
    const call = await readCall(request);
    const answered = await answerTo(handlers, behind, call).catch((error: Error) =>
      refusal(500, "InternalServerException", `shim: ${error.message}`),
    );
    write(response, answered, call);
  });
  // Longer than any client keeps an idle connection: a reused connection must never meet a closed one.
  server.keepAliveTimeout = 120_000;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The shim has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: async () => {
      if (!server.listening) return;
      server.closeAllConnections();
      await once(server.close(), "close");
    },
  };
}
