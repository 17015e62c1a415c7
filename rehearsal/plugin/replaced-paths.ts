import type { Block, BlockType } from "./schema";
import { nestedBlock } from "./shape";
import { isUnknown, sameValue, type Values } from "./values";

/** Where a value stands: names of attributes and blocks, and indexes of lists. */
export type Path = readonly (string | number)[];

const differ = (one: unknown, other: unknown): boolean =>
  isUnknown(one) || isUnknown(other) || !sameValue(one ?? null, other ?? null);

const isObject = (value: unknown): boolean =>
  value !== null && typeof value === "object" && !Array.isArray(value) && !isUnknown(value);

/** What lies inside a block, or inside an attribute with attributes of its own; those of a map have no names. */
const insideOf = ({ attributes = {}, block_types = {} }: Block, name: string): BlockType | undefined => {
  const nested = attributes[name]?.nested_type;
  return nested === undefined || nested.nesting_mode === "map" ? block_types[name] : nestedBlock(nested);
};

const walk = (block: Block, names: readonly string[], prior: Values, planned: Values, where: Path): Path[] => {
  const [name = "", ...rest] = names;
  const one = prior[name];
  const other = planned[name];
  if (!(name in planned) || !differ(one, other)) return [];
  const type = insideOf(block, name);
  if (type === undefined || rest.length === 0) return [[...where, name]];
  const inner = (before: unknown, after: unknown, place: Path): Path[] =>
    walk(type.block, rest, before as Values, after as Values, place);
  if (isObject(one) && isObject(other)) return inner(one, other, [...where, name]);
  // Members of a set have no address, nor have those of lists of two lengths, or what comes or goes as a whole.
  if (type.nesting_mode !== "list" || !Array.isArray(one) || !Array.isArray(other) || one.length !== other.length)
    return [[...where, name]];
  return other.flatMap((item, index) => inner(one[index] ?? {}, item ?? {}, [...where, name, index]));
};

/**
 * Places whose change means another thing.
 *
 * @param forceNew paths with dots and without indexes, as in `schemas/behaviour-*.json`
 */
export const replacedPaths = (block: Block, forceNew: readonly string[], prior: Values, planned: Values): Path[] => {
  const paths = forceNew.flatMap((path) => walk(block, path.split("."), prior, planned, []));
  return [...new Map(paths.map((path) => [path.join("."), path])).values()];
};
