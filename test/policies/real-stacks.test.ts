import { readPlan } from "../../plans/read-plan";
import { readSynth } from "../../plans/read-synth";
import { runPolicies } from "../../policies/run-policies";
import { idsOf, known } from "./support/case-table";
import { fixtureText } from "./support/fixtures";

test("a synthesised stack with geographic profiles breaks no rule", () => {
  const view = known(readSynth(fixtureText("aws-eu.tf.json"), { stack: "aws-eu" }));
  expect(view.resources).toHaveLength(8);
  expect(runPolicies([view])).toEqual([]);
});

test("a synthesised stack with application profiles breaks no rule", () => {
  const view = known(readSynth(fixtureText("aws-us.tf.json"), { stack: "aws-us" }));
  expect(runPolicies([view])).toEqual([]);
});

test("the plan of a stack with geographic profiles has nothing unknown and breaks no rule", () => {
  const view = known(readPlan(fixtureText("aws-eu.plan.json")));
  expect([view.stack, view.account, view.region]).toEqual(["aws-eu", "111122223333", "eu-central-1"]);
  expect(runPolicies([view])).toEqual([]);
});

test("the plan of a stack with application profiles breaks no rule beside its synthesised JSON", () => {
  const view = known(readPlan(fixtureText("aws-us.plan.json"), { synthText: fixtureText("aws-us.tf.json") }));
  expect(runPolicies([view])).toEqual([]);
});

test("a plan alone does not say what a local holds: documents and models behind it are undecided", () => {
  const found = runPolicies([known(readPlan(fixtureText("aws-us.plan.json")))]);
  expect(new Set(found.map(({ state }) => state))).toEqual(new Set(["undecided"]));
  const rules = found.map(({ rule }) => rule);
  expect(rules.filter((rule) => rule === "aws/no-unknown-policy")).toHaveLength(3);
  expect(idsOf(found)[0]).toBe("aws/no-unknown-policy[aws-us/aws_iam_policy.research_people_profiles policy]");
  expect(found[0]?.detail).toBe("The document is not known: it refers to local.research_people_profiles_policy");
});
