import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject, JsonValue } from "../../../plans/json-value";
import { isJsonObject } from "../../../plans/json-value";
import type { PlanView, ReadFailure } from "../../../plans/plan-view";
import { type Provenance, readProvenance } from "../../../plans/provenance";
import { readPlan } from "../../../plans/read-plan";
import { isFailure, readSynth } from "../../../plans/read-synth";
import type { Knowledge } from "../../../policies/circumstances";
import { type Finding, findingId } from "../../../policies/finding";
import type { Rule } from "../../../policies/rule";
import { runPolicies } from "../../../policies/run-policies";
import { asPlan } from "./as-plan";

/** One case of a rule: a stack (documents as objects), and every finding in it. */
export interface RuleCase {
  readonly name: string;
  readonly stack: JsonObject;
  readonly provenance?: JsonObject;
  /** Only for one kind of input; a plan has no references, for one. @default both */
  readonly only?: "synth" | "plan";
  /** Without rule, remedy and link, which the table states once. */
  readonly findings: readonly Omit<Finding, "rule" | "remedy" | "link">[];
}

const DOCUMENTS = new Set(["assume_role_policy", "policy", "inline_policy"]);

/** Documents stand as objects in a table, for the reader; Terraform has them as text. */
const withTexts = (value: JsonValue, key = ""): JsonValue => {
  if (DOCUMENTS.has(key) && isJsonObject(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return value.map((item) => withTexts(item as JsonValue));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withTexts(inner ?? null, name)]));
};

/** The view of a stack, or an error for a table that cannot be read. */
export const known = (view: PlanView | ReadFailure): PlanView => {
  if (isFailure(view)) throw new Error(view.failure);
  return view;
};

const provenanceOf = (given: JsonObject | undefined): { provenance?: Provenance } => {
  if (given === undefined) return {};
  const provenance = readProvenance(JSON.stringify(given));
  if (isFailure(provenance)) throw new Error(provenance.failure);
  return { provenance };
};

/** Findings of a case by kind of input. */
export const findingsOf = (
  rule: Rule,
  { stack, provenance, only }: Pick<RuleCase, "stack" | "provenance" | "only">,
  knowledge: Knowledge = {},
): Record<string, readonly Finding[]> => {
  const texts = withTexts(stack) as JsonObject;
  const input = { stack: "aws-eu", ...provenanceOf(provenance) };
  const synth = known(readSynth(JSON.stringify(texts), input));
  const plan = known(readPlan(JSON.stringify(asPlan(texts)), input));
  return {
    ...(only === "plan" ? {} : { synth: runPolicies([synth], [rule], knowledge) }),
    ...(only === "synth" ? {} : { plan: runPolicies([plan], [rule], knowledge) }),
  };
};

/** Runs every case of a rule's table, `rules/ID.cases.json`, against both kinds of input, comparing whole findings. */
export const testRule = (rule: Rule): void => {
  const table = readFileSync(join(__dirname, "..", "rules", `${rule.id}.cases.json`), "utf8");
  describe(rule.id, () => {
    for (const entry of JSON.parse(table) as readonly RuleCase[]) {
      test(`${entry.findings.length > 0 ? "refuses" : "lets pass"} ${entry.name}`, () => {
        const expected = entry.findings.map((finding) => ({
          rule: rule.id,
          remedy: rule.remedy,
          ...(rule.link === undefined ? {} : { link: rule.link }),
          ...finding,
        }));
        for (const findings of Object.values(findingsOf(rule, entry))) expect(findings).toEqual(expected);
      });
    }
  });
};

/** Ids of findings, for tests that ask which rules speak up. */
export const idsOf = (findings: readonly Finding[]): string[] => findings.map(findingId);
