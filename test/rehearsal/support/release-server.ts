import { createHash } from "node:crypto";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { zipSync } from "fflate";

/** A program that says it is Terraform of this version, as a release's zip file. */
export const zipOf = (version: string, name = "terraform"): Buffer => {
  const program = new TextEncoder().encode(`#!/bin/sh\necho "Terraform v${version}"\n`);
  return Buffer.from(zipSync({ "LICENSE.txt": new TextEncoder().encode("licence"), [name]: program }));
};

/** SHA-256 in hex. */
export const sha256 = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

/** Answers a path: bytes, or a function that does with the answer what it likes. */
export type Answers = Readonly<Record<string, Buffer | ((response: ServerResponse) => void)>>;

/** A loopback server that stands for https://releases.hashicorp.com. */
export interface ReleaseServer {
  readonly url: string;
  /** Paths that were asked for, in order. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** Starts a `ReleaseServer` on a free port of the loopback address; every other path is a 404. */
export const startReleaseServer = async (answers: Answers): Promise<ReleaseServer> => {
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    asked.push(request.url ?? "");
    const answer = answers[request.url ?? ""];
    if (typeof answer === "function") return answer(response);
    if (answer === undefined) response.writeHead(404);
    response.end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
