import * as fc from "fast-check";
import { readPlan } from "../../plans/read-plan";
import { readSynth } from "../../plans/read-synth";
import { applyAcknowledgements, readAcknowledgements } from "../../policies/acknowledgements";
import { judgeSynth } from "../../policies/judge-synth";
import { runPolicies } from "../../policies/run-policies";
import { fixtureText } from "./support/fixtures";

const PLAN = fixtureText("aws-us.plan.json");
const SYNTH = fixtureText("aws-us.tf.json");
const RUNS = { numRuns: 150 };

/** Replaces the value at a random place of a JSON document. */
const damage = (text: string, steps: readonly number[], value: unknown): string => {
  const root = JSON.parse(text);
  let at = root;
  for (const [index, step] of steps.entries()) {
    const keys = Object.keys(at);
    const key = keys[step % Math.max(keys.length, 1)];
    if (key === undefined) break;
    if (index === steps.length - 1 || typeof at[key] !== "object" || at[key] === null) {
      at[key] = value;
      break;
    }
    at = at[key];
  }
  return JSON.stringify(root);
};

const place = fc.array(fc.nat(60), { minLength: 1, maxLength: 12 });
const anything = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(
    "${",
    "${jsonencode({",
    "${jsonencode(local.x)}",
    "%{",
    "*",
    "arn:",
    "{}",
    "[]",
    '{"Statement":{}}',
    "__proto__",
  ),
);

/** Reads and judges; a failure is an answer, a throw is not. */
const judgePlan = (text: string, synthText?: string): void => {
  const view = readPlan(text, { synthText });
  if ("failure" in view) expect(view).toEqual({ failure: expect.any(String) });
  else expect(Array.isArray(runPolicies([view]))).toBe(true);
};

const judgeStack = (text: string): void => {
  const view = readSynth(text, { stack: "s" });
  if ("failure" in view) expect(view).toEqual({ failure: expect.any(String) });
  else expect(Array.isArray(runPolicies([view]))).toBe(true);
};

test("no damaged plan makes the judge throw", () => {
  fc.assert(
    fc.property(place, anything, (steps, value) => judgePlan(damage(PLAN, steps, value), SYNTH)),
    RUNS,
  );
});

test("no damaged stack makes the judge throw", () => {
  fc.assert(
    fc.property(place, anything, (steps, value) => judgeStack(damage(SYNTH, steps, value))),
    RUNS,
  );
});

test("no cut-off or arbitrary text makes the judge throw", () => {
  const cut = fc.nat(PLAN.length).map((length) => PLAN.slice(0, length));
  fc.assert(
    fc.property(fc.oneof(cut, fc.string(), fc.json()), (text) => {
      judgePlan(text);
      judgeStack(text);
      judgeSynth({ stacks: [{ stack: "s", synthText: text, provenanceText: text }], asOf: "2026-11-23" });
    }),
    RUNS,
  );
});

test("no template makes the reader throw or hang", () => {
  const piece = fc.constantFrom(
    "${",
    "}",
    '"',
    "\\",
    "jsonencode(",
    ")",
    "{",
    "[",
    "]",
    "=",
    ",",
    "local.a",
    "a.b.c",
    "%{",
    "$$",
    " ",
    "1",
    "*",
  );
  const template = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(""));
  fc.assert(
    fc.property(template, template, (policy, local) => {
      const stack = {
        locals: { a: local },
        resource: { aws_iam_role_policy: { p: { role: "r", policy: `\${${policy}}` } } },
      };
      judgeStack(JSON.stringify(stack));
    }),
    { numRuns: 500 },
  );
});

test("no file of acknowledgements makes its reader throw", () => {
  const lines = fc.array(
    fc.constantFrom(
      "- finding: x",
      "  reason: y",
      "  until: 2026-01-01",
      "&a [*a]",
      "- *b",
      "? {",
      "---",
      "\t",
      "- !!js x",
    ),
    { maxLength: 12 },
  );
  const text = fc.oneof(
    fc.string(),
    lines.map((some) => some.join("\n")),
  );
  fc.assert(
    fc.property(text, (yaml) => {
      const { open } = applyAcknowledgements([], readAcknowledgements(yaml, "f"), "2026-11-23");
      expect(Array.isArray(open)).toBe(true);
    }),
    RUNS,
  );
});
