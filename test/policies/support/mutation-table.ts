import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isJsonObject, type JsonObject, type JsonValue } from "../../../plans/json-value";
import type { Knowledge } from "../../../policies/circumstances";
import type { Rule } from "../../../policies/rule";
import { findingsOf, idsOf } from "./case-table";

/** One place of a good stack that is loosened, and every finding of the rule that must follow. */
export interface Mutation {
  readonly name: string;
  /** A stack that the rule has nothing against, documents as objects. */
  readonly stack: JsonObject;
  /** What is loosened: `aws_iam_role.app`, `data.TYPE.NAME`, `output.client_settings`, `provider.aws`. */
  readonly at: string;
  /** In the JSON text of what stands there, without spaces; `from` stands in it once at least, all of them are replaced. */
  readonly replace: { readonly from: string; readonly to: string };
  /** Only for one kind of input. @default both */
  readonly only?: "synth" | "plan";
  /** Ids of findings, sorted. */
  readonly findings: readonly string[];
}

const BLOCKS = new Set(["data", "output", "provider", "variable", "resource"]);

const pathOf = (at: string): readonly string[] => {
  const parts = at.split(".");
  return BLOCKS.has(parts[0] ?? "") ? parts : ["resource", ...parts];
};

const replaced = (value: JsonValue | undefined, [key, ...rest]: readonly string[], mutation: Mutation): JsonValue => {
  const { at, replace } = mutation;
  if (key !== undefined) {
    if (!isJsonObject(value) || !Object.hasOwn(value, key)) throw new Error(`The stack holds no ${at}`);
    return { ...value, [key]: replaced(value[key], rest, mutation) };
  }
  const text = JSON.stringify(value);
  if (!text.includes(replace.from)) throw new Error(`${at} does not hold ${replace.from}`);
  return JSON.parse(text.replaceAll(replace.from, () => replace.to));
};

/**
 * Runs every mutation of a rule's table, `rules/ID.mutations.json`: the rule has nothing against the good stack, and says
 * exactly what is expected as soon as one place is loosened. Both as synthesised JSON and as a plan.
 */
export const testMutations = (rule: Rule, knowledge: Knowledge = {}): void => {
  const table = readFileSync(join(__dirname, "..", "rules", `${rule.id}.mutations.json`), "utf8");
  describe(`${rule.id}, as soon as one place of a good stack is loosened`, () => {
    for (const mutation of JSON.parse(table) as readonly Mutation[]) {
      test(`refuses that ${mutation.name}`, () => {
        const { stack, only, findings, at } = mutation;
        const input = (one: JsonObject) => ({ stack: one, ...(only === undefined ? {} : { only }) });
        const before = Object.values(findingsOf(rule, input(stack), knowledge));
        for (const found of before) expect(idsOf(found)).toEqual([]);
        const loosened = replaced(stack, pathOf(at), mutation) as JsonObject;
        const after = Object.values(findingsOf(rule, input(loosened), knowledge));
        for (const found of after) expect(idsOf(found)).toEqual(findings);
        expect(findings).not.toEqual([]);
      });
    }
  });
};
