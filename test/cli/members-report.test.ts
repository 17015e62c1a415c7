import { type MembersReport, membersExit, membersJson, membersText } from "../../cli/members-report";
import type { Applied } from "../../members/apply-plan";
import type { MembersPlan, Person, Step } from "../../members/plan-members";

const ORGANIZATION = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
const HEAD = { entry: "console", organizations: [ORGANIZATION] };
const NOTHING: MembersPlan = { steps: [], leftAlone: [], unwanted: [], absent: [], asWanted: 0 };
const person = (email: string, role = "claude_code_user"): Person => ({
  email,
  role,
  wantedBy: [{ team: "payments", place: "access.yaml:41" }],
});
const two: Person = {
  ...person("bob@acme.example", "developer"),
  wantedBy: [
    { team: "payments", place: "access.yaml:42" },
    { team: "search", place: "teams/search.yaml:7" },
  ],
};
const STEPS: readonly Step[] = [
  { kind: "invite", person: person("ann@acme.example") },
  { kind: "renew", person: two },
  {
    kind: "reinvite",
    person: person("cid@acme.example"),
    invite: { id: "invite_1", email: "cid@acme.example", role: "user", status: "pending" },
  },
  {
    kind: "changeRole",
    person: person("dan@acme.example"),
    member: { id: "user_1", email: "dan@acme.example", role: "developer" },
  },
  { kind: "remove", member: { id: "user_2", email: "eve@acme.example", role: "billing" } },
  { kind: "withdraw", invite: { id: "invite_2", email: "fay@acme.example", role: "user", status: "pending" } },
];
const FULL: MembersPlan = {
  steps: STEPS,
  leftAlone: [
    { email: "zoe@acme.example", role: "admin", wanted: person("zoe@acme.example") },
    { email: "root@acme.example", role: "primary_owner" },
  ],
  unwanted: [
    { email: "xin@acme.example", role: "user", isInvited: true },
    { email: "yan@acme.example", role: "auditor", isInvited: false },
  ],
  absent: ["gone@acme.example"],
  asWanted: 5,
};
const compared = (plan: MembersPlan, applied?: Applied): MembersReport => ({
  ...HEAD,
  plan,
  isVerified: true,
  applied,
});
const text = (report: MembersReport): string[] => membersText(report).split("\n");

const REST = [
  "leaves zoe@acme.example as Admin, wanted as Claude Code user (team payments, access.yaml:41): whoever administers or pays is changed by hand",
  "leaves root@acme.example as Primary owner: the API removes nobody who administers; do it by hand",
  "nothing to remove: gone@acme.example is not there",
  "not declared, left as it is: xin@acme.example (invited as User)",
  "not declared, left as it is: yan@acme.example (auditor)",
];

test("a person reads what would be done, and why", () => {
  expect(text(compared(FULL))).toEqual([
    "invites ann@acme.example as Claude Code user (team payments, access.yaml:41)",
    "renews the expired invite of bob@acme.example as Developer (team payments, access.yaml:42; team search, teams/search.yaml:7)",
    "invites cid@acme.example again, as Claude Code user instead of User (team payments, access.yaml:41)",
    "changes dan@acme.example from Developer to Claude Code user (team payments, access.yaml:41)",
    "removes eve@acme.example (Billing)",
    "withdraws the invite of fay@acme.example (User)",
    ...REST,
    "6 to do, 5 as declared, 2 left alone, 2 not declared (--remove EMAIL removes one). To do it: claude-access members apply console",
    "",
  ]);
});

test("a person reads what was done, what was refused, and what is left", () => {
  const [invite, renew, reinvite, change, remove, withdraw] = STEPS as [Step, Step, Step, Step, Step, Step];
  const applied: Applied = {
    done: [invite, change, withdraw],
    refused: [{ step: renew, reason: "the API answered 400: no \u001b[31mseat\nis free" }],
    stopped: "the key may not do this (403)",
    left: [reinvite, remove],
  };
  expect(text(compared(FULL, applied))).toEqual([
    "invited ann@acme.example as Claude Code user (team payments, access.yaml:41)",
    "changed dan@acme.example from Developer to Claude Code user (team payments, access.yaml:41)",
    "withdrew the invite of fay@acme.example (User)",
    "could not renew the expired invite of bob@acme.example as Developer (team payments, access.yaml:42; team search, teams/search.yaml:7): the API answered 400: no \\u{1b}[31mseat\\u{a}is free",
    "stopped: the key may not do this (403)",
    "left: invites cid@acme.example again, as Claude Code user instead of User (team payments, access.yaml:41)",
    "left: removes eve@acme.example (Billing)",
    ...REST,
    "3 done, 1 refused, 2 left, 5 as declared before, 2 left alone, 2 not declared (--remove EMAIL removes one). Run it again: it looks first, and does what is missing.",
    "",
  ]);
});

