import type { JsonObject, JsonValue } from "./json-value";
import { isJsonList, isJsonObject, listAt, objectAt, textAt, textsOf } from "./json-value";

/** What a plan's `configuration` says of one resource. */
export interface ConfiguredResource {
  readonly provider: string;
  readonly expressions: JsonObject;
  /** What `for_each` or `count` refers to; `undefined`: it is made once. */
  readonly repetition: JsonValue | undefined;
  /** `module.x.` for what lies in a module, else empty. */
  readonly modulePrefix: string;
}

/** Resources of a plan's `configuration` by address without keys, modules included. */
export const configuredResources = (configuration: JsonObject): Map<string, ConfiguredResource> => {
  const found = new Map<string, ConfiguredResource>();
  const visit = (module: JsonObject, modulePrefix: string, depth: number): void => {
    for (const resource of listAt(module, "resources")) {
      const address = textAt(resource, "address");
      if (address === undefined) continue;
      found.set(`${modulePrefix}${address}`, {
        provider: textAt(resource, "provider_config_key") ?? "",
        expressions: objectAt(resource, "expressions"),
        repetition: isJsonObject(resource) ? (resource.for_each_expression ?? resource.count_expression) : undefined,
        modulePrefix,
      });
    }
    if (depth > 20) return;
    for (const [name, call] of Object.entries(objectAt(module, "module_calls"))) {
      visit(objectAt(call, "module"), `${modulePrefix}module.${name}.`, depth + 1);
    }
  };
  visit(objectAt(configuration, "root_module"), "", 0);
  return found;
};

/** An expression of a plan's `configuration`: Terraform JSON keeps its text under `constant_value`, HCL does not. */
export const isExpression = (value: JsonValue | undefined): boolean =>
  isJsonObject(value) && (Object.hasOwn(value, "constant_value") || Object.hasOwn(value, "references"));

/** Addresses that an expression refers to. */
export interface References {
  /** Without attributes and keys, sorted. */
  readonly references: readonly string[];
  /** Those that name one instance by its key, `aws_iam_role.team["a"]`, sorted. @default none */
  readonly instances?: readonly string[];
}

const INSTANCE = /^(?:data\.)?[\w-]+\.[\w-]+\[(?:"(?:[^"\\]|\\.)*"|\d+)\]/;

/** Address of one reference without its attributes; `undefined` for what is no address. Terraform lists `aws_x.y.arn` and `aws_x.y`. */
const addressOf = (reference: string, modulePrefix: string): string | undefined => {
  const segments = reference.replace(/\[[^\]]*\]/g, "").split(".");
  if (["each", "count", "path", "terraform", "self"].includes(segments[0] ?? "")) return undefined;
  if (segments[0] === "var" && modulePrefix === "") return undefined;
  return `${modulePrefix}${segments.slice(0, segments[0] === "data" ? 3 : 2).join(".")}`;
};

/** What an expression, or any within a block, refers to. */
export const referencesOf = (expression: JsonValue | undefined, modulePrefix: string): References => {
  const [references, instances] = [new Set<string>(), new Set<string>()];
  const visit = (value: JsonValue | undefined, depth: number): void => {
    if (isJsonList(value)) for (const item of value) visit(item, depth + 1);
    if (!isJsonObject(value) || depth > 20) return;
    if (!isExpression(value)) {
      for (const inner of Object.values(value)) visit(inner, depth + 1);
      return;
    }
    for (const reference of textsOf(value.references)) {
      const address = addressOf(reference, modulePrefix);
      if (address === undefined) continue;
      references.add(address);
      const [instance] = INSTANCE.exec(reference) ?? [];
      if (instance !== undefined) instances.add(`${modulePrefix}${instance}`);
    }
  };
  visit(expression, 0);
  return { references: [...references].sort(), ...(instances.size > 0 ? { instances: [...instances].sort() } : {}) };
};

/** Whether an expression takes a part of what its resource is repeated over: `each.value`. */
const takesEach = (expression: JsonValue | undefined): boolean => JSON.stringify(expression ?? null).includes('"each.');

/** As `referencesOf`, for an argument of a resource: `each.value` refers to what the resource is repeated over. */
export const argumentReferences = (
  expression: JsonValue | undefined,
  { modulePrefix, repetition }: ConfiguredResource,
): References => {
  const own = referencesOf(expression, modulePrefix);
  if (repetition === undefined || !takesEach(expression)) return own;
  const { references } = referencesOf(repetition, modulePrefix);
  return { ...own, references: [...new Set([...own.references, ...references])].sort() };
};

/** Texts as the author wrote them, blocks and lists unfolded; `undefined` where only references are known. */
export const writtenValue = (expression: JsonValue | undefined, depth = 0): JsonValue | undefined => {
  if (depth > 20) return undefined;
  if (isJsonList(expression)) return expression.map((item) => writtenValue(item, depth + 1) ?? null);
  if (!isJsonObject(expression)) return undefined;
  if (isExpression(expression)) return expression.constant_value;
  return Object.fromEntries(
    Object.entries(expression).map(([key, inner]) => [key, writtenValue(inner, depth + 1)] as const),
  );
};
