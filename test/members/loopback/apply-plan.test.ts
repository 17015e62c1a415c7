import { AdminApi } from "../../../members/admin-api";
import { applyPlan } from "../../../members/apply-plan";
import { planMembers, type WantedPerson, wishOf } from "../../../members/plan-members";
import { type Fault, fakeAdminApi, KEY } from "./fake-admin-api";

const server = fakeAdminApi();
const api = () =>
  new AdminApi({ key: KEY, address: server.address, limits: { request: 100, total: 2_000, firstPause: 5 } });

const ANN = "ann@acme.example";
const BOB = "bob@acme.example";
const want = (...emails: string[]): WantedPerson[] =>
  emails.map((email) => ({ email, role: "developer", team: "payments", place: "access.yaml:9" }));

/** Looks, and does what is missing; what became of it, in kinds and reasons. */
const apply = async (people: readonly WantedPerson[], removals: readonly string[] = []) => {
  const wish = wishOf("console", people, removals);
  if ("problems" in wish) throw new Error(wish.problems.join("; "));
  const plan = planMembers(wish, await api().organization());
  const { done, refused, stopped, left } = await applyPlan(api(), "console", plan.steps);
  const kinds = (steps: readonly { readonly kind: string }[]) => steps.map(({ kind }) => kind);
  return {
    done: kinds(done),
    refused: refused.map(({ step, reason }) => `${step.kind}: ${reason}`),
    stopped,
    left: kinds(left),
  };
};
const CLEAN = { done: [], refused: [], stopped: undefined, left: [] };
const invited = (email: string, status: string, role = "developer") => ({
  id: `invite_${status}`,
  email,
  role,
  status,
});
const is = (email: string, role: string) => ({ id: `user_${role}`, email, role });
const changes = () => server.requests.filter((one) => !one.startsWith("GET"));

test("invites, renews, changes and removes, and has nothing to do the second time", async () => {
  server.play({
    members: [is("cid@acme.example", "user"), is("eve@acme.example", "developer"), is("root@acme.example", "admin")],
    invites: [invited(BOB, "expired"), invited("dan@acme.example", "pending", "user")],
    pageSize: 1,
  });
  const everybody = want(ANN, BOB, "cid@acme.example", "dan@acme.example", "root@acme.example");
  const removals = ["eve@acme.example"];
  expect(await apply(everybody, removals)).toEqual({
    ...CLEAN,
    done: ["invite", "renew", "changeRole", "reinvite", "remove"],
  });
  expect(changes()).toEqual([
    "POST /invites",
    "POST /invites",
    "POST /users/user_user",
    "DELETE /invites/invite_pending",
    "POST /invites",
    "DELETE /users/user_developer",
  ]);
  expect(server.mails).toEqual([ANN, BOB, "dan@acme.example"]);
  expect(server.members).toEqual([
    { id: "user_user", email: "cid@acme.example", role: "developer" },
    { id: "user_admin", email: "root@acme.example", role: "admin" },
  ]);
  expect(await apply(everybody, removals)).toEqual(CLEAN);
  expect(server.mails).toHaveLength(3);
});

test.each<[string, Fault]>([
  ["the connection is cut after the server accepted", "cut after"],
  ["the body is cut in the middle", "cut in the body"],
])("sends no second invite where %s", async (_, fault) => {
  server.play({ faults: { "POST /invites": [fault] } });
  expect(await apply(want(ANN))).toEqual({ ...CLEAN, done: ["invite"] });
  expect(server.mails).toEqual([ANN]);
  expect(changes()).toEqual(["POST /invites"]);
});

test.each<[string, Fault]>([
  ["the connection is cut before the server did anything", "cut before"],
  ["the service fails", { status: 500 }],
  ["the answer is late", "silent"],
])("looks first, and then sends the one invite, where %s", async (_, fault) => {
  server.play({ faults: { "POST /invites": [fault] } });
  expect(await apply(want(ANN))).toEqual({ ...CLEAN, done: ["invite"] });
  expect(server.mails).toEqual([ANN]);
  const post = server.requests.lastIndexOf("POST /invites");
  expect(server.requests.slice(post - 3, post)).toEqual([
    "POST /invites",
    "GET /invites?limit=1000",
    "GET /users?limit=1000",
  ]);
});

test.each([400, 409])("who became a member or was invited meanwhile (%i) is no failure", async (status) => {
  server.play({ faults: { "POST /invites": [{ status }] }, members: [is(BOB, "developer")] });
  const wish = wishOf("console", want(ANN, BOB), []);
  if ("problems" in wish) throw new Error("two people must be a wish");
  const steps = planMembers(wish, { members: [], invites: [] }).steps;
  server.invites = [invited(ANN, "pending")];
  expect((await applyPlan(api(), "console", steps)).done).toHaveLength(2);
  expect(server.mails).toEqual([]);
});

