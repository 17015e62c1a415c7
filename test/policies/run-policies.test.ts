import { readdirSync } from "node:fs";
import { join } from "node:path";
import { readProvenance } from "../../plans/provenance";
import { readSynth } from "../../plans/read-synth";
import type { Rule } from "../../policies/rule";
import { RULES } from "../../policies/rules/index";
import { rulesTable } from "../../policies/rules-table";
import { runPolicies } from "../../policies/run-policies";
import { known } from "./support/case-table";

const view = (stack: string) => {
  const provenance = readProvenance(
    '{"schemaVersion":1,"resources":{"aws_x.a":{"path":"teams.t","reason":"r","file":"access.yaml","line":3}}}',
  );
  if ("failure" in provenance) throw new Error(provenance.failure);
  return known(readSynth("{}", { stack, provenance }));
};

const rule = (id: string, ...problems: ReturnType<Rule["check"]>): Rule => ({
  ...{ id, protects: "p", appliesTo: [], remedy: "mend it", check: () => problems },
});

test("findings of all stacks and rules are sorted by id, each id once, violated before undecided", () => {
  const twice = [
    { address: "aws_x.a", detail: "open", state: "undecided" },
    { address: "aws_x.a", detail: "wrong", state: "violated" },
    { address: "aws_x.a", detail: "open again", state: "undecided" },
  ] as const;
  const found = runPolicies([view("two"), view("one")], [rule("z", ...twice), rule("a", { ...twice[0], what: "w" })]);
  const place = { path: "teams.t", file: "access.yaml", line: 3 };
  expect(found).toEqual([
    { rule: "a", subject: "one/aws_x.a w", detail: "open", state: "undecided", place, remedy: "mend it" },
    { rule: "a", subject: "two/aws_x.a w", detail: "open", state: "undecided", place, remedy: "mend it" },
    { rule: "z", subject: "one/aws_x.a", detail: "wrong", state: "violated", place, remedy: "mend it" },
    { rule: "z", subject: "two/aws_x.a", detail: "wrong", state: "violated", place, remedy: "mend it" },
  ]);
});

test("every file of rules/ is asked, under the id that is its path", () => {
  const folder = join(__dirname, "..", "..", "policies", "rules");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && file !== "index.ts")
    .map((file) => file.replace(/\.ts$/, ""));
  expect(RULES.map(({ id }) => id).sort()).toEqual(files.sort());
});

test("the table for docs/ has a row a rule", () => {
  expect(rulesTable([{ ...rule("aws/x"), link: "https://example.com" }, rule("b|c")])).toBe(
    [
      "| rule | what it keeps true | what to do otherwise |",
      "| --- | --- | --- |",
      "| [`aws/x`](https://example.com) | p | mend it |",
      "| `b|c` | p | mend it |",
      "",
    ].join("\n"),
  );
});

test.each([
  ["text that is no JSON", "{", "provenance.json is not JSON; synthesise again"],
  [
    "another version",
    '{"schemaVersion":2}',
    'provenance.json must have "schemaVersion": 1; synthesise again with this version',
  ],
])("refuses a provenance file with %s", (_name, text, failure) => {
  expect(readProvenance(text)).toEqual({ failure });
});
