import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Rule } from "../../../policies/rule";
import { RULES } from "../../../policies/rules/index";
import { testRule } from "../support/case-table";
import { testMutations } from "../support/mutation-table";

const has = ({ id }: Rule, ending: string): boolean => existsSync(join(__dirname, `${id}.${ending}`));

// A rule with a test of its own runs its tables there.
for (const rule of RULES.filter((one) => !has(one, "test.ts"))) {
  if (has(rule, "cases.json")) testRule(rule);
  if (has(rule, "mutations.json")) testMutations(rule);
}
