import { inputText } from "../../plans/input-text";
import { readPlan } from "../../plans/read-plan";

const PLAN = '{"format_version":"1.2","resource_changes":[]}';

test("reads UTF-8, with a byte order mark or without", () => {
  expect(inputText(Buffer.from("ä{}"))).toBe("ä{}");
  expect(inputText(Buffer.from("\ufeff{}"))).toBe("{}");
});

test.each([
  ["nothing", Buffer.alloc(0), "is empty; the command that wrote it may have failed"],
  [
    "a binary plan",
    Buffer.from("PK\u0003\u0004secret"),
    "is a binary plan; give the output of `terraform show -json PLANFILE` instead",
  ],
  ["what is compressed", Buffer.from([0x1f, 0x8b, 8]), "is compressed; unpack it first"],
  [
    "UTF-16 with a mark",
    Buffer.from(`\ufeff${PLAN}`, "utf16le"),
    "is UTF-16, as `>` of PowerShell 5 writes; write it as UTF-8 (`| Out-File -Encoding utf8 FILE`)",
  ],
  [
    "UTF-16 without one",
    Buffer.from(PLAN, "utf16le"),
    "is UTF-16, as `>` of PowerShell 5 writes; write it as UTF-8 (`| Out-File -Encoding utf8 FILE`)",
  ],
  ["bytes that are no text", Buffer.from([0x7b, 0x22, 0xff, 0x22]), "is no UTF-8 text"],
])("refuses %s, and quotes nothing of it", (_name, bytes, failure) => {
  expect(inputText(bytes)).toEqual({ failure });
});

const planWith = (more: object): string => JSON.stringify({ ...JSON.parse(PLAN), ...more });
const nested = (levels: number): string => `{"format_version":"1.2","x":${"[".repeat(levels)}${"]".repeat(levels)}}`;

test.each([
  [
    "a state file",
    '{"version":4,"serial":1,"lineage":"x"}',
    "is a state; give the output of `terraform show -json PLANFILE`",
  ],
  ["a million lists in lists", nested(1_000_000), "is nested deeper than 200 levels"],
  ["a million open lists", "[".repeat(1_000_000), "is not JSON; it may be cut off"],
  [
    "the log of a run",
    '{"@level":"info","secret":"canary"}\n{"@level":"info"}',
    "is a log of `terraform plan -json`; give the output of `terraform show -json`",
  ],
  ["a text that is cut off", '{"secret":\n "canary', "is not JSON (line 2, column 9); it may be cut off"],
  ["a word where a value stands", '{"secret": canary-sk-ant-1234 }', "is not JSON; it may be cut off"],
  ["a word after the end", `${PLAN} canary`, "is not JSON (line 1, column 48); it may be cut off"],
])("refuses %s without quoting it", (_name, text, failure) => {
  expect(readPlan(text)).toEqual({ failure });
});

test.each([
  ["a later format of the same major version", planWith({ format_version: "1.99", new_things: [{ a: 1 }] })],
  [
    "unknown kinds of change",
    planWith({ resource_changes: [{ address: "a.b", change: { actions: ["teleport"] }, new: {} }] }),
  ],
  [
    "numbers without end",
    '{"format_version":"1.2","resource_changes":[{"address":"a.b","change":{"after":{"n":1e999}}}]}',
  ],
  ["keys that stand twice", '{"format_version":"0.1","format_version":"1.2","resource_changes":[]}'],
])("reads a plan with %s", (_name, text) => {
  expect(readPlan(text)).toMatchObject({ stack: "plan" });
});

test("a key __proto__ is a key like any other", () => {
  const output =
    '{"format_version":"1.2","resource_changes":[],"output_changes":{"__proto__":{"after":{"client_settings":1}}}}';
  const view = readPlan(output);
  if ("failure" in view) throw new Error(view.failure);
  expect(Object.keys(view.outputs)).toEqual(["__proto__"]);
  expect(view.outputs.client_settings).toBeUndefined();
  expect(Object.getPrototypeOf(view.outputs)).toBe(Object.prototype);
});
