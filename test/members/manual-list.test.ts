import { manualList } from "../../members/manual-list";
import type { Person } from "../../members/plan-members";

const people = (count: number, role: string): Person[] =>
  Array.from({ length: count }, (_, nth) => ({ email: `${role}${nth}@acme.example`, role, wantedBy: [] }));

test("the Console takes fifty at a time, of one role", () => {
  const list = manualList({
    route: "console",
    people: [...people(120, "user"), ...people(2, "developer")],
    removals: [],
  });
  expect(list.batches.map(({ role, emails }) => [role, emails.length])).toEqual([
    ["developer", 2],
    ["user", 50],
    ["user", 50],
    ["user", 20],
  ]);
  expect(list.batches.flatMap(({ emails }) => emails)).toHaveLength(122);
});

test("claude.ai names no limit", () => {
  expect(manualList({ route: "claude-ai", people: people(120, "user"), removals: ["eve@acme.example"] })).toEqual({
    route: "claude-ai",
    where: 'claude.ai, Organization settings, members, "Bulk add"',
    batches: [{ role: "user", emails: people(120, "user").map(({ email }) => email) }],
    removals: ["eve@acme.example"],
  });
});

test("nobody is nobody", () => {
  expect(manualList({ route: "claude-ai", people: [], removals: [] }).batches).toEqual([]);
});
