import type { Invite, Member, Organization } from "../../members/organization";
import { planAgain, planMembers, type WantedPerson, type Wish, wishOf } from "../../members/plan-members";

const wanted = (
  email: string,
  role = "claude_code_user",
  team = "payments",
  place = "access.yaml:41",
): WantedPerson => ({
  email,
  role,
  team,
  place,
});
const member = (email: string, role: string): Member => ({ id: `user_${email}`, email, role });
const invite = (email: string, role: string, status = "pending"): Invite => ({
  id: `invite_${email}_${status}`,
  email,
  role,
  status,
});

const wish = (people: readonly WantedPerson[], removals: readonly string[] = [], route: Wish["route"] = "console") => {
  const made = wishOf(route, people, removals);
  if ("problems" in made) throw new Error(made.problems.join("; "));
  return made;
};
const ANN = "ann@acme.example";
const NOBODY: Organization = { members: [], invites: [] };

/** What is decided about Ann, who is wanted with a role, in people's words. */
const decided = (role: string, organization: Partial<Organization>, route: Wish["route"] = "console"): string => {
  const plan = planMembers(wish([wanted(ANN, role)], [], route), { ...NOBODY, ...organization });
  const [left] = plan.leftAlone;
  if (left !== undefined) return `left alone as ${left.role}`;
  return plan.steps[0]?.kind ?? `${plan.asWanted} as wanted`;
};

test.each<[string, string, Partial<Organization>, string]>([
  ["nobody is there", "claude_code_user", {}, "invite"],
  ["a member has the role", "developer", { members: [member(ANN, "developer")] }, "1 as wanted"],
  [
    "a member has it, in other letters",
    "developer",
    { members: [member("Ann@ACME.example", "developer")] },
    "1 as wanted",
  ],
  ["a member has another role", "claude_code_user", { members: [member(ANN, "user")] }, "changeRole"],
  ["a member is to pay", "billing", { members: [member(ANN, "user")] }, "changeRole"],
  ["who pays is wanted to pay", "billing", { members: [member(ANN, "billing")] }, "1 as wanted"],
  ["who pays is wanted otherwise", "user", { members: [member(ANN, "billing")] }, "left alone as billing"],
  ["an admin", "user", { members: [member(ANN, "admin")] }, "left alone as admin"],
  ["an owner", "user", { members: [member(ANN, "owner")] }, "left alone as owner"],
  ["the primary owner", "user", { members: [member(ANN, "primary_owner")] }, "left alone as primary_owner"],
  ["a role that nobody knows yet", "user", { members: [member(ANN, "auditor")] }, "left alone as auditor"],
  ["an invite is pending", "developer", { invites: [invite(ANN, "developer")] }, "1 as wanted"],
  ["a pending invite has another role", "developer", { invites: [invite(ANN, "user")] }, "reinvite"],
  ["an admin is invited", "developer", { invites: [invite(ANN, "admin")] }, "left alone as admin"],
  ["an invite expired", "developer", { invites: [invite("ANN@acme.example", "user", "expired")] }, "renew"],
  ["an invite was withdrawn", "developer", { invites: [invite(ANN, "user", "deleted")] }, "invite"],
  [
    "an invite was accepted, and the person left",
    "developer",
    { invites: [invite(ANN, "user", "accepted")] },
    "invite",
  ],
  [
    "an invite expired, and another is pending",
    "developer",
    { invites: [invite(ANN, "user", "expired"), invite(ANN, "developer")] },
    "1 as wanted",
  ],
  [
    "a member whose invite is still listed",
    "developer",
    { members: [member(ANN, "developer")], invites: [invite(ANN, "user", "expired"), invite(ANN, "user", "accepted")] },
    "1 as wanted",
  ],
])("where %s, wanted as %s: what is done", (_, role, organization, expected) => {
  expect(decided(role, organization)).toBe(expected);
});

test.each<[string, string, string]>([
  ["managed", "user", "changeRole"],
  ["user", "managed", "changeRole"],
  ["user", "membership_admin", "left alone as membership_admin"],
  ["user", "developer", "left alone as developer"],
])("in claude.ai, who is wanted as %s and is %s: %s", (role, is, expected) => {
  expect(decided(role, { members: [member(ANN, is)] }, "claude-ai")).toBe(expected);
});

