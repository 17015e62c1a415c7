import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A loopback server that has one file, and nothing else. */
export const serveFile = async (path: string, content: Buffer) => {
  const server = createServer(({ url }, response) => {
    if (url === path) response.end(content);
    else response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => new Promise((done) => server.close(done)),
  };
};
