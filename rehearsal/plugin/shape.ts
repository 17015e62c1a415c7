import type { Attribute, Block, BlockType } from "./schema";
import { isUnknown, UNKNOWN, type Values } from "./values";

const isObject = (value: unknown): value is Values =>
  value !== null && typeof value === "object" && !Array.isArray(value) && !isUnknown(value);

const mapBlock = (
  type: BlockType,
  value: unknown,
  each: (block: Block, item: Values, index: number) => Values,
): unknown => {
  if (isUnknown(value)) return value;
  if (type.nesting_mode === "single" || type.nesting_mode === "group")
    return isObject(value) ? each(type.block, value, 0) : null;
  if (type.nesting_mode === "map") return value ?? {};
  const items = Array.isArray(value) ? value : [];
  return items.map((item, index) => (isObject(item) ? each(type.block, item, index) : item));
};

/** A whole object of a block's shape: what is missing becomes null or empty, what the schema does not know is left out. */
export const conform = (block: Block, values: Values): Values => ({
  ...Object.fromEntries(Object.keys(block.attributes ?? {}).map((name) => [name, values[name] ?? null])),
  ...Object.fromEntries(
    Object.entries(block.block_types ?? {}).map(([name, type]) => [name, mapBlock(type, values[name], conform)]),
  ),
});

/** `prior` is what the thing has now; undefined when there is none yet. */
const plannedAttribute = (attribute: Attribute, config: unknown, prior: unknown, proposed: unknown): unknown => {
  if (attribute.write_only === true) return null;
  if (attribute.computed !== true || (config !== null && config !== undefined)) return proposed ?? null;
  return prior === undefined ? UNKNOWN : prior;
};

const child = (values: unknown, name: string, index: number): Values | undefined => {
  const inner = isObject(values) ? values[name] : undefined;
  const item = Array.isArray(inner) ? inner[index] : inner;
  return isObject(item) ? item : undefined;
};

/**
 * The planned object: configured values as they stand, computed ones as they were, or unknown where nothing was.
 * Terraform stops with "inconsistent result" when a plan disagrees with the configuration.
 */
export const plannedValues = (
  block: Block,
  config: Values | undefined,
  prior: Values | undefined,
  proposed: Values,
): Values => ({
  ...Object.fromEntries(
    Object.entries(block.attributes ?? {}).map(([name, attribute]) => [
      name,
      plannedAttribute(
        attribute,
        config?.[name],
        prior === undefined ? undefined : (prior[name] ?? null),
        proposed[name],
      ),
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(block.block_types ?? {}).map(([name, type]) => [
      name,
      mapBlock(type, proposed[name], (inner, item, index) =>
        plannedValues(inner, child(config, name, index), child(prior, name, index), item),
      ),
    ]),
  ),
});

/** Replaces every unknown of a block: by `top` on the first level, else by an empty value of its type. */
export const settle = (block: Block, values: Values, top: Values = {}): Values => ({
  ...values,
  ...Object.fromEntries(
    Object.entries(block.attributes ?? {})
      .filter(([name]) => isUnknown(values[name]))
      .map(([name, { type }]) => [name, name in top ? top[name] : emptyOf(type)]),
  ),
  ...Object.fromEntries(
    Object.entries(block.block_types ?? {}).map(([name, type]) => [
      name,
      mapBlock(type, isUnknown(values[name]) ? null : values[name], (inner, item) => settle(inner, item)),
    ]),
  ),
});

const emptyOf = (type: Attribute["type"]): unknown => {
  const kind = Array.isArray(type) ? type[0] : type;
  if (kind === "list" || kind === "set") return [];
  return kind === "map" ? {} : null;
};

const dynamicNames = ({ attributes = {} }: Block): string[] =>
  Object.entries(attributes).flatMap(([name, { type }]) => (type === "dynamic" ? [name] : []));

const mapDynamic = (block: Block, values: Values, change: (value: unknown) => unknown): Values => {
  const names = dynamicNames(block);
  if (names.length === 0) return values;
  return { ...values, ...Object.fromEntries(names.map((name) => [name, change(values[name])])) };
};

/** A value of a dynamic attribute travels as `[type, value]`; it is kept as Terraform's state keeps it, by these names. */
export const dynamicFromWire = (block: Block, values: Values): Values =>
  mapDynamic(block, values, (value) =>
    Array.isArray(value) ? { type: JSON.parse(Buffer.from(value[0]).toString("utf8")), value: value[1] } : value,
  );

/** The way back of `dynamicFromWire`. */
export const dynamicToWire = (block: Block, values: Values): Values =>
  mapDynamic(block, values, (value) =>
    isObject(value) && "type" in value ? [Buffer.from(JSON.stringify(value.type)), value.value] : value,
  );

/** Names of required attributes that have no value; Terraform itself lets a written `null` pass. */
export const missingAttributes = (block: Block, values: Values): string[] => [
  ...Object.entries(block.attributes ?? {}).flatMap(([name, { required }]) =>
    required === true && (values[name] ?? null) === null ? [name] : [],
  ),
  ...Object.entries(block.block_types ?? {}).flatMap(([name, type]) => {
    const items = isUnknown(values[name]) ? [] : [values[name]].flat();
    return items
      .filter(isObject)
      .flatMap((item) => missingAttributes(type.block, item).map((inner) => `${name}.${inner}`));
  }),
];
