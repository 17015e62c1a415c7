import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Invite, Member } from "../../../members/organization";

/** An admin key that must be seen nowhere but in its header. */
export const KEY = "sk-ant-admin01-CANARYcanaryCANARYcanary-of-the-test";
export const ORGANIZATION = "7c9e6679-7425-40de-944b-e07fc1f90ae7";

/**
 * What goes wrong with a request: an answer with this status; a body cut in the middle; a connection cut before or after the
 * server did what was asked; no answer at all; a page of some proxy.
 */
export type Fault =
  | { readonly status: number; readonly message?: string; readonly retryAfter?: string }
  | "cut in the body"
  | "cut before"
  | "cut after"
  | "silent"
  | "page";

interface Planned {
  readonly asked: string;
  readonly faults: Fault[];
}

/** A world of its own for each test. */
export interface World {
  readonly members?: readonly Member[];
  readonly invites?: readonly Invite[];
  /** Entries of a page, whatever limit was asked for. */
  readonly pageSize?: number;
  /** What goes wrong, by `METHOD /path`, one after the other; afterwards nothing does. */
  readonly faults?: Readonly<Record<string, readonly Fault[]>>;
}

type Answer = readonly [status: number, body: unknown];
const refuse = (status: number, message: string): Answer => [status, { type: "error", error: { type: "x", message } }];

/** A loopback server that does what Anthropic's documents say of members and invites (user-management, admin-api). */
export class FakeAdminApi {
  /** `METHOD /path?query`, as asked. */
  readonly requests: string[] = [];
  /** Addresses that got an e-mail. */
  readonly mails: string[] = [];
  members: Member[] = [];
  invites: Invite[] = [];
  readonly #server: Server;
  #pageSize = 1_000;
  #faults: Planned[] = [];
  #next = 1;

  constructor() {
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  async start(): Promise<void> {
    await new Promise<void>((done) => this.#server.listen(0, "127.0.0.1", done));
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  play({ members = [], invites = [], pageSize = 1_000, faults = {} }: World): void {
    this.members = [...members];
    this.invites = [...invites];
    this.#pageSize = pageSize;
    this.#faults = Object.entries(faults).map(([asked, list]) => ({ asked, faults: [...list] }));
    this.requests.length = 0;
    this.mails.length = 0;
    this.#next = 1;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1/organizations`;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = "";
    for await (const piece of request) body += String(piece);
    const url = new URL(request.url ?? "", "http://x");
    const path = url.pathname.replace("/v1/organizations", "");
    this.requests.push(`${request.method} ${path}${url.search}`);
    const fault = this.#faults.find(({ asked }) => asked === `${request.method} ${path}`)?.faults.shift();
    if (fault === "silent") return;
    if (fault === "cut before") return void request.socket.destroy();
    if (fault === "page")
      return void response.writeHead(200, { "content-type": "text/html" }).end("<html>Hello</html>");
    if (typeof fault === "object") {
      const header = fault.retryAfter === undefined ? {} : { "retry-after": fault.retryAfter };
      const [, error] = refuse(fault.status, fault.message ?? "as planned");
      return void response.writeHead(fault.status, header).end(JSON.stringify(error));
    }
    const [status, answer] = this.#answer(request, path, url.searchParams, body);
    if (fault === "cut after") return void request.socket.destroy();
    const text = JSON.stringify(answer);
    response.writeHead(status, { "content-type": "application/json", "content-length": text.length });
    if (fault !== "cut in the body") return void response.end(text);
    response.write(text.slice(0, 5));
    setTimeout(() => response.destroy(), 10);
  }

  #answer(request: IncomingMessage, path: string, query: URLSearchParams, body: string): Answer {
    const { headers, method } = request;
    if (headers["x-api-key"] !== KEY) return refuse(401, `invalid x-api-key ${headers["x-api-key"]}`);
    if (headers["anthropic-version"] !== "2023-06-01") return refuse(400, "anthropic-version: header is required");
    const [, kind, id] = path.split("/");
    if (method === "GET" && path === "/me") return [200, { type: "organization", id: ORGANIZATION, name: "Acme" }];
    if (method === "GET" && path === "/users") return this.#page(this.members, query);
    if (method === "GET" && path === "/invites") return this.#page(this.invites, query);
    const given = body === "" ? {} : (JSON.parse(body) as { email?: string; role?: string });
    if (method === "POST" && path === "/invites") return this.#invite(given.email ?? "", given.role ?? "");
    if (kind === "invites" && method === "DELETE") return this.#withdraw(id);
    if (kind === "users" && method === "POST") return this.#change(id, given.role ?? "");
    if (kind === "users" && method === "DELETE") return this.#remove(id);
    return refuse(404, "not found");
  }

  #page(all: readonly { readonly id: string }[], query: URLSearchParams): Answer {
    const after = query.get("after_id");
    const from = after === null ? 0 : all.findIndex(({ id }) => id === after) + 1;
    const data = all.slice(from, from + Math.min(this.#pageSize, Number(query.get("limit") ?? 20)));
    const has_more = from + data.length < all.length;
    return [200, { data, has_more, first_id: data[0]?.id ?? null, last_id: data.at(-1)?.id ?? null }];
  }

  #invite(email: string, role: string): Answer {
    const isOf = (one: { readonly email: string }) => one.email.toLowerCase() === email.toLowerCase();
    if (this.members.some(isOf)) return refuse(400, `${email} is a member already`);
    if (this.invites.some((one) => isOf(one) && one.status === "pending")) return refuse(400, `${email} is invited`);
    const invite = { id: `invite_new${this.#next++}`, type: "invite", email, role, status: "pending" };
    this.invites.unshift(invite);
    this.mails.push(email);
    return [200, invite];
  }

  #withdraw(id?: string): Answer {
    const found = this.invites.find((one) => one.id === id);
    if (found === undefined) return refuse(404, "no such invite");
    if (found.status !== "pending") return refuse(400, `the invite is ${found.status}`);
    this.invites = this.invites.map((one) => (one === found ? { ...one, status: "deleted" } : one));
    return [200, { id, type: "invite_deleted" }];
  }

  #change(id: string | undefined, role: string): Answer {
    const found = this.members.find((one) => one.id === id);
    if (found === undefined) return refuse(404, "no such member");
    if (found.role === "admin") return refuse(400, "admins cannot be changed");
    const changed = { ...found, role };
    this.members = this.members.map((one) => (one === found ? changed : one));
    return [200, changed];
  }

  #remove(id?: string): Answer {
    const found = this.members.find((one) => one.id === id);
    if (found === undefined) return refuse(404, "no such member");
    if (found.role === "admin") return refuse(400, "admins cannot be removed");
    this.members = this.members.filter((one) => one !== found);
    return [200, { id, type: "user_deleted" }];
  }
}

/** A server for the tests of a file. */
export const fakeAdminApi = (): FakeAdminApi => {
  const server = new FakeAdminApi();
  beforeAll(() => server.start());
  afterAll(() => server.stop());
  return server;
};
