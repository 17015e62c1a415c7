import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject } from "../../plans/json-value";
import { isJsonObject, objectAt } from "../../plans/json-value";
import type { Rule } from "../../policies/rule";
import { RULES } from "../../policies/rules/index";
import type { RuleCase } from "./support/case-table";
import type { Mutation } from "./support/mutation-table";

/** Rules without a table of mutations, and why; their own tests loosen by hand what they are about. */
const LOOSENED_BY_HAND: Readonly<Record<string, string>> = {
  "anthropic/workspace-archive": "it judges what an apply takes away, and a table holds what is there after it",
  "keeps-a-way-in": "it judges what an apply takes away, and a table holds what is there after it",
};

const fileOf = ({ id }: Rule, ending: string): string => join(__dirname, "rules", `${id}.${ending}`);
const textOf = (rule: Rule, ending: string): string | undefined =>
  existsSync(fileOf(rule, ending)) ? readFileSync(fileOf(rule, ending), "utf8") : undefined;
const tableOf = <T>(rule: Rule, ending: string): readonly T[] => JSON.parse(textOf(rule, ending) ?? "[]");

/** Whether a table of a rule is run: by the test of its own, else by the one of all tables. */
const isRun = (rule: Rule, call: "testRule(" | "testMutations("): boolean =>
  textOf(rule, "test.ts")?.includes(call) ?? true;

const BLOCKS = new Set(["output", "provider", "resource"]);

/** Whether a stack holds something that a rule looks at. */
const applies = ({ appliesTo }: Rule, stack: JsonObject): boolean => {
  const holds = (holder: JsonObject, key: string) => Object.hasOwn(holder, key) && isJsonObject(holder[key]);
  return appliesTo.some((type) => (BLOCKS.has(type) ? holds(stack, type) : holds(objectAt(stack, "resource"), type)));
};

/** What a rule's table lacks. */
const lacksOfTable = (rule: Rule): string[] => {
  const cases = tableOf<RuleCase>(rule, "cases.json");
  const passing = cases.filter(({ findings }) => findings.length === 0).map(({ stack }) => applies(rule, stack));
  const broken = cases.filter(({ findings }) => findings.length > 0);
  const isOfOneCloud = rule.id.includes("/");
  return [
    ...(isRun(rule, "testRule(") ? [] : ["a test that runs its table"]),
    ...(broken.length > 0 ? [] : ["a case that breaks it"]),
    ...(!isOfOneCloud || broken.every(({ stack }) => applies(rule, stack))
      ? []
      : ["in appliesTo what a case breaks it with"]),
    ...(passing.includes(true) ? [] : ["a case where it applies and passes"]),
    ...(passing.includes(false) ? [] : ["a case to which it does not apply"]),
  ];
};

/** What the tests of a rule without a table lack, by their names and what they expect. */
const lacksOfTests = (rule: Rule): string[] => {
  const text = textOf(rule, "test.ts") ?? "";
  return [
    ...(/\("refuses /.test(text) ? [] : ["a test that refuses"]),
    ...(/toEqual\(\[\]\)/.test(text) ? [] : ["a test where it applies and passes"]),
    ...(/\("does not apply /.test(text) ? [] : ["a test to which it does not apply"]),
  ];
};

const lacksOfMutations = (rule: Rule): string[] => {
  if (Object.hasOwn(LOOSENED_BY_HAND, rule.id)) return [];
  const mutations = tableOf<Mutation>(rule, "mutations.json");
  return mutations.length > 0 && isRun(rule, "testMutations(") ? [] : ["mutations that a test runs"];
};

test("every rule has a case that breaks it, one to which it does not apply, one where it applies and passes, and mutations", () => {
  const lacking = RULES.flatMap((rule) => {
    const hasTable = textOf(rule, "cases.json") !== undefined;
    const lacks = [...(hasTable ? lacksOfTable(rule) : lacksOfTests(rule)), ...lacksOfMutations(rule)];
    return lacks.map((lack) => `${rule.id} lacks ${lack}`);
  });
  expect(lacking).toEqual([]);
});

test("every rule says what to do, and where its reason can be read", () => {
  expect(RULES.filter(({ remedy, link = "" }) => remedy === "" || !link.startsWith("https://"))).toEqual([]);
});

test("every rule is in one list, once, under the path of its file", () => {
  const ids = RULES.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const rooms = join(__dirname, "..", "..", "policies", "rules");
  expect(ids.filter((id) => !existsSync(join(rooms, `${id}.ts`)))).toEqual([]);
});

test("who looks at a table sees a stack that does not concern a rule", () => {
  const [rule] = RULES.filter(({ id }) => id === "aws/session-length");
  const stack = (type: string) => ({ resource: { [type]: { x: {} } } });
  expect(rule === undefined || applies(rule, stack("aws_s3_bucket"))).toBe(false);
  expect(rule !== undefined && applies(rule, stack("aws_iam_role"))).toBe(true);
});
