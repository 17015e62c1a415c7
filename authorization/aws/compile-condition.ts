import { allOf, anyOf, not, type Truth } from "../truth";
import { CONDITION_OPERATORS, type ConditionOperator, type ValueTest } from "./condition-operators";
import type { Condition } from "./policy-document";
import type { ContextValue } from "./request-facts";
import { UNRESOLVED } from "./unresolved";

type Context = ReadonlyMap<string, ContextValue>;

/** A condition, ready to be asked of many requests. */
export type ConditionTest = (context: Context) => Truth;

const NAME = /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/;

const isAbsent = (value: string | readonly string[] | undefined): value is undefined | readonly [] =>
  value === undefined || (typeof value !== "string" && value.length === 0);

const compileNull = (key: string, values: readonly string[]): ConditionTest => {
  const wanted = values.map((value) => value.toLowerCase());
  if (wanted.some((value) => value !== "true" && value !== "false")) return () => undefined;
  return (context) => {
    const value = context.get(key);
    if (value === UNRESOLVED) return undefined;
    return wanted.includes(String(isAbsent(value)));
  };
};

const matches = (operator: ConditionOperator, tests: readonly ValueTest[], value: string, context: Context): Truth => {
  const found = anyOf(tests, (test) => test(value, context));
  // Several values of a negated operator are joined by NOR.
  return operator.negated ? not(found) : found;
};

/** The values of a key; a single empty one is none to the set operators, as AWS says of both of them. */
const membersOf = (value: string | readonly string[] | undefined): readonly string[] => {
  const members = value === undefined ? [] : typeof value === "string" ? [value] : value;
  return members.length === 1 && members[0] === "" ? [] : members;
};

const single = (value: string | readonly string[]): string | undefined => {
  if (typeof value === "string") return value;
  return value.length === 1 ? value[0] : undefined;
};

/**
 * Prepares one key of one operator. An operator that is not in AWS's list is never decided; nor are several values of a key
 * without a set operator, which AWS asks for there.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export const compileCondition = (condition: Condition, variables: boolean): ConditionTest => {
  const [, set, name = "", ifExists] = NAME.exec(condition.operator) ?? [];
  const key = condition.key.toLowerCase();
  if (name === "Null" && set === undefined && ifExists === undefined) return compileNull(key, condition.values);
  const operator = CONDITION_OPERATORS.get(name);
  if (operator === undefined) return () => undefined;
  const tests = condition.values.map((value) => operator.prepare(value, variables));
  return (context) => {
    const value = context.get(key);
    if (value === UNRESOLVED) return undefined;
    // AWS says that IfExists is true and ForAnyValue false of an absent key; which of the two wins it does not say.
    if (ifExists !== undefined && isAbsent(value)) return set === "ForAnyValue" ? undefined : true;
    if (set === "ForAllValues") return allOf(membersOf(value), (one) => matches(operator, tests, one, context));
    if (set === "ForAnyValue") return anyOf(membersOf(value), (one) => matches(operator, tests, one, context));
    if (isAbsent(value)) return operator.negated;
    const one = single(value);
    return one === undefined ? undefined : matches(operator, tests, one, context);
  };
};
