/** Terraform's type of an attribute: `"string"`, `["list", "string"]`, `["object", {…}]`, `"dynamic"`. */
export type AttributeType = string | readonly [string, AttributeType | Readonly<Record<string, AttributeType>>];

/** One attribute of a block. */
export interface Attribute {
  readonly type?: AttributeType;
  readonly nested_type?: NestedType;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  readonly sensitive?: boolean;
  readonly write_only?: boolean;
}

/** Attributes inside an attribute (protocol 6 only). */
export interface NestedType {
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly nesting_mode: "single" | "list" | "set" | "map";
}

/** A block inside a block. */
export interface BlockType {
  readonly nesting_mode: "single" | "list" | "set" | "map" | "group";
  readonly block: Block;
  readonly min_items?: number;
  readonly max_items?: number;
}

/** Attributes and blocks of a resource, data source or provider. */
export interface Block {
  readonly attributes?: Readonly<Record<string, Attribute>>;
  readonly block_types?: Readonly<Record<string, BlockType>>;
}

/** A block with its version. */
export interface Schema {
  readonly version?: number;
  readonly block: Block;
}

/** A schema file, as `schemas/README.md` describes it. */
export interface ProviderSchema {
  readonly source: string;
  readonly version: string;
  readonly provider: Schema;
  readonly resource_schemas: Readonly<Record<string, Schema>>;
  readonly data_source_schemas: Readonly<Record<string, Schema>>;
}

const BLOCK_NESTING = { single: 1, list: 2, set: 3, map: 4, group: 5 } as const;

/** Attributes without nested types travel in both protocols alike. */
const wireAttribute = ([name, attribute]: [string, Attribute]): object => ({
  name,
  ...(attribute.nested_type === undefined
    ? { type: Buffer.from(JSON.stringify(attribute.type)) }
    : {
        nestedType: {
          attributes: Object.entries(attribute.nested_type.attributes).map(wireAttribute),
          nesting: BLOCK_NESTING[attribute.nested_type.nesting_mode],
        },
      }),
  required: attribute.required === true,
  optional: attribute.optional === true,
  computed: attribute.computed === true,
  sensitive: attribute.sensitive === true,
  writeOnly: attribute.write_only === true,
});

const wireBlock = ({ attributes = {}, block_types = {} }: Block): object => ({
  attributes: Object.entries(attributes).map(wireAttribute),
  blockTypes: Object.entries(block_types).map(([typeName, type]) => ({
    typeName,
    block: wireBlock(type.block),
    nesting: BLOCK_NESTING[type.nesting_mode],
    minItems: type.min_items ?? 0,
    maxItems: type.max_items ?? 0,
  })),
});

/** A schema as the plugin protocol sends it. */
export const wireSchema = ({ version = 0, block }: Schema): object => ({ version, block: wireBlock(block) });

/** Whether a schema file needs protocol 6: it alone has nested types and dynamic values. */
export const needsProtocol6 = (schema: ProviderSchema): boolean =>
  [schema.provider, ...Object.values(schema.resource_schemas), ...Object.values(schema.data_source_schemas)].some(
    ({ block }) => blockNeeds6(block),
  );

const blockNeeds6 = ({ attributes = {}, block_types = {} }: Block): boolean =>
  Object.values(attributes).some(({ nested_type, type }) => nested_type !== undefined || type === "dynamic") ||
  Object.values(block_types).some(({ block }) => blockNeeds6(block));
