import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A comment, as both servers keep it. */
export interface StoredComment {
  readonly id: number;
  readonly author: string;
  body: string;
}

/** What a server was asked, without its address. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** How one server words its comments. */
export interface Wording {
  readonly show: (comment: StoredComment) => unknown;
  /** Text of a comment in the body of a request. */
  readonly bodyOf: (text: string) => string;
  /** Other answers by path. */
  readonly besides?: Readonly<Record<string, unknown>>;
  /** Author of what is posted. */
  readonly self: string;
}

/** A loopback server that keeps the comments of one pull request in pages of 100, and refuses others than `token`. */
export class CommentServer {
  comments: StoredComment[] = [];
  asked: Asked[] = [];
  refusal: number | undefined;
  readonly #server;

  constructor({ show, bodyOf, besides = {}, self }: Wording, isAllowed: (headers: Asked["headers"]) => boolean) {
    this.#server = createServer(async (request, response) => {
      let text = "";
      for await (const part of request) text += part;
      const { pathname, searchParams } = new URL(request.url ?? "", "http://loopback");
      const method = request.method ?? "";
      this.asked.push({ method, path: pathname, headers: request.headers });
      const answer = (status: number, json: unknown) => response.writeHead(status).end(JSON.stringify(json));
      if (!isAllowed(request.headers)) return answer(401, { message: "Bad credentials" });
      if (this.refusal !== undefined) return answer(this.refusal, { message: "Refused" });
      if (pathname in besides) return answer(200, besides[pathname]);
      if (method === "GET") {
        const page = Number(searchParams.get("page"));
        return answer(200, this.comments.slice((page - 1) * 100, page * 100).map(show));
      }
      if (method === "POST") {
        const made = { id: this.comments.length + 1, author: self, body: bodyOf(text) };
        this.comments.push(made);
        return answer(201, show(made));
      }
      const changed = this.comments.find(({ id }) => pathname.endsWith(`/${id}`));
      if (changed === undefined) return answer(404, { message: "Not Found" });
      changed.body = bodyOf(text);
      return answer(200, show(changed));
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((done) => this.#server.listen(0, "127.0.0.1", done));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  /** Requests that change something. */
  written(): string[] {
    return this.asked.filter(({ method }) => method !== "GET").map(({ method, path }) => `${method} ${path}`);
  }
}
