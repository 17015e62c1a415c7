import type { JsonObject, JsonValue } from "../../../plans/json-value";
import { isJsonObject, mapTexts, objectAt, textAt } from "../../../plans/json-value";

const withoutEscapes = (value: JsonValue): JsonValue => mapTexts(value, (text) => text.replace(/([$%])\1\{/g, "$1{"));

/** The plan that Terraform would make of a stack in which every value is known: nothing exists yet. */
export const asPlan = (stack: JsonObject): JsonObject => {
  const changes = Object.entries(objectAt(stack, "resource")).flatMap(([type, named]) =>
    Object.entries(isJsonObject(named) ? named : {}).map(([name, values]) => ({
      ...{ address: `${type}.${name}`, mode: "managed", type, name },
      change: { actions: ["create"], after: withoutEscapes(values ?? null), after_unknown: {}, after_sensitive: {} },
    })),
  );
  const outputs = Object.entries(objectAt(stack, "output")).map(([name, block]) => [
    name,
    { after: withoutEscapes(objectAt({ block }, "block").value ?? null), after_unknown: false, after_sensitive: false },
  ]);
  const providers = Object.entries(objectAt(stack, "provider")).flatMap(([name, blocks]) =>
    (Array.isArray(blocks) ? (blocks as JsonValue[]) : []).map((block) => {
      const alias = textAt(block, "alias");
      return [alias === undefined ? name : `${name}.${alias}`, { name, expressions: expressions(block) }];
    }),
  );
  return {
    format_version: "1.2",
    resource_changes: changes,
    output_changes: Object.fromEntries(outputs),
    configuration: { provider_config: Object.fromEntries(providers), root_module: {} },
  };
};

const expressions = (block: JsonValue): JsonObject =>
  Object.fromEntries(
    Object.entries(isJsonObject(block) ? block : {}).map(([key, value]) => [key, { constant_value: value }]),
  );
