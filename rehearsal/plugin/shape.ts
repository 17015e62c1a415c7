import type { Attribute, Block, BlockType, NestedType } from "./schema";
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

/** Attributes inside an attribute, as if they were a block. */
export const nestedBlock = (type: NestedType): BlockType => ({
  nesting_mode: type.nesting_mode === "map" ? "single" : type.nesting_mode,
  block: { attributes: type.attributes },
});

const isEmpty = (value: unknown): value is null | undefined => value === null || value === undefined;

/** `prior` is what the thing has now; undefined when there is none yet. */
const plannedAttribute = (
  name: string,
  attribute: Attribute,
  given: { config?: Values; prior?: Values; proposed: Values },
): unknown => {
  const { config, prior, proposed } = given;
  if (attribute.write_only === true) return null;
  const silent = isEmpty(config?.[name]);
  if (attribute.computed === true && silent) return prior === undefined ? UNKNOWN : (prior[name] ?? null);
  const { nested_type } = attribute;
  if (nested_type === undefined || isEmpty(proposed[name]) || nested_type.nesting_mode === "map")
    return proposed[name] ?? null;
  return mapBlock(nestedBlock(nested_type), proposed[name], (inner, item, index) =>
    plannedValues(inner, child(config, name, index), child(prior, name, index), item),
  );
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
      plannedAttribute(name, attribute, { config, prior, proposed }),
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
    Object.entries(block.attributes ?? {}).map(([name, attribute]) => {
      const value = values[name];
      if (isUnknown(value)) return [name, name in top ? top[name] : emptyOf(attribute)];
      const { nested_type } = attribute;
      if (nested_type === undefined || isEmpty(value) || nested_type.nesting_mode === "map") return [name, value];
      return [name, mapBlock(nestedBlock(nested_type), value, (inner, item) => settle(inner, item))];
    }),
  ),
  ...Object.fromEntries(
    Object.entries(block.block_types ?? {}).map(([name, type]) => [
      name,
      mapBlock(type, isUnknown(values[name]) ? null : values[name], (inner, item) => settle(inner, item)),
    ]),
  ),
});

const emptyOf = ({ type, nested_type }: Attribute): unknown => {
  const kind = nested_type?.nesting_mode ?? (Array.isArray(type) ? type[0] : type);
  if (kind === "list" || kind === "set") return [];
  return kind === "map" ? {} : null;
};

/** Fills in what a provider plans by itself. Paths with dots go through every member of a block. */
export const withDefaults = (values: Values, defaults: Readonly<Record<string, unknown>>): Values => {
  const filled = { ...values };
  for (const [path, value] of Object.entries(defaults)) {
    const [name = "", ...rest] = path.split(".");
    const inner = filled[name];
    if (rest.length === 0) {
      if (name in filled && (isEmpty(inner) || isUnknown(inner))) filled[name] = value;
      continue;
    }
    const deeper = (item: unknown) => (isObject(item) ? withDefaults(item, { [rest.join(".")]: value }) : item);
    filled[name] = Array.isArray(inner) ? inner.map(deeper) : deeper(inner);
  }
  return filled;
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

/** Paths of attributes, at any depth, for which `wrong` holds. */
const attributesWhere = (
  block: Block,
  values: Values,
  wrong: (attribute: Attribute, value: unknown) => boolean,
): string[] => [
  ...Object.entries(block.attributes ?? {}).flatMap(([name, attribute]) => [
    ...(wrong(attribute, values[name]) ? [name] : []),
    ...(attribute.nested_type === undefined
      ? []
      : inside(name, nestedBlock(attribute.nested_type).block, values[name], wrong)),
  ]),
  ...Object.entries(block.block_types ?? {}).flatMap(([name, type]) => inside(name, type.block, values[name], wrong)),
];

const inside = (
  name: string,
  block: Block,
  value: unknown,
  wrong: (attribute: Attribute, value: unknown) => boolean,
): string[] =>
  [value]
    .flat()
    .filter(isObject)
    .flatMap((item) => attributesWhere(block, item, wrong).map((inner) => `${name}.${inner}`));

/** Names of required attributes that have no value; Terraform itself lets a written `null` pass. */
export const missingAttributes = (block: Block, values: Values): string[] =>
  attributesWhere(block, values, ({ required }, value) => required === true && isEmpty(value));

/** Names of write-only attributes that have a value. */
export const writeOnlyAttributes = (block: Block, values: Values): string[] =>
  attributesWhere(block, values, ({ write_only }, value) => write_only === true && !isEmpty(value));
