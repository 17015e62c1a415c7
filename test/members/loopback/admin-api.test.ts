import { AdminApi } from "../../../members/admin-api";
import { AdminFailure } from "../../../members/admin-failure";
import type { Limits } from "../../../members/patience";
import { type Fault, fakeAdminApi, KEY, ORGANIZATION } from "./fake-admin-api";

const server = fakeAdminApi();
const SHORT: Limits = { request: 100, total: 2_000, firstPause: 5 };
const api = (limits = SHORT, key = KEY) => new AdminApi({ key, address: server.address, limits });

const member = (nth: number) => ({ id: `user_${nth}`, email: `p${nth}@acme.example`, role: "user" });
const failure = async (work: Promise<unknown>): Promise<AdminFailure> => {
  const error = await work.then(() => undefined).catch((thrown: unknown) => thrown);
  if (!(error instanceof AdminFailure)) throw new Error(`no failure: ${String(error)}`);
  expect(`${error.message} ${error.stack} ${JSON.stringify(error)}`).not.toContain("CANARY");
  return error;
};
const said = ({ kind, message, status }: AdminFailure) => ({ kind, message, status });

test("reads the organization of the key, and every page of its people and invites, once", async () => {
  const members = Array.from({ length: 7 }, (_, nth) => member(nth));
  const invites = Array.from({ length: 4 }, (_, nth) => ({ ...member(nth), id: `invite_${nth}`, status: "pending" }));
  server.play({ members, invites, pageSize: 3 });
  expect(await api().organizationId()).toBe(ORGANIZATION);
  expect(await api().organization()).toEqual({ members, invites });
  expect(server.requests).toEqual([
    "GET /me",
    "GET /invites?limit=1000",
    "GET /invites?limit=1000&after_id=invite_2",
    "GET /users?limit=1000",
    "GET /users?limit=1000&after_id=user_2",
    "GET /users?limit=1000&after_id=user_5",
  ]);
});

test("refuses pages that do not end", async () => {
  server.play({ members: [member(1), member(1), member(1)], pageSize: 1 });
  expect(said(await failure(api().organization()))).toEqual({
    kind: "lost",
    message: "the pages of the answer do not end",
    status: undefined,
  });
});

test.each<[string, Fault]>([
  ["a body cut in the middle", "cut in the body"],
  ["a cut connection", "cut before"],
  ["a page of some proxy", "page"],
  ["an error of the service", { status: 529 }],
  ["an error 500", { status: 500 }],
  ["408", { status: 408 }],
  ["an answer that never comes", "silent"],
  ["429 and a time to wait", { status: 429, retryAfter: "0.05" }],
  ["429 without any", { status: 429 }],
])("reads again after %s", async (_, fault) => {
  server.play({ members: [member(1)], faults: { "GET /users": [fault, fault] } });
  expect((await api().organization()).members).toEqual([member(1)]);
  expect(server.requests.filter((one) => one.startsWith("GET /users"))).toHaveLength(3);
});

test("waits as long as the API says, in seconds or until a date", async () => {
  server.play({ faults: { "GET /me": [{ status: 429, retryAfter: "0.3" }] } });
  const started = Date.now();
  await api().organizationId();
  expect(Date.now() - started).toBeGreaterThanOrEqual(290);
  server.play({ faults: { "GET /me": [{ status: 429, retryAfter: new Date(0).toUTCString() }] } });
  expect(await api().organizationId()).toBe(ORGANIZATION);
});

test.each<[Fault, ReturnType<typeof said>]>([
  [
    { status: 401, message: `bad key ${KEY}` },
    { kind: "refused", message: "the key was not accepted (401): bad key (key)", status: 401 },
  ],
  [{ status: 403 }, { kind: "refused", message: "the key may not do this (403): as planned", status: 403 }],
  [{ status: 404 }, { kind: "refused", message: "not found (404): as planned", status: 404 }],
  [{ status: 302 }, { kind: "refused", message: "the API answered 302: as planned", status: 302 }],
  [
    { status: 429, retryAfter: "3600" },
    { kind: "busy", message: "too many requests, also after waiting (429): as planned", status: 429 },
  ],
])("does not read again after %j", async (fault, expected) => {
  server.play({ faults: { "GET /me": [fault] } });
  expect(said(await failure(api().organizationId()))).toEqual(expected);
  expect(server.requests).toEqual(["GET /me"]);
});

test("gives up reading what stays broken, and says why", async () => {
  const broken = (fault: Fault) => ({ faults: { "GET /me": Array.from({ length: 12 }, () => fault) } });
  server.play(broken("cut in the body"));
  expect((await failure(api().organizationId())).message).toBe("the answer broke off");
  expect(server.requests).toHaveLength(6);
  server.play(broken("page"));
  expect((await failure(api().organizationId())).message).toBe("the answer was not JSON");
  server.play(broken("cut before"));
  expect((await failure(api().organizationId())).message).toBe("the connection failed (ECONNRESET)");
  server.play(broken("silent"));
  expect((await failure(api().organizationId())).message).toBe("no answer within 0.1 s");
  server.play(broken({ status: 503 }));
  expect((await failure(api().organizationId())).message).toBe("the API answered 503: as planned");
});

test("is bounded in time, however long the API lets wait", async () => {
  server.play({ faults: { "GET /me": ["silent", "silent"] } });
  const started = Date.now();
  const late = await failure(api({ request: 1_000, total: 150, firstPause: 1 }).organizationId());
  expect(said(late)).toEqual({ kind: "late", message: "not done within 0.15 s", status: undefined });
  expect(Date.now() - started).toBeLessThan(1_000);
});

test.each<[string, Fault]>([
  ["a cut connection", "cut after"],
  ["a body cut in the middle", "cut in the body"],
  ["an error of the service", { status: 500 }],
  ["an answer that never comes", "silent"],
  ["a page of some proxy", "page"],
])("changes nothing a second time by itself after %s", async (_, fault) => {
  const faults = { "POST /invites": [fault], "POST /users/user_1": [fault], "DELETE /users/user_1": [fault] };
  server.play({ members: [member(1)], faults });
  expect((await failure(api().invite("new@acme.example", "user"))).kind).toBe("lost");
  expect((await failure(api().changeRole(member(1), "developer"))).kind).toBe("lost");
  expect((await failure(api().remove(member(1)))).kind).toBe("lost");
  expect(server.requests).toEqual(["POST /invites", "POST /users/user_1", "DELETE /users/user_1"]);
});

test("sends a change again that the API says it did not do", async () => {
  server.play({ faults: { "POST /invites": [{ status: 429, retryAfter: "0" }] } });
  await api().invite("new@acme.example", "user");
  expect(server.requests).toEqual(["POST /invites", "POST /invites"]);
  expect(server.mails).toEqual(["new@acme.example"]);
});

test("refuses an id that would lead to another path", async () => {
  server.play({});
  const odd = { id: "../api_keys/x", email: "x@acme.example", role: "user", status: "pending" };
  for (const work of [api().withdraw(odd), api().remove(odd), api().changeRole(odd, "user")]) {
    expect((await failure(work)).message).toBe("the API gave an id that is none");
  }
  expect(server.requests).toEqual([]);
});

test("a key that is not accepted is not repeated, though the API repeats it", async () => {
  server.play({});
  const other = "sk-ant-admin01-CANARY-of-somebody-else";
  expect((await failure(api(SHORT, other).organizationId())).message).toBe(
    "the key was not accepted (401): invalid x-api-key (key)",
  );
});