test("the whole plan: steps, who is left alone, who is not declared, who is not there", () => {
  const people = [wanted("zoe@acme.example"), wanted("bob@acme.example", "developer", "search", "teams/search.yaml:9")];
  const asked = wish(
    [...people, wanted(ANN), wanted("Bob@acme.example", "developer")],
    ["Eve@acme.example", "gone@x.example", "eve@acme.example", "root@acme.example", "guest@acme.example"],
  );
  const eve = member("eve@acme.example", "billing");
  const root = member("root@acme.example", "admin");
  const guest = invite("guest@acme.example", "user");
  const organization: Organization = {
    members: [member("zoe@acme.example", "owner"), eve, root, member("yan@acme.example", "developer")],
    invites: [
      guest,
      invite("xin@acme.example", "user"),
      invite("old@acme.example", "user", "expired"),
      invite("yan@acme.example", "user"),
    ],
  };
  const bob = {
    email: "bob@acme.example",
    role: "developer",
    wantedBy: [
      { team: "search", place: "teams/search.yaml:9" },
      { team: "payments", place: "access.yaml:41" },
    ],
  };
  const zoe = {
    email: "zoe@acme.example",
    role: "claude_code_user",
    wantedBy: [{ team: "payments", place: "access.yaml:41" }],
  };
  expect(planMembers(asked, organization)).toEqual({
    steps: [
      { kind: "invite", person: { ...zoe, email: ANN } },
      { kind: "invite", person: bob },
      { kind: "remove", member: eve },
      { kind: "withdraw", invite: guest },
    ],
    leftAlone: [
      { email: "zoe@acme.example", role: "owner", wanted: zoe },
      { email: "root@acme.example", role: "admin" },
    ],
    unwanted: [
      { email: "xin@acme.example", role: "user", isInvited: true },
      { email: "yan@acme.example", role: "developer", isInvited: false },
    ],
    absent: ["gone@x.example"],
    asWanted: 0,
  });
});

test("nobody is removed who is not named, whoever is there and however few are wanted", () => {
  const members = ["user", "developer", "admin", "billing", "claude_code_user", "auditor"].map((role) =>
    member(`${role}@acme.example`, role),
  );
  const plan = planMembers(wish([]), { members, invites: [invite(ANN, "user")] });
  expect(plan.steps).toEqual([]);
  expect(plan.unwanted).toHaveLength(7);
});

test("a person who is declared in capitals is the one who is there", () => {
  const asked = wish([wanted("ANN@acme.example", "developer"), wanted("Bob@acme.example", "developer")]);
  const plan = planMembers(asked, {
    members: [member(ANN, "developer")],
    invites: [invite("bob@acme.example", "developer")],
  });
  expect(plan).toEqual({ steps: [], leftAlone: [], unwanted: [], absent: [], asWanted: 2 });
});

test("refuses one person with two roles, naming both places", () => {
  expect(
    wishOf("console", [wanted(ANN), wanted("Ann@acme.example", "developer", "search", "teams/search.yaml:9")], []),
  ).toEqual({
    problems: [
      "ann@acme.example is wanted as Claude Code user (team payments, access.yaml:41) and as Developer (team search, teams/search.yaml:9); a person has one role in an organization: keep one of the two",
    ],
  });
});

test("refuses to remove somebody who is wanted", () => {
  expect(wishOf("console", [wanted(ANN)], ["ANN@acme.example"])).toEqual({
    problems: [
      "--remove ANN@acme.example: is wanted as Claude Code user (team payments, access.yaml:41); take the address out of the declaration first",
    ],
  });
});

test("a plan that was carried out leaves nothing to do", () => {
  const asked = wish([wanted(ANN), wanted("bob@acme.example")], ["eve@acme.example"]);
  const before: Organization = {
    members: [member("bob@acme.example", "user")],
    invites: [invite("eve@acme.example", "user")],
  };
  const { steps } = planMembers(asked, before);
  expect(steps.map(({ kind }) => kind)).toEqual(["invite", "changeRole", "withdraw"]);
  expect(steps.map((step) => planAgain("console", step, before)?.kind)).toEqual(["invite", "changeRole", "withdraw"]);
  const after: Organization = {
    members: [member("bob@acme.example", "claude_code_user")],
    invites: [invite(ANN, "claude_code_user"), invite("eve@acme.example", "user", "deleted")],
  };
  expect(steps.map((step) => planAgain("console", step, after))).toEqual([undefined, undefined, undefined]);
});

test("ten thousand people are compared with ten thousand at once", () => {
  const many = (from: number) => Array.from({ length: 10_000 }, (_, nth) => `p${from + nth}@acme.example`);
  const people = many(0).map((email) => wanted(email, "developer"));
  const organization = { members: many(5_000).map((email) => member(email, "user")), invites: [] };
  const started = Date.now();
  const { steps, unwanted } = planMembers(wish(people), organization);
  expect([steps.filter(({ kind }) => kind === "invite").length, steps.length, unwanted.length]).toEqual([
    5_000, 10_000, 5_000,
  ]);
  expect(Date.now() - started).toBeLessThan(2_000);
});
