import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

const ROLE = `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
<AccessKeyId>a</AccessKeyId><SecretAccessKey>b</SecretAccessKey><SessionToken>c</SessionToken>
<Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`;
const NO_OBJECTS = '<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"></ListBucketResult>';

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
};

/** Keeps states on loopback as Terraform's HTTP backend and GitLab do; of S3, STS and Cloud Storage it has just the start. */
export class StateServer {
  /** States by path. */
  readonly states = new Map<string, string>();
  /** Paths that are locked, with what the owner said of himself. */
  readonly locks = new Map<string, string>();
  /** `METHOD PATH` of every request. */
  readonly requests: string[] = [];

  private constructor(private readonly server: Server) {
    server.on("request", (request, response) => void this.answer(request, response));
  }

  static async start(): Promise<StateServer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new StateServer(server);
  }

  /** `127.0.0.1:PORT` */
  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const [path = "", query = ""] = (request.url ?? "").split("?");
    this.requests.push(`${request.method} ${path}`);
    const [status, text] = body.startsWith("Action=AssumeRole")
      ? ([200, ROLE] as const)
      : query.includes("list-type=2")
        ? ([200, NO_OBJECTS] as const)
        : path.endsWith("/o") && request.method === "GET"
          ? ([200, '{"kind":"storage#objects"}'] as const)
          : this.keep(request.method ?? "", path, body);
    response.writeHead(status, { connection: "close" }).end(text);
  }

  private keep(method: string, path: string, body: string): readonly [status: number, text: string] {
    const isLock = method === "LOCK" || (method === "POST" && path.endsWith("/lock"));
    if (isLock) {
      const owner = this.locks.get(path);
      if (owner !== undefined) return [423, owner];
      this.locks.set(path, body);
      return [200, ""];
    }
    if (method === "UNLOCK" || method === "DELETE") return [this.locks.delete(path) ? 200 : 404, ""];
    if (method === "POST") {
      this.states.set(path, body);
      return [200, ""];
    }
    const state = this.states.get(path);
    return state === undefined ? [404, ""] : [200, state];
  }
}
