import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from "./json-value";

/** The blocks of an argument, which a plan writes as a list, and Terraform JSON as an object where it is one. */
export const blocksOf = (value: JsonValue | undefined): readonly JsonValue[] =>
  isJsonList(value) ? value : value === undefined || value === null ? [] : [value];

/** The only, or first, block of an argument; `undefined` where there is none. */
export const oneBlock = (value: JsonValue | undefined): JsonValue | undefined => (isJsonList(value) ? value[0] : value);

/** The block under a key; an empty object where there is none. */
export const blockAt = (values: JsonObject, key: string): JsonObject => {
  const block = Object.hasOwn(values, key) ? oneBlock(values[key]) : undefined;
  return isJsonObject(block) ? block : {};
};
