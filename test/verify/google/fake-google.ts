import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gaxios, OAuth2Client } from "google-auth-library";
import { GOOGLE_ENDPOINTS } from "../../../verify/google/google-api";

/** A body of success; an error as Google words it; a connection cut in the middle; a page of some proxy; or silence. */
export type Answer =
  | { readonly json: unknown }
  | { readonly status: number; readonly message: string; readonly retryAfter?: string }
  | "cut"
  | "page"
  | "silent";
/** Answers by path and query; several are given one after the other, and the last one for ever. */
export type Answers = Readonly<Record<string, Answer | readonly Answer[]>>;

export const TOKEN = "ya29.canary-token-of-the-test";

const STATUS: Readonly<Record<number, string>> = {
  403: "PERMISSION_DENIED",
  404: "NOT_FOUND",
  429: "RESOURCE_EXHAUSTED",
  503: "UNAVAILABLE",
};

const give = (response: ServerResponse, answer: Answer): void => {
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
  const status = "json" in answer ? 200 : answer.status;
  const body =
    "json" in answer
      ? answer.json
      : { error: { code: answer.status, message: answer.message, status: STATUS[answer.status] } };
  const wait = "json" in answer || answer.retryAfter === undefined ? {} : { "retry-after": answer.retryAfter };
  response.writeHead(status, { "content-type": "application/json; charset=UTF-8", ...wait });
  response.end(JSON.stringify(body));
};

/** The path and query of a request, without what the SDK adds about formats. */
const asked = (url = ""): string => url.replace("$alt=json%3Benum-encoding=int", "").replace(/[?&]$/, "");

/** A loopback server that speaks the JSON of Google's APIs, and what was asked of it. */
export class FakeGoogle {
  readonly requests: string[] = [];
  readonly authorizations = new Set<string | undefined>();
  readonly #server: Server;
  #answers: Answers = {};

  constructor() {
    this.#server = createServer((request, response) => {
      const path = asked(request.url);
      const times = this.requests.filter((one) => one === `${request.method} ${path}`).length;
      this.requests.push(`${request.method} ${path}`);
      this.authorizations.add(request.headers.authorization);
      const answers = [this.#answers[path] ?? { status: 404, message: `${path} was not found` }].flat();
      give(response, answers[Math.min(times, answers.length - 1)] as Answer);
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

  get endpoints() {
    return Object.fromEntries(Object.keys(GOOGLE_ENDPOINTS).map((service) => [service, this.address]));
  }

  /** Credentials that need no renewal; Jest loads no ES modules at run time, so Node's own `fetch` carries them. */
  credentials(): OAuth2Client {
    const client = new OAuth2Client({ transporter: new gaxios.Gaxios({ fetchImplementation: fetch }) });
    client.setCredentials({ access_token: TOKEN, expiry_date: Date.now() + 3_600_000 });
    return client;
  }
}
