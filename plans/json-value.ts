/** A value as JSON has it. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/** An object as JSON has it; nothing is known of its keys. */
export interface JsonObject {
  readonly [key: string]: JsonValue | undefined;
}

/** Deepest nesting that is read; Terraform's own values are far from it, a hostile file may not be. */
const MAX_DEPTH = 200;
/** Key of the metadata that CDKTF writes into every block; Terraform does not read it, nor does anything here. */
const METADATA = "//";

/** An input that no honest program writes; the message quotes none of its values. */
export class UnreadableInput extends Error {}

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
 * `replace` may return any value. Throws `UnreadableInput` on nesting that no honest file has.
 */
export const mapTexts = (value: JsonValue, replace: (text: string) => JsonValue, depth = 0): JsonValue => {
  if (typeof value === "string") return replace(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth > MAX_DEPTH) throw new UnreadableInput(`nested deeper than ${MAX_DEPTH} levels`);
  return isJsonList(value) ? mapList(value, replace, depth + 1) : mapObject(value, replace, depth + 1);
};

const mapList = (list: readonly JsonValue[], replace: (text: string) => JsonValue, depth: number): JsonValue => {
  let changed: JsonValue[] | undefined;
  for (let at = 0; at < list.length; at++) {
    const item = list[at] ?? null;
    const mapped = mapTexts(item, replace, depth);
    if (mapped === item) continue;
    changed ??= [...list];
    changed[at] = mapped;
  }
  return changed ?? list;
};

const mapObject = (value: JsonObject, replace: (text: string) => JsonValue, depth: number): JsonValue => {
  let changed: Record<string, JsonValue | undefined> | undefined;
  for (const key in value) {
    const item = value[key];
    if (item === undefined || key === METADATA) continue;
    const mapped = mapTexts(item, replace, depth);
    if (mapped === item) continue;
    changed ??= { ...value };
    changed[key] = mapped;
  }
  return changed ?? value;
};

/** Receives a text, the key (or, in a list, the key of the list) under which it stands, and its whole path on demand. */
export type VisitText = (text: string, key: string, path: () => string) => void;

/** Calls `visit` with every text in a value; a path reads `statement[0].resources`. */
export const eachText = (value: JsonValue | undefined, visit: VisitText): void => {
  const keys: (string | number)[] = [];
  const path = () =>
    keys.reduce<string>((whole, key) => {
      if (typeof key === "number") return `${whole}[${key}]`;
      return whole === "" ? key : `${whole}.${key}`;
    }, "");
  const walk = (part: JsonValue | undefined, key: string): void => {
    if (typeof part === "string") visit(part, key, path);
    if (typeof part !== "object" || part === null || keys.length > MAX_DEPTH) return;
    if (isJsonList(part)) {
      for (let at = 0; at < part.length; at++) {
        keys.push(at);
        walk(part[at], key);
        keys.pop();
      }
      return;
    }
    for (const name in part) {
      if (name === METADATA) continue;
      keys.push(name);
      walk(part[name], name);
      keys.pop();
    }
  };
  walk(value, "");
};
