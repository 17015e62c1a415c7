import { MODELS } from "./models";

/**
 * Models on Bedrock Mantle; one that is not named here is not known to be there.
 * Source: @anthropic-ai/claude-code 2.1.330, baked model catalogue, 2026-11-22.
 */
const ON_MANTLE: ReadonlySet<string> = new Set([
  "claude-fable-5-2",
  "claude-fable-5-1",
  "claude-fable-5",
  "claude-opus-5-5",
  "claude-opus-5",
  "claude-opus-4-8",
  "claude-opus-4-7",
  "claude-sonnet-5-5",
  "claude-sonnet-5",
  "claude-haiku-5-5",
  "claude-haiku-4-5",
]);

/** Catalog ids of the models on Bedrock Mantle, in the catalog's order. */
export const mantleModels = (): readonly string[] => MODELS.flatMap(({ id }) => (ON_MANTLE.has(id) ? [id] : []));

/** What Mantle calls a model: `anthropic.claude-sonnet-5`; undefined for one that is not known to be there. */
export const mantleIdOf = (model: string): string | undefined =>
  ON_MANTLE.has(model) ? `anthropic.${model}` : undefined;
