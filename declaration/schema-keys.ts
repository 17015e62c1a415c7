import { z } from "zod";

const unwrap = (schema: unknown): unknown => (schema instanceof z.ZodOptional ? unwrap(schema.unwrap()) : schema);

/** Alternatives of a union; of one that a key decides, the one that the value says, where it says one. */
const optionsOf = (union: z.ZodUnion | z.ZodDiscriminatedUnion, value: unknown): readonly unknown[] => {
  if (!(union instanceof z.ZodDiscriminatedUnion)) return union.options;
  const key = union.def.discriminator;
  const said = Object(value)[key];
  const fitting = union.options.filter(
    (option) => unwrap(shapeOf(option)[key]) instanceof z.ZodLiteral && literalsOf(shapeOf(option)[key]).includes(said),
  );
  return fitting.length > 0 ? fitting : union.options;
};

const shapeOf = (schema: unknown): Record<string, unknown> => {
  const inner = unwrap(schema);
  return inner instanceof z.ZodObject ? inner.shape : {};
};

const literalsOf = (schema: unknown): readonly unknown[] => {
  const inner = unwrap(schema);
  return inner instanceof z.ZodLiteral ? [...inner.values] : [];
};

const isUnion = (schema: unknown): schema is z.ZodUnion | z.ZodDiscriminatedUnion =>
  schema instanceof z.ZodUnion || schema instanceof z.ZodDiscriminatedUnion;

const step = (schema: unknown, part: PropertyKey, value: unknown): unknown[] => {
  const inner = unwrap(schema);
  if (isUnion(inner)) return optionsOf(inner, value).flatMap((option) => step(option, part, value));
  if (inner instanceof z.ZodRecord) return [inner.valueType];
  if (inner instanceof z.ZodArray) return typeof part === "number" ? [inner.element] : [];
  const shape = shapeOf(inner);
  return Object.hasOwn(shape, part) ? [shape[part as string]] : [];
};

const keysOf = (schema: unknown, value: unknown): string[] => {
  const inner = unwrap(schema);
  if (isUnion(inner)) return optionsOf(inner, value).flatMap((option) => keysOf(option, value));
  return Object.keys(shapeOf(inner));
};

const inside = (value: unknown, part: PropertyKey): unknown =>
  value !== null && typeof value === "object" && Object.hasOwn(value, part)
    ? (value as Record<PropertyKey, unknown>)[part]
    : undefined;

/** Keys that a schema knows at a path of a value, sorted; over all alternatives that the value leaves open. */
export const keysAt = (schema: z.ZodType, path: readonly PropertyKey[], root: unknown): readonly string[] => {
  let reached: readonly unknown[] = [schema];
  let value = root;
  for (const part of path) {
    reached = reached.flatMap((one) => step(one, part, value));
    value = inside(value, part);
  }
  return [...new Set(reached.flatMap((one) => keysOf(one, value)))].sort();
};

/** Alternatives that have a key, by what decides between them: routes of provider entries, say. */
export const alternativesWith = (union: z.ZodDiscriminatedUnion, key: string): readonly string[] =>
  union.options
    .filter((option) => Object.hasOwn(shapeOf(option), key))
    .flatMap((option) => literalsOf(shapeOf(option)[union.def.discriminator]))
    .map(String)
    .sort();
