import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { diffAccess } from "../../../access/diff-access";
import { explainAccess } from "../../../access/explain-access";
import { diffMarkdown } from "../../../access/report/diff-markdown";
import { diffSvg } from "../../../access/report/diff-svg";
import { diffText } from "../../../access/report/diff-text";
import { explainText } from "../../../access/report/explain-text";
import type { PlanView, ReadFailure } from "../../../plans/plan-view";
import { readPlan, readPlanSides } from "../../../plans/read-plan";
import { readSynth } from "../../../plans/read-synth";
import { applyAcknowledgements, readAcknowledgements } from "../../../policies/acknowledgements";
import { judgeSynth } from "../../../policies/judge-synth";
import { FORMATS } from "../../../policies/report/formats";
import { RULES } from "../../../policies/rules/index";
import { runPolicies } from "../../../policies/run-policies";
import { anyText } from "../../helpers/any-text";
import { fixtureText } from "./fixtures";

/** Stands in every damaged plan, marked as sensitive, and in every text that is cut off. */
const SECRET = "Canary7f3a";
const AS_OF = "2026-11-23";

const PLAN = fixtureText("aws-us.plan.json");
/** Real plans of every cloud, some with what was there before. */
const PLANS: Readonly<Record<string, string>> = {
  "aws-us": PLAN,
  ...Object.fromEntries(
    [
      ...["good/azure-exact", "good/real-aws-pipeline", "bad/aws-grant-widened", "bad/google-tokens-of-every-account"],
      ...[
        "bad/google-whole-pool",
        "bad/anthropic-no-subject",
        "bad/azure-flexible-and-loose",
        "bad/key-in-the-settings",
      ],
    ].map((name) => [name, readFileSync(join(__dirname, "../../corpus", name, "plan.json"), "utf8")]),
  ),
};
const plan = fc.constantFrom(...Object.keys(PLANS));
const textOf = (name: string): string => PLANS[name] ?? "";
const SYNTH = fixtureText("aws-us.tf.json");

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

/** A plan that is damaged anywhere, with a sensitive value that is not. */
const withSecret = (text: string): string => {
  const plan = JSON.parse(text);
  if (!Array.isArray(plan?.resource_changes)) return text;
  plan.resource_changes.push({
    ...{ address: "aws_iam_role_policy.secret", mode: "managed", type: "aws_iam_role_policy", name: "secret" },
    change: { actions: ["create"], after: { role: "r", policy: SECRET }, after_sensitive: { policy: true } },
  });
  return JSON.stringify(plan);
};

/** Judges what could be read, and tells it in every format; a failure is an answer, a throw is not. */
const judge = (view: PlanView | ReadFailure, yaml = ""): void => {
  if ("failure" in view) {
    expect(view).toEqual({ failure: expect.not.stringContaining(SECRET) });
    return;
  }
  const judged = applyAcknowledgements(runPolicies([view]), readAcknowledgements(yaml, "f"), AS_OF);
  const stacks = [{ name: view.stack, file: "plan.json" }];
  for (const format of Object.values(FORMATS))
    expect(format({ ...judged, stacks, rules: RULES, notes: [], folder: "/" })).not.toContain(SECRET);
};

/** Tells what a plan changes in every format; a failure is an answer, a throw is not. */
const tell = (text: string): void => {
  const sides = readPlanSides(text);
  if ("failure" in sides) {
    expect(sides).toEqual({ failure: expect.not.stringContaining(SECRET) });
    return;
  }
  const diff = diffAccess([sides]);
  const explanation = explainAccess([sides], "r");
  const told = [diffText(diff), diffMarkdown(diff), diffSvg(diff), JSON.stringify(diff), explainText(explanation)];
  for (const one of told) expect(one).not.toContain(SECRET);
};

const judgeStack = (text: string): void => judge(readSynth(text, { stack: "s" }));

const pieces = (...some: readonly string[]) => fc.array(fc.constantFrom(...some), { maxLength: 40 });

const template = pieces(
  ...["${", "}", '"', "\\", "jsonencode(", ")", "{", "[", "]", "=", ",", "local.a", "a.b.c", "%{", "$$", " ", "1", "*"],
).map((some) => some.join(""));

const entry = fc
  .record({
    finding: fc.oneof(anyText(), fc.constantFrom("a[*]", "aws/no-wildcard-model", "a[b]", "[", "*")),
    reason: anyText(),
    until: fc.constantFrom("2026-12-31", "2026-02-30", "9999-12-31", "+010000-01-01", ""),
    owner: anyText(),
  })
  .map((of) => `- ${JSON.stringify(of)}`);
const yaml = fc.oneof(
  anyText(),
  fc.array(entry, { maxLength: 5 }).map((entries) => entries.join("\n")),
  pieces("- finding: x", "  reason: y", "  until: 2026-01-01", "&a [*a]", "- *b", "? {", "---", "\t", "- !!js x").map(
    (lines) => lines.join("\n"),
  ),
);

const cut = fc.nat(PLAN.length).map((length) => `${PLAN.slice(0, length)}"${SECRET}`);

/** What is done to inputs, and the share of all runs that it gets. */
const PROPERTIES: readonly {
  readonly name: string;
  readonly share: number;
  readonly property: fc.IRawProperty<unknown>;
}[] = [
  {
    name: "no damaged plan makes the judge throw, or tell a secret",
    share: 0.4,
    property: fc.property(plan, place, anything, yaml, (name, steps, value, accepted) =>
      judge(readPlan(withSecret(damage(textOf(name), steps, value)), { synthText: SYNTH }), accepted),
    ),
  },
  {
    name: "no damaged plan makes the access diff throw, or tell a secret",
    share: 0.2,
    property: fc.property(plan, place, anything, (name, steps, value) =>
      tell(withSecret(damage(textOf(name), steps, value))),
    ),
  },
  {
    name: "no damaged stack makes the judge throw",
    share: 0.1,
    property: fc.property(place, anything, (steps, value) => judgeStack(damage(SYNTH, steps, value))),
  },
  {
    name: "no cut-off or arbitrary text makes the judge throw, or is quoted",
    share: 0.1,
    property: fc.property(fc.oneof(cut, fc.string(), fc.json()), (text) => {
      judge(readPlan(text));
      judgeStack(text);
      judgeSynth({ stacks: [{ stack: "s", synthText: text, provenanceText: text }], asOf: AS_OF });
    }),
  },
  {
    name: "no template makes the reader throw or hang",
    share: 0.1,
    property: fc.property(template, template, (policy, local) => {
      const resource = { aws_iam_role_policy: { p: { role: "r", policy: `\${${policy}}` } } };
      judgeStack(JSON.stringify({ locals: { a: local }, resource }));
    }),
  },
  {
    name: "no file of acknowledgements makes its reader throw",
    share: 0.1,
    property: fc.property(yaml, (text) => {
      const { open } = applyAcknowledgements([], readAcknowledgements(text, "f"), AS_OF);
      expect(Array.isArray(open)).toBe(true);
    }),
  },
];

/** Registers a test for each property; all of them together run so many times, from one seed. */
export const fuzz = (runs: number, seed: number): void => {
  for (const { name, share, property } of PROPERTIES) {
    test(`${name} (seed ${seed})`, () => {
      fc.assert(property, { numRuns: Math.ceil(runs * share), seed });
    }, 240_000);
  }
};
