import type { Truth } from "../truth";
import { ipInRange, parseIpRange } from "./ip-range";
import { type ContextValue, type Subject, subjectOf } from "./request-facts";
import { coversArn, coversText, textPattern } from "./text-pattern";
import { holdsUnresolved } from "./unresolved";

type Context = ReadonlyMap<string, ContextValue>;

/** One value of a policy, prepared: does a value of the request match it? */
export type ValueTest = (value: string, context: Context) => Truth;

/** A condition operator without its prefix and suffix. */
export interface ConditionOperator {
  /** `StringNotEquals` and its kind: true when no value matches, and when the key is absent. */
  readonly negated: boolean;
  /** @param variables whether the policy's version has policy variables */
  prepare(policyValue: string, variables: boolean): ValueTest;
}

type Prepare = (policyValue: string, variables: boolean, whenMissing: Truth) => ValueTest;

const text =
  (wildcards: boolean): Prepare =>
  (policyValue, variables, whenMissing) => {
    const pattern = textPattern(policyValue, { wildcards, variables });
    return (value, context) => coversText(pattern, plain(value), context, whenMissing);
  };

const plain = (value: string): Subject => ({ text: value, unresolved: false, components: [] });

const lower = (value: string): string => value.toLowerCase();

/** Values of the context in lower case, for variables in comparisons that ignore case. */
const folded = (context: Context): Context =>
  new Map(
    [...context].map(([key, value]): [string, ContextValue] => {
      if (typeof value === "symbol") return [key, value];
      return [key, typeof value === "string" ? lower(value) : value.map(lower)];
    }),
  );

const ignoringCase: Prepare = (policyValue, variables, whenMissing) => {
  const compare = text(false)(lower(policyValue), variables, whenMissing);
  const holdsVariable = policyValue.includes("${");
  return (value, context) => compare(lower(value), holdsVariable ? folded(context) : context);
};

const isArn = (value: string): boolean => /^arn:(?:[^:]*:){4}/.test(value);

const arn: Prepare = (policyValue, variables, whenMissing) => {
  const pattern = textPattern(policyValue, { wildcards: true, variables });
  return (value, context) => (isArn(value) ? coversArn(pattern, subjectOf(value), context, whenMissing) : undefined);
};

/** Compares after both sides were read; what cannot be read is not known. */
const read =
  <T>(parse: (value: string) => T | undefined, compare: (request: T, policy: T) => boolean): Prepare =>
  (policyValue) => {
    const policy = holdsUnresolved(policyValue) ? undefined : parse(policyValue);
    return (value) => {
      const request = parse(value);
      return policy === undefined || request === undefined ? undefined : compare(request, policy);
    };
  };

const asNumber = (value: string): number | undefined => (/^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined);

const ISO_DATE = /^\d{4}-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?)?$/;

/** Milliseconds of an ISO 8601 date, in UTC when it names no zone, or of seconds since 1970. Four digits could be a year. */
const asDate = (value: string): number | undefined => {
  if (/^\d{5,}(\.\d+)?$/.test(value)) return Number(value) * 1000;
  if (!ISO_DATE.test(value)) return undefined;
  const zoned = value.includes("T") && !/(Z|[+-]\d{2}:?\d{2})$/.test(value) ? `${value}Z` : value;
  const time = Date.parse(zoned);
  return Number.isNaN(time) ? undefined : time;
};

const asBoolean = (value: string): string | undefined => {
  const folded = lower(value);
  return folded === "true" || folded === "false" ? folded : undefined;
};

const ip: Prepare = (policyValue) => {
  const range = holdsUnresolved(policyValue) ? undefined : parseIpRange(policyValue);
  return (value) => (range === undefined ? undefined : ipInRange(range, value));
};

const same = <T>(request: T, policy: T): boolean => request === policy;
const base64 = (value: string): string | undefined => (/^[A-Za-z0-9+/]*={0,2}$/.test(value) ? value : undefined);

const operator = (negated: boolean, prepare: Prepare): ConditionOperator => ({
  negated,
  // A variable without a value makes a statement "invalid", says AWS: it never matches, and what it negates is open.
  prepare: (policyValue, variables) => prepare(policyValue, variables, negated ? undefined : false),
});

const pair = (name: string, prepare: Prepare): [string, ConditionOperator][] => [
  [name, operator(false, prepare)],
  [name.replace(/^(String|Arn|Numeric|Date)/, "$1Not"), operator(true, prepare)],
];

const ordered = <T>(name: string, parse: (value: string) => T | undefined): [string, ConditionOperator][] => [
  ...pair(`${name}Equals`, read(parse, same)),
  [
    `${name}LessThan`,
    operator(
      false,
      read(parse, (request, policy) => request < policy),
    ),
  ],
  [
    `${name}LessThanEquals`,
    operator(
      false,
      read(parse, (request, policy) => request <= policy),
    ),
  ],
  [
    `${name}GreaterThan`,
    operator(
      false,
      read(parse, (request, policy) => request > policy),
    ),
  ],
  [
    `${name}GreaterThanEquals`,
    operator(
      false,
      read(parse, (request, policy) => request >= policy),
    ),
  ],
];

/**
 * Every operator of IAM but `Null`, which asks for presence and not for a value.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export const CONDITION_OPERATORS: ReadonlyMap<string, ConditionOperator> = new Map([
  ...pair("StringEquals", text(false)),
  ...pair("StringEqualsIgnoreCase", ignoringCase),
  ...pair("StringLike", text(true)),
  ...pair("ArnEquals", arn),
  ...pair("ArnLike", arn),
  ...ordered("Numeric", asNumber),
  ...ordered("Date", asDate),
  ["Bool", operator(false, read(asBoolean, same))],
  ["BinaryEquals", operator(false, read(base64, same))],
  ["IpAddress", operator(false, ip)],
  ["NotIpAddress", operator(true, ip)],
]);
