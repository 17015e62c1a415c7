import { z } from "zod";

const unwrap = (schema: unknown): unknown => (schema instanceof z.ZodOptional ? unwrap(schema.unwrap()) : schema);

const step = (schema: unknown, part: PropertyKey): unknown[] => {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodUnion) return inner.options.flatMap((option) => step(option, part));
  if (inner instanceof z.ZodRecord) return [inner.valueType];
  if (inner instanceof z.ZodArray) return typeof part === "number" ? [inner.element] : [];
  if (!(inner instanceof z.ZodObject)) return [];
  const shape = inner.shape as Record<string, unknown>;
  return Object.hasOwn(shape, part) ? [shape[part as string]] : [];
};

const keysOf = (schema: unknown): string[] => {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodUnion) return inner.options.flatMap(keysOf);
  return inner instanceof z.ZodObject ? Object.keys(inner.shape) : [];
};

/** Keys that a schema knows at a path, sorted; over all alternatives. */
export const keysAt = (schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] => {
  const reached = path.reduce<unknown[]>((schemas, part) => schemas.flatMap((one) => step(one, part)), [schema]);
  return [...new Set(reached.flatMap(keysOf))].sort();
};
