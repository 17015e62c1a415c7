import { isJsonObject, type JsonObject, type JsonValue, objectAt, textAt } from "./json-value";

/**
 * Top-level arguments of a resource that the provider calls sensitive and the configuration states as a literal; sorted. Their
 * values are redacted: that they stand there is all that is told.
 *
 * @param sensitive `after_sensitive` of the change
 * @param expressions what the plan's `configuration` says of the resource
 */
export const sensitiveLiterals = (sensitive: JsonValue | undefined, expressions: JsonObject): readonly string[] => {
  if (!isJsonObject(sensitive)) return [];
  return Object.keys(sensitive)
    .filter((argument) => {
      if (sensitive[argument] !== true) return false;
      const literal = textAt(objectAt(expressions, argument), "constant_value") ?? "";
      return literal !== "" && !/[$%]\{/.test(literal);
    })
    .sort();
};
