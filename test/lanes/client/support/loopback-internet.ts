import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { TLSSocket } from "node:tls";
import { createCertificateAuthority } from "./certificate-authority";
import { type LoopbackResponse, type LoopbackService, readRequest } from "./loopback-request";

/** All the internet that a client under test can reach: a proxy on loopback that ends TLS itself. */
export interface LoopbackInternet {
  /** `HTTPS_PROXY` and `NODE_EXTRA_CA_CERTS`: enough for the client to reach the services by their real names. */
  readonly env: Readonly<Record<string, string>>;
  /** `host:port` (or the URL of a plain request) of everything that no service answers, in order. */
  readonly refusedHosts: readonly string[];
  /** Closes every connection and deletes the certificates. */
  close(): Promise<void>;
}

/**
 * Starts a proxy on a free loopback port. A `CONNECT` to a host for which `serves` is true is answered by the
 * services under a certificate for that very name; any other is refused with 403 and recorded. No byte leaves
 * the machine, and the settings under test need no change: real host names, real regions. A plain request, such as one
 * for a metadata service, is answered in the same way.
 */
export async function startInternet(
  serves: (host: string) => boolean,
  service: LoopbackService,
): Promise<LoopbackInternet> {
  const authority = await createCertificateAuthority();
  const refusedHosts: string[] = [];
  const sockets = new Set<Socket>();
  const hostOf = new WeakMap<object, string>();

  const inner = createServer(async (incoming, outgoing) => {
    const host = hostOf.get(incoming.socket) ?? "";
    const answer = await service(await readRequest(incoming, host));
    send(outgoing, answer ?? { status: 404, body: { message: `nothing on loopback answers for ${host}` } });
  });
  const proxy = createServer(async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const asked = incoming.url ?? "";
    const url = URL.canParse(asked) ? new URL(asked) : undefined;
    if (url === undefined || !serves(url.hostname)) {
      refusedHosts.push(asked);
      send(outgoing, { status: 403, body: "loopback only" });
      return;
    }
    incoming.url = `${url.pathname}${url.search}`;
    const answer = await service(await readRequest(incoming, url.hostname));
    send(outgoing, answer ?? { status: 404, body: { message: `nothing on loopback answers for ${url.hostname}` } });
  });
  proxy.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
  });
  proxy.on("connect", async (incoming: IncomingMessage, socket: Socket) => {
    const [host = "", port] = (incoming.url ?? "").split(":");
    if (port !== "443" || !serves(host)) {
      refusedHosts.push(incoming.url ?? "");
      socket.end("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
      return;
    }
    const secureContext = await authority.contextFor(host);
    socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
    const secure = new TLSSocket(socket, { isServer: true, secureContext });
    secure.on("error", () => secure.destroy());
    hostOf.set(secure, host);
    inner.emit("connection", secure);
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  const { port } = proxy.address() as AddressInfo;

  return {
    env: { HTTPS_PROXY: `http://127.0.0.1:${port}`, NODE_EXTRA_CA_CERTS: authority.certificatePath },
    refusedHosts,
    async close() {
      for (const socket of sockets) socket.destroy();
      proxy.close();
      await once(proxy, "close");
      authority.close();
    },
  };
}

function send(outgoing: ServerResponse, { status, headers, body }: LoopbackResponse): void {
  const raw = typeof body === "string" || Buffer.isBuffer(body);
  const bytes = raw ? body : JSON.stringify(body);
  outgoing.writeHead(status, {
    ...(raw ? {} : { "content-type": "application/json" }),
    "content-length": Buffer.byteLength(bytes),
    ...headers,
  });
  outgoing.end(bytes);
}
