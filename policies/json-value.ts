/** A value as JSON has it. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/** An object as JSON has it; nothing is known of its keys. */
export interface JsonObject {
  readonly [key: string]: JsonValue | undefined;
}

/** Deepest nesting that is read; Terraform's own values are far from it, a hostile file may not be. */
const MAX_DEPTH = 200;

/** Whether a value is an object, not a list and not null. */
export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether a value is a list. */
export const isJsonList = (value: unknown): value is readonly JsonValue[] => Array.isArray(value);

/** The object under a key; an empty one when there is none. */
export const objectAt = (value: JsonValue | undefined, key: string): JsonObject => {
  const inner = isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return isJsonObject(inner) ? inner : {};
};

/** The list under a key; an empty one when there is none. */
export const listAt = (value: JsonValue | undefined, key: string): readonly JsonValue[] => {
  const inner = isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return isJsonList(inner) ? inner : [];
};

/** The text under a key, or `undefined`. */
export const textAt = (value: JsonValue | undefined, key: string): string | undefined => {
  const inner = isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return typeof inner === "string" ? inner : undefined;
};

/** One value, or a list of values, as a list of the texts in it. */
export const textsOf = (value: JsonValue | undefined): readonly string[] => {
  const list = isJsonList(value) ? value : [value];
  return list.filter((item) => typeof item === "string");
};

/**
 * The value with every text in it replaced; what does not change is shared, not copied.
 * `replace` may return any value, or `undefined` to leave the text out of its object.
 */
export const mapTexts = (
  value: JsonValue,
  replace: (text: string) => JsonValue | undefined,
  depth = 0,
): JsonValue | undefined => {
  if (typeof value === "string") return replace(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth > MAX_DEPTH) throw new RangeError(`nested deeper than ${MAX_DEPTH} levels`);
  if (isJsonList(value)) {
    const mapped = value.map((item) => mapTexts(item, replace, depth + 1));
    return mapped.some((item, index) => item !== value[index]) ? mapped.map((item) => item ?? null) : value;
  }
  let changed: Record<string, JsonValue | undefined> | undefined;
  for (const [key, item] of Object.entries(value as JsonObject)) {
    if (item === undefined) continue;
    const mapped = mapTexts(item, replace, depth + 1);
    if (mapped === item) continue;
    changed ??= { ...(value as JsonObject) };
    changed[key] = mapped;
  }
  return changed ?? value;
};

/** Calls `visit` with every text in a value and its path, `statement[0].resources`. */
export const eachText = (
  value: JsonValue | undefined,
  visit: (text: string, path: string) => void,
  path = "",
  depth = 0,
): void => {
  if (typeof value === "string") visit(value, path);
  if (typeof value !== "object" || value === null || depth > MAX_DEPTH) return;
  if (isJsonList(value)) {
    for (const [index, item] of value.entries()) eachText(item, visit, `${path}[${index}]`, depth + 1);
    return;
  }
  for (const [key, item] of Object.entries(value as JsonObject)) {
    eachText(item, visit, path === "" ? key : `${path}.${key}`, depth + 1);
  }
};
