import type { Block } from "../plugin/schema";
import type { Values } from "../plugin/values";

const child = (values: Values | null | undefined, name: string, index: number): Values | null => {
  const inner = values?.[name];
  return ((Array.isArray(inner) ? inner[index] : inner) ?? null) as Values | null;
};

/**
 * What Terraform proposes to a provider: the configuration, and what the thing has already where the configuration is
 * silent and the provider may choose. Both whole, in the shape of the block.
 */
export const proposedValues = (block: Block, prior: Values | null, config: Values): Values => ({
  ...Object.fromEntries(
    Object.entries(block.attributes ?? {}).map(([name, { computed }]) => [
      name,
      computed === true && config[name] === null ? (prior?.[name] ?? null) : config[name],
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(block.block_types ?? {}).map(([name, type]) => {
      const inner = config[name];
      const each = (item: unknown, index: number): unknown =>
        item === null ? null : proposedValues(type.block, child(prior, name, index), item as Values);
      return [name, Array.isArray(inner) ? inner.map(each) : each(inner ?? null, 0)];
    }),
  ),
});
