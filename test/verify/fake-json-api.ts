import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A refusal; `word`: what the API calls it. */
export interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly word?: string;
  readonly retryAfter?: string;
}
/** A body of success; an error as the API words it; a connection cut in the middle; a page of some proxy; or silence. */
export type Answer = { readonly json: unknown } | Refusal | "cut" | "page" | "silent";
/** Answers by path and query; several are given one after the other, and the last one for ever. */
export type Answers = Readonly<Record<string, Answer | readonly Answer[]>>;

const give = (response: ServerResponse, answer: Answer, errorOf: (refusal: Refusal) => unknown): void => {
  if (answer === "silent") return;
  if (answer === "page") {
    response.writeHead(200, { "content-type": "text/html" }).end("<html>Welcome</html>");
    return;
  }
  if (answer === "cut") {
    response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
    response.write('{"policies": [');
    setTimeout(() => response.destroy(), 10);
    return;
  }
  const isSuccess = "json" in answer;
  const wait = isSuccess || answer.retryAfter === undefined ? {} : { "retry-after": answer.retryAfter };
  const status = isSuccess ? 200 : answer.status;
  response.writeHead(status, { "content-type": "application/json; charset=UTF-8", ...wait });
  response.end(JSON.stringify(isSuccess ? answer.json : { error: errorOf(answer) }));
};

/** A loopback server that speaks the JSON of a cloud's APIs, and what was asked of it. */
export class FakeJsonApi {
  readonly requests: string[] = [];
  readonly authorizations = new Set<string | undefined>();
  readonly #server: Server;
  #answers: Answers = {};

  /** @param asked path and query, as answers name them */
  constructor(errorOf: (refusal: Refusal) => unknown, asked: (url: string) => string) {
    this.#server = createServer((request, response) => {
      const path = asked(request.url ?? "");
      const times = this.requests.filter((one) => one === `${request.method} ${path}`).length;
      this.requests.push(`${request.method} ${path}`);
      this.authorizations.add(request.headers.authorization);
      const answers = [this.#answers[path] ?? { status: 404, message: `${path} was not found` }].flat();
      give(response, answers[Math.min(times, answers.length - 1)] as Answer, errorOf);
    });
  }

  async start(): Promise<void> {
    await new Promise<void>((done) => this.#server.listen(0, "127.0.0.1", done));
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  /** Forgets what was asked; answers as told from now on. */
  play(answers: Answers): void {
    this.#answers = answers;
    this.requests.length = 0;
    this.authorizations.clear();
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }
}
