import type { JsonValue } from "../../../plans/json-value";
import { readSynth } from "../../../plans/read-synth";
import { declaredModels } from "../../../policies/rules/declared-models";
import { runPolicies } from "../../../policies/run-policies";
import { known } from "../support/case-table";
import { EXPECTATIONS, factsOf, stackWith } from "../support/declared";
import { testMutations } from "../support/mutation-table";

const SONNET = { model: "claude-sonnet-5" };
const RETIRING = { model: "claude-sonnet-4-5", retiringUntil: "2026-10-31" };
const judge = (models: JsonValue, team = "payments") =>
  runPolicies([known(readSynth(stackWith([factsOf({ team, models })]), { stack: "aws-eu" }))], [declaredModels], {
    expectations: EXPECTATIONS,
  });
const finding = (what: string, detail: string, place: object) => ({
  ...{ rule: "declared-models", subject: `aws-eu/output.client_settings payments people${what}`, detail, place },
  ...{ state: "violated", remedy: "plan again from this declaration, or declare what is planned" },
  link: "https://developer.hashicorp.com/terraform/cli/commands/plan",
});
const PEOPLE = { path: "teams.payments.people", file: "access.yaml", line: 9, column: 5 };

test("an identity has the models of its set, pinned and retiring", () => {
  expect(judge([SONNET, RETIRING])).toEqual([]);
});

test("refuses a model that is not declared", () => {
  expect(judge([SONNET, RETIRING, { model: "claude-opus-5-5" }])).toEqual([
    finding(" claude-opus-5-5", "payments people gets claude-opus-5-5, which is not declared for it", PEOPLE),
  ]);
});

test("refuses a set that lacks a declared model", () => {
  const place = { path: "models.everyday.sonnet", file: "access.yaml", line: 2, column: 1 };
  expect(judge([RETIRING])).toEqual([
    finding(" claude-sonnet-5", "payments people was declared to have claude-sonnet-5, and does not get it", place),
  ]);
});

test.each([
  ["a later day", "2027-10-31", "until 2027-10-31"],
  ["no end", undefined, "without an end"],
])("refuses a retiring model with %s", (_name, retiringUntil, words) => {
  const place = { path: "models.everyday.retiring[0].until", file: "access.yaml", line: 3, column: 9 };
  expect(judge([SONNET, { model: "claude-sonnet-4-5", ...(retiringUntil && { retiringUntil }) }])).toEqual([
    finding(
      " claude-sonnet-4-5",
      `payments people has claude-sonnet-4-5 ${words}, declared is until 2026-10-31`,
      place,
    ),
  ]);
});

test("is undecided while the models are not known", () => {
  expect(judge("${data.x_y.z.models}")).toEqual([
    { ...finding("", "Which models payments people has is not known before the apply", PEOPLE), state: "undecided" },
  ]);
});

test("does not apply to an identity that is not declared, nor without a declaration", () => {
  expect(judge([{ model: "claude-opus-5-5" }], "cards")).toEqual([]);
  const view = known(readSynth(stackWith([factsOf({ models: [] })]), { stack: "aws-eu" }));
  expect(runPolicies([view], [declaredModels])).toEqual([]);
});

testMutations(declaredModels, { expectations: EXPECTATIONS });