test("nothing to do, and a key that does not tell its organization", () => {
  expect(text(compared({ ...NOTHING, asWanted: 3 }))).toEqual(["Nothing to do: 3 as declared.", ""]);
  expect(text({ ...HEAD, plan: NOTHING, isVerified: false })).toEqual([
    `note: the key does not tell which organization it belongs to; see to it that it is ${ORGANIZATION}`,
    "Nothing to do: 0 as declared.",
    "",
  ]);
});

const MANUAL: MembersReport = {
  ...HEAD,
  reason: "ANTHROPIC_ADMIN_API_KEY is not set, so that nobody was compared with who is there",
  manual: {
    route: "console",
    where: "Claude Console, Settings > Members > Invite",
    most: 50,
    batches: [
      { role: "claude_code_user", emails: ["ann@acme.example", "bob@acme.example"] },
      { role: "developer", emails: ["cid@acme.example"] },
    ],
    removals: ["eve@acme.example"],
  },
};

test("a list to paste, one address a line, one block a role", () => {
  expect(text(MANUAL)).toEqual([
    `By hand, for organization ${ORGANIZATION}: ANTHROPIC_ADMIN_API_KEY is not set, so that nobody was compared with who is there.`,
    "Claude Console, Settings > Members > Invite, role Claude Code user, at most 50 at a time; whoever is there already needs no invite:",
    "",
    "ann@acme.example",
    "bob@acme.example",
    "",
    "Claude Console, Settings > Members > Invite, role Developer, at most 50 at a time; whoever is there already needs no invite:",
    "",
    "cid@acme.example",
    "",
    "To be removed there:",
    "",
    "eve@acme.example",
    "",
  ]);
  expect(text({ ...MANUAL, manual: { route: "claude-ai", where: "x", batches: [], removals: [] } }).slice(1)).toEqual([
    "Nobody is named under people.members of a team that uses it.",
    "",
  ]);
});

test("a program reads a version, and the same in data", () => {
  const wantedBy = [{ team: "payments", place: "access.yaml:41" }];
  const applied: Applied = { done: [], refused: [{ step: STEPS[0] as Step, reason: "why" }], left: STEPS.slice(2) };
  expect(JSON.parse(membersJson(compared(FULL, applied)))).toEqual({
    schemaVersion: 1,
    ...HEAD,
    compared: true,
    isVerified: true,
    ...FULL,
    steps: [
      { action: "invite", email: "ann@acme.example", role: "claude_code_user", wantedBy },
      { action: "renew", email: "bob@acme.example", role: "developer", wantedBy: two.wantedBy },
      { action: "reinvite", email: "cid@acme.example", role: "claude_code_user", from: "user", wantedBy },
      { action: "changeRole", email: "dan@acme.example", role: "claude_code_user", from: "developer", wantedBy },
      { action: "remove", email: "eve@acme.example", from: "billing" },
      { action: "withdraw", email: "fay@acme.example", from: "user" },
    ],
    applied: {
      done: [],
      refused: [{ action: "invite", email: "ann@acme.example", role: "claude_code_user", wantedBy, reason: "why" }],
      left: [
        { action: "reinvite", email: "cid@acme.example", role: "claude_code_user", from: "user", wantedBy },
        { action: "changeRole", email: "dan@acme.example", role: "claude_code_user", from: "developer", wantedBy },
        { action: "remove", email: "eve@acme.example", from: "billing" },
        { action: "withdraw", email: "fay@acme.example", from: "user" },
      ],
    },
  });
  expect(JSON.parse(membersJson(MANUAL))).toEqual({ schemaVersion: 1, compared: false, ...MANUAL });
});

const DONE: Applied = { done: STEPS, refused: [], left: [] };
const REFUSED = [{ step: STEPS[0] as Step, reason: "why" }];
test.each<[string, MembersReport, "plan" | "apply", number]>([
  ["a plan with differences", compared(FULL), "plan", 0],
  ["a list by hand", MANUAL, "plan", 0],
  ["a list by hand instead of an apply", MANUAL, "apply", 3],
  ["everything done", compared({ ...FULL, leftAlone: FULL.leftAlone.slice(0, 1) }, DONE), "apply", 0],
  ["somebody named who cannot be removed", compared(FULL, DONE), "apply", 1],
  ["somebody refused", compared(NOTHING, { ...DONE, refused: REFUSED }), "apply", 1],
  ["stopped on the way", compared(NOTHING, { ...DONE, refused: REFUSED, stopped: "why" }), "apply", 3],
])("%s leaves with its code", (_, report, action, code) => {
  expect(membersExit(report, action)).toBe(code);
});
