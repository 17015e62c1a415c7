import type { Statement } from "../authorization/aws/policy-document";
import { stringLike } from "../authorization/glob";
import { ANTHROPIC_AWS_PERMISSIONS } from "../catalog/anthropic-aws-permissions";
import { BEDROCK_PERMISSIONS, type Permission } from "../catalog/bedrock-permissions";
import { GEOGRAPHIES } from "../catalog/bedrock-profiles";
import { MANTLE_PERMISSIONS } from "../catalog/mantle-permissions";
import { MODELS } from "../catalog/models";
import type { PolicyReading } from "../plans/policy-reading";
import { holdsReference } from "../plans/reference";
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
const CALLING = [...INVOKING, MANTLE_PERMISSIONS.infer.action, ANTHROPIC_AWS_PERMISSIONS.infer.action];
/** Services through which AWS offers Claude. */
export const CLAUDE_SERVICES: readonly string[] = ["bedrock", "bedrock-mantle", "aws-external-anthropic"];
const MODEL_IDS = MODELS.flatMap(({ bedrock }) => bedrock ?? []);
const IDS: Readonly<Record<string, readonly string[]>> = {
  "foundation-model": MODEL_IDS,
  "inference-profile": GEOGRAPHIES.flatMap((geography) => MODEL_IDS.map((id) => `${geography}.${id}`)),
};
const MODEL_TYPES = [...Object.keys(IDS), "application-inference-profile"];
const EXACT_OPERATORS = new Set(["stringequals", "arnequals", "stringlike", "arnlike"]);

/** Takes an ARN pattern apart; `undefined` for what is no ARN, such as `*`. */
export const resourcePatternOf = (resource: string): ResourcePattern | undefined => {
  if (!resource.startsWith("arn:")) return undefined;
  const ends: number[] = [];
  for (let at = 3; at >= 0 && ends.length < 5; at = resource.indexOf(":", at + 1)) ends.push(at);
  const [first = 0, second = 0, third = 0, fourth = 0, fifth] = ends;
  if (fifth === undefined) return undefined;
  const slash = resource.indexOf("/", fifth);
  return {
    partition: resource.slice(first + 1, second),
    service: resource.slice(second + 1, third),
    region: resource.slice(third + 1, fourth),
    account: resource.slice(fourth + 1, fifth),
    type: slash < 0 ? resource.slice(fifth + 1) : resource.slice(fifth + 1, slash),
    id: slash < 0 ? "" : resource.slice(slash + 1),
  };
};

const BY_ACTION = new Map(PERMISSIONS.map((permission) => [permission.action.toLowerCase(), [permission]] as const));

/** Whether an action, or a pattern of actions, covers an action; case does not count. */
export const coversAction = (pattern: string, action: string): boolean =>
  isWide(pattern)
    ? stringLike(pattern.toLowerCase(), action.toLowerCase())
    : pattern.length === action.length && pattern.toLowerCase() === action.toLowerCase();

/** Permissions of the catalog that an action, or a pattern of actions, covers. */
export const permissionsOf = (action: string): readonly Permission[] =>
  isWide(action)
    ? PERMISSIONS.filter((permission) => coversAction(action, permission.action))
    : (BY_ACTION.get(action.toLowerCase()) ?? []);

/** Service of an action, or a pattern of services; empty for a text that names none. */
export const serviceOf = (action: string): string =>
  action.includes(":") || action === "*" ? (action.split(":")[0] ?? "").toLowerCase() : "";

/** Whether a resource is, or could be, what Claude is called on: a model, a profile, a project or a workspace. */
export const couldBeClaude = (resource: string): boolean => {
  const pattern = resourcePatternOf(resource);
  if (pattern !== undefined) return isClaudePattern(pattern);
  const isOther = /^<ref (?!aws_bedrock)aws_\w+\./.test(resource);
  return !isOther && (isWide(resource) || holdsReference(resource));
};

/** The same of a resource that was taken apart. */
export const isClaudePattern = ({ service, type, id }: ResourcePattern): boolean => {
  if (service !== "bedrock") {
    if (!isWide(service)) return CLAUDE_SERVICES.includes(service);
    if (!stringLike(service, "bedrock")) return CLAUDE_SERVICES.some((one) => stringLike(service, one));
  }
  const known = IDS[type];
  if (known === undefined) return MODEL_TYPES.some((one) => stringLike(type, one));
  return (
    id.includes("anthropic") || holdsReference(id) || id.includes("${") || known.some((one) => stringLike(id, one))
  );
};

/** Whether a statement lets Claude be called: an action that calls, on something that could be Claude's. */
export const callsClaude = (statement: Statement): boolean => {
  const { effect, resources } = statement;
  if (effect !== "Allow" || resources === undefined || !covers(statement, CALLING)) return false;
  return resources.negated || resources.values.some(couldBeClaude);
};

/** Whether a statement that calls Claude says so by an action of Claude's services, not only by a wildcard over all. */
export const namesClaude = ({ actions }: Statement): boolean =>
  !actions.negated && actions.values.some((action) => CLAUDE_SERVICES.includes(serviceOf(action)));

/** Whether a statement allows (or, as `NotAction`, does not exclude) one of these actions. */
const covers = ({ actions }: Statement, wanted: readonly string[]): boolean =>
  wanted.some((action) => actions.values.some((pattern) => coversAction(pattern, action)) !== actions.negated);

/** Whether a statement is about calling a model. */
const invokes = (statement: Statement): boolean => covers(statement, INVOKING);

/** Statements of a document that let call models. */
export const invokingIn = ({ statements }: PolicyReading): readonly Statement[] =>
  statements.filter((statement) => statement.effect === "Allow" && invokes(statement));

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
