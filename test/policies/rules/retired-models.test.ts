import { readSynth } from "../../../plans/read-synth";
import { retiredModels } from "../../../policies/rules/retired-models";
import { runPolicies } from "../../../policies/run-policies";
import { known } from "../support/case-table";
import { EXPECTATIONS, factsOf, stackWith } from "../support/declared";
import { testMutations } from "../support/mutation-table";

const RETIRING = { model: "claude-sonnet-4-5", retiringUntil: "2026-10-31" };
const HOLDERS = ["people", "ci/a", "ci/b", "ci/c"];
const view = (holders: readonly string[]) =>
  known(
    readSynth(stackWith(holders.map((identity) => factsOf({ identity, models: [RETIRING] }))), { stack: "aws-eu" }),
  );
const judge = (holders: readonly string[], asOf?: string, expectations?: typeof EXPECTATIONS) =>
  runPolicies([view(holders)], [retiredModels], { asOf, expectations });

const FOUND = {
  rule: "retired-models",
  subject: "aws-eu/output.client_settings claude-sonnet-4-5 2026-10-31",
  detail: "claude-sonnet-4-5 was to be granted until 2026-10-31, and is still granted to payments people",
  state: "violated",
  remedy: "remove the model from `retiring`; where clients still need it, declare a later day",
  link: "https://docs.aws.amazon.com/bedrock/latest/userguide/model-lifecycle.html",
};

test("refuses a model that is granted past its last day, with the line that declares the day", () => {
  const place = { path: "models.everyday.retiring[0].until", file: "access.yaml", line: 3, column: 9 };
  expect(judge(["people"], "2026-11-01", EXPECTATIONS)).toEqual([{ ...FOUND, place }]);
});

test("refuses it in a plan without a declaration, too, and names three holders at most", () => {
  const detail =
    "claude-sonnet-4-5 was to be granted until 2026-10-31, and is still granted to payments people, payments ci/a, payments ci/b and 1 more";
  expect(judge(HOLDERS, "2026-11-01")).toEqual([{ ...FOUND, detail }]);
});

test("a model is granted through its last day", () => {
  expect(judge(["people"], "2026-10-31", EXPECTATIONS)).toEqual([]);
});

test("dates are not judged without a day", () => {
  expect(judge(["people"])).toEqual([]);
});

test("does not apply to a stack that gives out no settings", () => {
  const shared = known(readSynth("{}", { stack: "shared-111122223333" }));
  expect(runPolicies([shared], [retiredModels], { asOf: "2026-11-01", expectations: EXPECTATIONS })).toEqual([]);
});

testMutations(retiredModels, { asOf: "2026-10-31", expectations: EXPECTATIONS });
