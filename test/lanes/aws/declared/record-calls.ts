import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";

/** A call to AWS, as it went over the wire. */
export interface WireCall {
  readonly method: string;
  /** Path with query, still encoded. */
  readonly path: string;
  /** `x-amz-target` of the JSON protocols. */
  readonly target?: string;
  readonly body: string;
  /** Signing name of the service: `iam`, `sso`. */
  readonly service: string;
  readonly region: string;
  readonly status: number;
}

/** Stands before an emulator and writes down what is asked of it. */
export interface Recorder {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** Calls since the last time, which are forgotten. */
  take(): readonly WireCall[];
  stop(): Promise<void>;
}

const SCOPE = /Credential=[^/,]+\/\d{8}\/([^/]+)\/([^/]+)\//;

const bytesOf = async (stream: AsyncIterable<unknown>): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

/** Passes a call on with the very headers that were signed. */
const forward = async (to: string, call: IncomingMessage, body: Buffer, response: ServerResponse): Promise<number> => {
  const asked = request(`${to}${call.url}`, { method: call.method, headers: call.headers, timeout: 20_000 });
  asked.end(body);
  const [answered] = (await once(asked, "response")) as [IncomingMessage];
  const bytes = await bytesOf(answered);
  response.writeHead(answered.statusCode ?? 502, answered.headers);
  response.end(bytes);
  return answered.statusCode ?? 502;
};

/** Actions of IAM that ministack 1.5.33 does not have. */
const MISSING = [
  ...["TagOpenIDConnectProvider", "UntagOpenIDConnectProvider", "TagSAMLProvider", "UntagSAMLProvider"],
  ...["AddClientIDToOpenIDConnectProvider", "RemoveClientIDFromOpenIDConnectProvider"],
];

/** What AWS says to a change that ministack cannot make, and that is not made here either. */
const answerInstead = ({ url = "" }: IncomingMessage, body: Buffer): string | undefined => {
  if (/^\/tags\/arn.*podidentityassociation/.test(decodeURIComponent(url))) return "{}";
  const action = new URLSearchParams(body.toString("utf8")).get("Action") ?? "";
  if (!MISSING.includes(action)) return undefined;
  const metadata = "<ResponseMetadata><RequestId>recorder</RequestId></ResponseMetadata>";
  return `<${action}Response xmlns="https://iam.amazonaws.com/doc/2010-05-08/">${metadata}</${action}Response>`;
};

/** Answers by itself what the emulator lacks, else passes the call on; returns the status. */
const answer = async (to: string, call: IncomingMessage, body: Buffer, response: ServerResponse): Promise<number> => {
  const own = answerInstead(call, body);
  if (own === undefined) return forward(to, call, body, response);
  response.writeHead(200, { "content-type": own.startsWith("<") ? "text/xml" : "application/json" }).end(own);
  return 200;
};

/** Starts a recorder on a free loopback port; `upstream` is the address of the emulator behind it. */
export async function startRecorder(upstream: string): Promise<Recorder> {
  let calls: WireCall[] = [];
  const server = createServer(async (incoming, response) => {
    const body = await bytesOf(incoming);
    const status = await answer(upstream, incoming, body, response).catch(() => {
      response.writeHead(502).end();
      return 502;
    });
    const [, region = "", service = ""] = SCOPE.exec(incoming.headers.authorization ?? "") ?? [];
    const target = incoming.headers["x-amz-target"];
    const { method = "", url: path = "" } = incoming;
    const named = target === undefined ? {} : { target: String(target) };
    calls.push({ method, path, ...named, body: body.toString("utf8"), service, region, status });
  });
  server.keepAliveTimeout = 120_000;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The recorder has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    take: () => {
      const taken = calls;
      calls = [];
      return taken;
    },
    stop: async () => {
      server.closeAllConnections();
      await once(server.close(), "close");
    },
  };
}
