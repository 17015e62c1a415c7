import type { JsonObject } from "../../../plans/json-value";
import { readPlan } from "../../../plans/read-plan";
import { readSynth } from "../../../plans/read-synth";
import { declaredIdentities } from "../../../policies/rules/declared-identities";
import { runPolicies } from "../../../policies/run-policies";
import { asPlan } from "../support/as-plan";
import { known } from "../support/case-table";
import { EXPECTATIONS, factsOf, stackWith } from "../support/declared";
import { testMutations } from "../support/mutation-table";

const PEOPLE = factsOf();
const PIPELINE = factsOf({ identity: "ci/deploy" });
const finding = (what: string, detail: string, place: object) => ({
  ...{
    rule: "declared-identities",
    subject: `aws-eu/output.client_settings ${what}`,
    detail,
    state: "violated",
    place,
  },
  remedy: "plan again from this declaration, or declare what is planned",
  link: "https://developer.hashicorp.com/terraform/cli/commands/plan",
});
const ENTRY = { path: "providers.aws-eu", file: "access.yaml", line: 5, column: 3 };
const CI = { path: "teams.payments.ci.deploy", file: "access.yaml", line: 10, column: 7 };

/** Findings of a synth and of a plan alike. */
const judge = (facts: readonly JsonObject[], stack = "aws-eu") => {
  const text = stackWith(facts);
  const views = [
    known(readSynth(text, { stack })),
    known(readPlan(JSON.stringify(asPlan(JSON.parse(text))), { stack })),
  ];
  const [synth, plan] = views.map((view) => runPolicies([view], [declaredIdentities], { expectations: EXPECTATIONS }));
  expect(plan).toEqual(synth);
  return synth;
};

test("everybody who is declared has settings, and nobody else", () => {
  expect(judge([PEOPLE, PIPELINE])).toEqual([]);
});

test("refuses a plan that gives a declared identity no settings", () => {
  const detail = "payments ci/deploy is declared for aws-eu, and gets no settings";
  expect(judge([PEOPLE])).toEqual([finding("payments ci/deploy", detail, CI)]);
});

test("refuses settings for an identity and for a team that are not declared", () => {
  const found = judge([PEOPLE, PIPELINE, factsOf({ identity: "ci/other" }), factsOf({ team: "cards" })]);
  const detail = (name: string) => `Settings of ${name} are given out, and aws-eu declares no such identity`;
  expect(found).toEqual(["cards people", "payments ci/other"].map((name) => finding(name, detail(name), ENTRY)));
});

test("refuses settings that are somebody else's", () => {
  const other = factsOf({ identity: "ci/deploy", entry: "aws-us" });
  const detail = "Settings of payments ci/deploy at aws-eu say that their entry is aws-us";
  expect(judge([PEOPLE, other])).toEqual([finding("payments ci/deploy entry", detail, CI)]);
});

test("refuses the plan of a stack that is not declared, unless nothing is left of it", () => {
  const detail = "The declaration has no stack aws-old; it has aws-eu, shared-111122223333";
  const place = { path: "providers", file: "access.yaml", line: 4, column: 1 };
  const subject = "aws-old/output.client_settings aws-old";
  expect(judge([PEOPLE], "aws-old")).toEqual([{ ...finding("", detail, place), subject }]);
  expect(judge([], "aws-old")).toEqual([]);
});

test("is undecided while it is not known who gets settings", () => {
  const text = '{"output":{"client_settings":{"value":"${data.x_y.z.settings}"}}}';
  const view = known(readSynth(text, { stack: "aws-eu" }));
  expect(runPolicies([view], [declaredIdentities], { expectations: EXPECTATIONS })).toEqual([
    {
      ...finding("", "To whom settings are given out is not known before the apply", ENTRY),
      ...{ state: "undecided", subject: "aws-eu/output.client_settings" },
    },
  ]);
});

test("does not apply to what several entries share, nor without a declaration", () => {
  expect(judge([], "shared-111122223333")).toEqual([]);
  const view = known(readSynth(stackWith([factsOf({ team: "cards" })]), { stack: "aws-eu" }));
  expect(runPolicies([view], [declaredIdentities])).toEqual([]);
});

testMutations(declaredIdentities, { expectations: EXPECTATIONS });
