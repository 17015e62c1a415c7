import { partitionOf } from "../catalog/aws-partitions";
import { type ExpressionScope, templateValue } from "./expression-value";
import type { JsonObject, JsonValue } from "./json-value";
import { isJsonObject, mapTexts, objectAt, textAt } from "./json-value";
import { referenceMark } from "./reference";

/** What names in a stack's templates can stand for. */
export interface ScopeInput {
  readonly locals: JsonObject;
  /** Configured arguments of a resource or data source; texts may be templates. */
  argumentsOf(address: string): JsonObject | undefined;
  /** ARN of an application profile that exists, by its address. @default none exists yet */
  readonly profileArnOf?: (address: string) => string | undefined;
  readonly account?: string;
  readonly region?: string;
}

const MODEL_OF_PROFILE = /^arn:([^:]*):bedrock:([^:]*):[^:]*:inference-profile\/[^.]+\.(anthropic\..+)$/;
const LOOKUP = /^(data\.aws_bedrock_inference_profile\.[\w-]+)\.models\[\*\]\.model_arn$/;
const APPLICATION_PROFILE = /^(aws_bedrock_inference_profile\.[\w-]+)\.(?:arn|id)$/;
const ARGUMENT = /^((?:data\.)?[A-Za-z_][\w-]*\.[\w-]+)\.([A-Za-z_]\w*)$/;

/**
 * Resolves references as far as the configuration itself tells: an argument that is a literal, `local`s, and stand-in
 * ARNs for new application profiles and for the looked-up models behind a system profile (its own region is always
 * among them).
 */
export const synthScope = (input: ScopeInput): ExpressionScope => {
  const locals = new Map<string, JsonValue | undefined>();
  const scope: ExpressionScope = {
    local(name) {
      if (locals.has(name)) return locals.get(name);
      locals.set(name, undefined);
      const raw = Object.hasOwn(input.locals, name) ? input.locals[name] : undefined;
      const value = raw === undefined ? undefined : mapTexts(raw, (text) => templateValue(text, scope));
      locals.set(name, value);
      return value;
    },
    reference: (expression) =>
      literalArgument(expression, input) ?? standIn(expression, input) ?? referenceMark(expression),
  };
  return scope;
};

const literalArgument = (expression: string, input: ScopeInput): string | undefined => {
  const [, address, argument] = ARGUMENT.exec(expression) ?? [];
  if (address === undefined || argument === undefined) return undefined;
  const value = textAt(input.argumentsOf(address), argument);
  return value === undefined || /[$%]\{/.test(value) ? undefined : value;
};

const standIn = (expression: string, input: ScopeInput): JsonValue | undefined => {
  const application = APPLICATION_PROFILE.exec(expression)?.[1];
  if (application !== undefined && input.argumentsOf(application) !== undefined) {
    const { region = "unknown-region", account = "unknown-account" } = input;
    const existing = input.profileArnOf?.(application);
    if (existing !== undefined) return existing;
    return `arn:${partitionOf(region).name}:bedrock:${region}:${account}:application-inference-profile/planned-${application}`;
  }
  const lookup = LOOKUP.exec(expression)?.[1];
  const profile = lookup === undefined ? undefined : textAt(input.argumentsOf(lookup), "inference_profile_id");
  const [, partition, region, model] = MODEL_OF_PROFILE.exec(profile ?? "") ?? [];
  return model === undefined ? undefined : [`arn:${partition}:bedrock:${region}::foundation-model/${model}`];
};

/** A block of arguments, every template in it resolved. */
export const resolveArguments = (block: JsonObject, scope: ExpressionScope): JsonObject => {
  const resolved = mapTexts(block, (text) => templateValue(text, scope));
  return isJsonObject(resolved) ? resolved : {};
};

/** Arguments by address, from `resource` and `data` of a Terraform JSON configuration. */
export const argumentsByAddress = (configuration: JsonObject): Map<string, JsonObject> => {
  const found = new Map<string, JsonObject>();
  for (const [kind, prefix] of [
    ["resource", ""],
    ["data", "data."],
  ] as const) {
    for (const [type, named] of Object.entries(objectAt(configuration, kind))) {
      for (const [name, block] of Object.entries(isJsonObject(named) ? named : {})) {
        if (isJsonObject(block)) found.set(`${prefix}${type}.${name}`, block);
      }
    }
  }
  return found;
};
