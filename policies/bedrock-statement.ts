import type { Statement } from "../authorization/aws/policy-document";
import { stringLike } from "../authorization/glob";
import { ANTHROPIC_AWS_PERMISSIONS } from "../catalog/anthropic-aws-permissions";
import { BEDROCK_PERMISSIONS, type Permission } from "../catalog/bedrock-permissions";
import { MANTLE_PERMISSIONS } from "../catalog/mantle-permissions";
import { isWide } from "./wildcard";

/** A resource of a statement, taken apart as far as it is written as an ARN. */
export interface ResourcePattern {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  /** `foundation-model`, `inference-profile`, `project`, `workspace`; all before the first `/`. */
  readonly type: string;
  readonly id: string;
}

const PERMISSIONS: readonly Permission[] = [
  ...Object.values(BEDROCK_PERMISSIONS),
  ...Object.values(MANTLE_PERMISSIONS),
  ...Object.values(ANTHROPIC_AWS_PERMISSIONS),
];
const INVOKING = [BEDROCK_PERMISSIONS.invoke.action, BEDROCK_PERMISSIONS.stream.action];
const EXACT_OPERATORS = new Set(["stringequals", "arnequals", "stringlike", "arnlike"]);

/** Takes an ARN pattern apart; `undefined` for what is no ARN, such as `*`. */
export const resourcePatternOf = (resource: string): ResourcePattern | undefined => {
  const [arn, partition, service, region, account, ...rest] = resource.split(":");
  if (arn !== "arn" || partition === undefined || service === undefined || region === undefined) return undefined;
  if (account === undefined || rest.length === 0) return undefined;
  const tail = rest.join(":");
  const slash = tail.indexOf("/");
  const [type, id] = slash < 0 ? [tail, ""] : [tail.slice(0, slash), tail.slice(slash + 1)];
  return { partition, service, region, account, type, id };
};

/** Permissions of the catalog that an action, or a pattern of actions, covers. */
export const permissionsOf = (action: string): readonly Permission[] =>
  PERMISSIONS.filter((permission) => stringLike(action.toLowerCase(), permission.action.toLowerCase()));

/** Whether a statement allows (or, as `NotAction`, does not exclude) one of these actions. */
const covers = ({ actions }: Statement, wanted: readonly string[]): boolean =>
  wanted.some((action) => {
    const named = actions.values.some((pattern) => stringLike(pattern.toLowerCase(), action.toLowerCase()));
    return named !== actions.negated;
  });

/** Whether a statement is about calling a model. */
export const invokes = (statement: Statement): boolean => covers(statement, INVOKING);

/** Whether a statement is about an action that takes a model, a profile, a project or a workspace as its resource. */
export const concernsModels = (statement: Statement): boolean =>
  covers(
    statement,
    PERMISSIONS.filter(({ resources }) => resources.length > 0).map(({ action }) => action),
  );

/** Resources that a statement names; none for one without Resource, or with NotResource. */
export const namedResources = ({ resources }: Statement): readonly string[] =>
  resources === undefined || resources.negated ? [] : resources.values;

/** Values to which a condition pins a key exactly; `undefined` when it does not. */
export const pinnedValues = ({ conditions }: Statement, key: string): readonly string[] | undefined => {
  const found = conditions.find(
    (condition) =>
      condition.key.toLowerCase() === key.toLowerCase() &&
      EXACT_OPERATORS.has(condition.operator.toLowerCase()) &&
      condition.values.length > 0 &&
      !condition.values.some(isWide),
  );
  return found?.values;
};
