import { readdirSync, readFileSync } from "node:fs";
import { readPlan } from "../../../plans/read-plan";
import { findingId } from "../../../policies/finding";
import { runPolicies } from "../../../policies/run-policies";
import { goldenPlan } from "../../golden/golden-plan";
import { EXAMPLES, goldenFileOf, type PlannedExample, planExamples } from "../../golden/plan-examples";
import { known } from "../../policies/support/case-table";

const terms = (...models: readonly string[]): readonly string[] =>
  models.map((model) => `azure/terms-declared[azure-se/azapi_resource.${model}]`);

/** What is found in an example; all else breaks no rule. */
const FOUND: Readonly<Record<string, readonly string[]>> = {
  // A plan alone does not tell whether somebody decided to accept Anthropic's terms; with the declaration nothing is asked.
  acme: terms("claude-haiku-5-5", "claude-opus-4-8", "claude-sonnet-5"),
  foundry: terms("claude-haiku-4-5", "claude-opus-4-8", "claude-sonnet-5"),
  // It shows the shortest way to pin a repository: by name, which a reviewer acknowledges.
  library: [
    "aws/github-subject-immutable[platform/aws_iam_role.Payments_ci_deploy repo:acme/payments:ref:refs/heads/main]",
  ],
};

let planned: readonly PlannedExample[];
beforeAll(async () => {
  planned = await planExamples();
}, 180_000);

const nameOf = ({ example, stack }: PlannedExample): string => `${example}/${stack}`;

test("every golden plan is what real Terraform on stand-ins plans for its example; `npm run golden` writes them", () => {
  const golden = readdirSync(EXAMPLES, { recursive: true, encoding: "utf8" })
    .flatMap((file) => /^(.*)\/golden\/(.*)\.json$/.exec(file) ?? [])
    .filter((_, at) => at % 3 > 0);
  expect(golden.length / 2).toBe(planned.length);
  const made = Object.fromEntries(planned.map((one) => [nameOf(one), JSON.parse(goldenPlan(one.plan)) as unknown]));
  const kept = planned.map((one) => [nameOf(one), JSON.parse(readFileSync(goldenFileOf(one), "utf8")) as unknown]);
  expect(made).toEqual(Object.fromEntries(kept));
});

test("the plans of each example, judged together, break no rule but what is written here", () => {
  for (const example of readdirSync(EXAMPLES)) {
    const views = planned
      .filter((one) => one.example === example)
      .map(({ stack, plan, synth }) => known(readPlan(plan, { stack, synthText: synth })));
    expect(views.length).toBeGreaterThan(0);
    expect([example, runPolicies(views).map(findingId)]).toEqual([example, FOUND[example] ?? []]);
  }
});