test("a pending invite that was withdrawn before the connection broke is sent anew, once", async () => {
  server.play({ invites: [invited(ANN, "pending", "user")], faults: { "POST /invites": ["cut before"] } });
  expect(await apply(want(ANN))).toEqual({ ...CLEAN, done: ["reinvite"] });
  expect(changes()).toEqual(["DELETE /invites/invite_pending", "POST /invites", "POST /invites"]);
  expect(server.mails).toEqual([ANN]);
});

test("what was removed before the connection broke is removed", async () => {
  server.play({ members: [is("eve@acme.example", "user")], faults: { "DELETE /users/user_user": ["cut after"] } });
  expect(await apply([], ["eve@acme.example"])).toEqual({ ...CLEAN, done: ["remove"] });
  expect(changes()).toHaveLength(1);
});

test("what the API refuses for one person stops nobody else", async () => {
  server.play({ faults: { "POST /invites": [{ status: 400, message: "no seat is free" }] } });
  expect(await apply(want(ANN, BOB))).toEqual({
    ...CLEAN,
    done: ["invite"],
    refused: ["invite: the API answered 400: no seat is free"],
  });
  expect(server.mails).toEqual([BOB]);
});

test("what it refuses five times in a row it will refuse again", async () => {
  const faults = { "POST /invites": Array.from({ length: 9 }, () => ({ status: 400, message: "SCIM" })) };
  server.play({ faults });
  const people = want(...Array.from({ length: 7 }, (_, nth) => `p${nth}@acme.example`));
  expect(await apply(people)).toEqual({
    done: [],
    refused: Array.from({ length: 5 }, () => "invite: the API answered 400: SCIM"),
    stopped: "refused 5 times in a row",
    left: ["invite", "invite"],
  });
  expect(changes()).toHaveLength(5);
});

test("four refusals on either side of a success are no reason to stop", async () => {
  const refusal = { status: 400, message: "no seat is free" };
  const four = Array.from({ length: 4 }, () => refusal);
  server.play({ faults: { "POST /invites": [...four, { status: 429, retryAfter: "0" }, "cut after", ...four] } });
  const nine = Array.from({ length: 9 }, (_, nth) => `p${nth}@acme.example`);
  const { done, refused, stopped, left } = await apply(want(...nine));
  expect([done, refused.length, stopped, left]).toEqual([["invite"], 8, undefined, []]);
  expect(server.mails).toEqual(["p4@acme.example"]);
});

test.each<[Fault, string]>([
  [{ status: 401 }, "the key was not accepted (401): as planned"],
  [{ status: 403 }, "the key may not do this (403): as planned"],
  [{ status: 429, retryAfter: "3600" }, "too many requests, also after waiting (429): as planned"],
])("stops where going on is of no use (%j), and resumes where it stopped", async (fault, stopped) => {
  server.play({});
  expect(await apply(want(ANN))).toEqual({ ...CLEAN, done: ["invite"] });
  server.play({ invites: server.invites, faults: { "POST /invites": [fault] } });
  const three = want(ANN, BOB, "cid@acme.example");
  expect(await apply(three)).toEqual({ ...CLEAN, stopped, left: ["invite", "invite"] });
  expect(await apply(three)).toEqual({ ...CLEAN, done: ["invite", "invite"] });
  expect(server.mails).toEqual([BOB, "cid@acme.example"]);
});

test("stops where a change is lost twice, or nobody can look whether it was done", async () => {
  server.play({ faults: { "POST /invites": [{ status: 500 }, { status: 500 }] } });
  expect(await apply(want(ANN, BOB))).toEqual({
    ...CLEAN,
    stopped: "the API answered 500: as planned",
    left: ["invite", "invite"],
  });
  const dark: Fault[] = ["cut after", ...Array.from({ length: 6 }, (): Fault => "cut before")];
  server.play({ faults: { "POST /invites": dark.slice(0, 1), "GET /users": [] } });
  const wish = wishOf("console", want(ANN, BOB), []);
  if ("problems" in wish) throw new Error("two people must be a wish");
  const { steps } = planMembers(wish, await api().organization());
  server.play({ faults: { "POST /invites": dark.slice(0, 1), "GET /users": dark.slice(1) } });
  const applied = await applyPlan(api(), "console", steps);
  expect([applied.stopped, applied.left.length]).toEqual(["the connection failed (ECONNRESET)", 2]);
  expect(await apply(want(ANN, BOB))).toEqual({ ...CLEAN, done: ["invite"] });
  expect(server.mails).toEqual([ANN, BOB]);
});
