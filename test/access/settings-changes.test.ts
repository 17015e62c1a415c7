import { settingsChanges } from "../../access/settings-changes";
import type { JsonValue } from "../../plans/json-value";
import { sidesOf } from "./support/sides-of";

const output = (settings: Readonly<Record<string, JsonValue>>, team = "payments", identity = "people"): JsonValue => ({
  schemaVersion: 1,
  teams: { [team]: { [identity]: { facts: { route: "bedrock" }, settings } } },
});
const between = (before: JsonValue | undefined, after: JsonValue | undefined) =>
  settingsChanges(
    sidesOf({
      settings: { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) },
    }),
  );

test("a value that comes, changes or goes is told by its key", () => {
  const before = output({ model: "a", env: { AWS_REGION: "eu-west-1", OLD: "1" } });
  const after = output({ model: "a", env: { AWS_REGION: "eu-central-1", NEW: "" } });
  expect(between(before, after)).toEqual([
    {
      ...{ stack: "plan", team: "payments", identity: "people", change: "changed" },
      keys: [
        { key: "env.AWS_REGION", before: '"eu-west-1"', after: '"eu-central-1"' },
        { key: "env.NEW", after: '""' },
        { key: "env.OLD", before: '"1"' },
      ],
    },
  ]);
});

test("keys in another order, and lists of which the order says nothing, are no change", () => {
  const before = output({
    availableModels: ["a", "b"],
    permissions: { deny: ["X", "Y"] },
    hooks: { b: 1, a: [{ c: 1, d: 2 }] },
  });
  const after = output({
    hooks: { a: [{ d: 2, c: 1 }], b: 1 },
    permissions: { deny: ["Y", "X"] },
    availableModels: ["b", "a"],
  });
  expect(between(before, after)).toEqual([]);
});

test("a list of which the order says something changes with its order", () => {
  expect(between(output({ fallbackModel: ["a", "b"] }), output({ fallbackModel: ["b", "a"] }))).toMatchObject([
    { keys: [{ key: "fallbackModel", before: '["a", "b"]', after: '["b", "a"]' }] },
  ]);
});

test("settings that somebody gets or loses are told whole", () => {
  expect(between(undefined, output({ model: "a" }, "search", "ci/deploy"))).toEqual([
    {
      ...{ stack: "plan", team: "search", identity: "ci/deploy", change: "added" },
      keys: [{ key: "model", after: '"a"' }],
    },
  ]);
  expect(between(output({ model: "a" }), output({ model: "b" }, "search"))).toMatchObject([
    { team: "payments", change: "removed", keys: [{ key: "model", before: '"a"' }] },
    { team: "search", change: "added", keys: [{ key: "model", after: '"b"' }] },
  ]);
});

test("what looks like a credential is not shown, and that it changes is", () => {
  const key = (end: string) => output({ env: { ANTHROPIC_API_KEY: `sk-ant-api03-corpus-canary-${end}` } });
  expect(between(key("one"), key("two"))).toMatchObject([
    {
      keys: [
        {
          ...{ key: "env.ANTHROPIC_API_KEY", before: '"(looks like a credential)"' },
          after: '"(looks like a credential)"',
        },
      ],
    },
  ]);
});
