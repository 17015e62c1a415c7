import type { JsonObject } from "../../plans/json-value";
import { readProvenance } from "../../plans/provenance";
import { readPlan } from "../../plans/read-plan";
import { underItsName } from "../../policies/stack-of-plan";
import { asPlan } from "./support/as-plan";
import { known } from "./support/case-table";
import { EXPECTATIONS, factsOf, PROVIDERS, stackWith } from "./support/declared";

const ISSUER = { aws_iam_openid_connect_provider: { gitlab: { url: "https://gitlab.com" } } };
const planOf = (stack: JsonObject, provenanceText?: string) => {
  const provenance = provenanceText === undefined ? undefined : readProvenance(provenanceText);
  if (provenance !== undefined && "failure" in provenance) throw new Error(provenance.failure);
  return known(readPlan(JSON.stringify(asPlan(stack)), provenance === undefined ? {} : { provenance }));
};
const nameOf = (stack: JsonObject, provenance?: string) => underItsName(planOf(stack, provenance), EXPECTATIONS)?.stack;
const settings = (facts: readonly JsonObject[], more: JsonObject = {}) =>
  JSON.parse(stackWith(facts, more)) as JsonObject;

test("a plan is of the stack whose provenance lies beside it", () => {
  expect(nameOf({ resource: ISSUER }, '{"schemaVersion":1,"stack":"shared-111122223333"}')).toBe("shared-111122223333");
});

test("without provenance it is of the entry that its settings name, declared or not", () => {
  expect(nameOf(settings([factsOf()]))).toBe("aws-eu");
  expect(nameOf(settings([factsOf({ entry: "aws-old" })]))).toBe("aws-old");
});

test("without either it is of the only stack of its account, region and kind", () => {
  expect(nameOf(settings([], PROVIDERS()))).toBe("aws-eu");
  expect(nameOf({ resource: ISSUER, ...PROVIDERS() })).toBe("shared-111122223333");
});

test("a plan of another place, or of none that it states, is not told", () => {
  expect(nameOf({ resource: ISSUER, ...PROVIDERS({ region: "eu-west-1" }) })).toBeUndefined();
  expect(nameOf({ resource: ISSUER })).toBeUndefined();
});

test("a plan that fits two stacks is not told", () => {
  const stacks = new Map(
    [...EXPECTATIONS.stacks].flatMap(([name, stack]) => [[name, stack] as const, [`${name}-2`, stack]]),
  );
  const view = planOf(settings([], PROVIDERS()));
  expect(underItsName(view, { ...EXPECTATIONS, stacks })).toBeUndefined();
});
