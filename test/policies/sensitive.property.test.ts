import fc from "fast-check";
import { readPlan } from "../../plans/read-plan";
import { FORMATS } from "../../policies/report/formats";
import type { Report } from "../../policies/report/report";
import { RULES } from "../../policies/rules/index";
import { runPolicies } from "../../policies/run-policies";

/** What must never be seen again. */
const SECRET = "Canary7f3a";

type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };
interface Marked {
  readonly value: Value;
  readonly marks: Value;
}

const DOCUMENT = `{"Statement":[{"Effect":"Allow","Action":"bedrock:*","Resource":"${SECRET}*","Principal":"${SECRET}"}]}`;
const secret: fc.Arbitrary<Marked> = fc
  .constantFrom<Value>(SECRET, `AKIA${SECRET}`, DOCUMENT, [SECRET], { a: SECRET, [SECRET]: [SECRET] }, `\${${SECRET}}`)
  .map((value) => ({ value, marks: true }));
const open: fc.Arbitrary<Marked> = fc
  .constantFrom<Value>("open", 1, null, true, "*", '{"Statement":[]}')
  .chain((value) => fc.constantFrom<Value>(false, {}, []).map((marks) => ({ value, marks })));

const names = ["policy", "assume_role_policy", "name", "role", "value", "password", "inline_policy", "member", "tags"];
/** Values with secrets at any depth, marked as Terraform marks them. */
const { marked } = fc.letrec<{ marked: Marked; node: Marked }>((tie) => ({
  node: fc.oneof({ maxDepth: 4 }, secret, open, tie("marked")),
  marked: fc.oneof(
    fc.array(tie("node"), { maxLength: 3 }).map((items) => ({
      value: items.map(({ value }) => value),
      marks: items.map(({ marks }) => marks),
    })),
    fc.dictionary(fc.constantFrom(...names), tie("node"), { maxKeys: 4 }).map((entries) => ({
      value: Object.fromEntries(Object.entries(entries).map(([key, { value }]) => [key, value])),
      marks: Object.fromEntries(Object.entries(entries).map(([key, { marks }]) => [key, marks])),
    })),
  ),
}));

const types = [...new Set(RULES.flatMap(({ appliesTo }) => appliesTo))].sort();

const change = ({ value, marks }: Marked, unknown: Value) => ({
  ...{ actions: ["update"], before: value, before_sensitive: marks, after: value, after_sensitive: marks },
  after_unknown: unknown,
});

const planOf = (resources: readonly (readonly [string, Marked])[], output: Marked, unknown: Value): string =>
  JSON.stringify({
    format_version: "1.2",
    variables: { v: { value: SECRET } },
    resource_changes: resources.map(([type, values], at) => ({
      ...{ address: `${type}.r${at}`, mode: "managed", type, name: `r${at}`, change: change(values, unknown) },
    })),
    planned_values: {
      outputs: { client_settings: { value: output.value, sensitive: output.marks === true } },
      root_module: {
        resources: resources.map(([type, { value, marks }], at) => ({
          ...{ address: `${type}.s${at}`, mode: "managed", type, values: value, sensitive_values: marks },
        })),
      },
    },
    output_changes: { client_settings: change(output, false) },
    configuration: { root_module: { variables: { v: { sensitive: true } } } },
  });

const reportOf = (text: string): Report => {
  const view = readPlan(text);
  if ("failure" in view) throw new Error(view.failure);
  return {
    stacks: [{ name: view.stack, file: "plan.json" }],
    ...{ rules: RULES, open: runPolicies([view], RULES, { asOf: "2026-11-24" }), accepted: [], notes: [], folder: "/" },
  };
};

test("no value that Terraform marks as sensitive, however deep, appears in any format", () => {
  const object = marked.filter(({ value }) => typeof value === "object" && !Array.isArray(value));
  const resources = fc.array(fc.tuple(fc.constantFrom(...types), object), { maxLength: 4 });
  let findings = 0;
  fc.assert(
    fc.property(
      resources,
      fc.oneof(marked, secret),
      fc.constantFrom<Value>({}, { policy: true }),
      (all, output, unknown) => {
        const report = reportOf(planOf(all, output, unknown));
        findings += report.open.length;
        for (const format of Object.values(FORMATS)) expect(format(report)).not.toContain(SECRET);
      },
    ),
    { numRuns: 300 },
  );
  expect(findings).toBeGreaterThan(100);
});
