import type { Source } from "./source";

/** Alias families that the client pins apart: `ANTHROPIC_DEFAULT_{OPUS,SONNET,HAIKU,FABLE}_MODEL`. */
export const FAMILIES = ["opus", "sonnet", "haiku", "fable"] as const;
export type Family = (typeof FAMILIES)[number];

/** One Claude model, and what each route calls it. A route that is `undefined` is not known to offer it. */
export interface Model extends Source {
  /** Anthropic's name, as written in a declaration: `claude-sonnet-5`. */
  readonly id: string;
  readonly family: Family;
  /** Full id on Anthropic's own API; key of `modelOverrides`. */
  readonly anthropic: string;
  /** Amazon Bedrock foundation-model id, without a geography prefix. */
  readonly bedrock?: string;
  /** Google Cloud's id, under the publisher `anthropic`. */
  readonly vertex?: string;
  /** Ending of the client's variable for this model's own region on Vertex AI: `VERTEX_REGION_CLAUDE_5_SONNET`. */
  readonly vertexRegionVariable?: string;
}

const CLIENT = { source: "@anthropic-ai/claude-code 2.1.330, baked model catalogue", date: "2026-11-22" } as const;

/** How a model is called where its names follow the rule of its generation; a release day stands in older ids. */
const model = (
  id: string,
  family: Family,
  bedrock: string,
  vertexRegionVariable: string,
  released?: string,
): Model => ({
  id,
  family,
  anthropic: released === undefined ? id : `${id}-${released}`,
  bedrock,
  vertex: released === undefined ? id : `${id}@${released}`,
  vertexRegionVariable: `VERTEX_REGION_CLAUDE_${vertexRegionVariable}`,
  ...CLIENT,
});

/** Every model that a declaration may name, in the client's order of families and newest first. */
export const MODELS: readonly Model[] = [
  model("claude-fable-5-2", "fable", "anthropic.claude-fable-5-2", "FABLE_5_2"),
  model("claude-fable-5-1", "fable", "anthropic.claude-fable-5-1", "FABLE_5_1"),
  model("claude-fable-5", "fable", "anthropic.claude-fable-5", "FABLE_5"),
  model("claude-opus-5-5", "opus", "anthropic.claude-opus-5-5", "5_5_OPUS"),
  model("claude-opus-5", "opus", "anthropic.claude-opus-5", "5_OPUS"),
  model("claude-opus-4-8", "opus", "anthropic.claude-opus-4-8", "4_8_OPUS"),
  model("claude-opus-4-7", "opus", "anthropic.claude-opus-4-7", "4_7_OPUS"),
  model("claude-opus-4-6", "opus", "anthropic.claude-opus-4-6-v1", "4_6_OPUS"),
  model("claude-opus-4-5", "opus", "anthropic.claude-opus-4-5-20251101-v1:0", "4_5_OPUS", "20251101"),
  model("claude-opus-4-1", "opus", "anthropic.claude-opus-4-1-20250805-v1:0", "4_1_OPUS", "20250805"),
  model("claude-sonnet-5-5", "sonnet", "anthropic.claude-sonnet-5-5", "5_5_SONNET"),
  model("claude-sonnet-5", "sonnet", "anthropic.claude-sonnet-5", "5_SONNET"),
  model("claude-sonnet-4-6", "sonnet", "anthropic.claude-sonnet-4-6", "4_6_SONNET"),
  model("claude-sonnet-4-5", "sonnet", "anthropic.claude-sonnet-4-5-20250929-v1:0", "4_5_SONNET", "20250929"),
  model("claude-haiku-5-5", "haiku", "anthropic.claude-haiku-5-5", "HAIKU_5_5"),
  model("claude-haiku-4-5", "haiku", "anthropic.claude-haiku-4-5-20251001-v1:0", "HAIKU_4_5", "20251001"),
];

const BY_ID = new Map(MODELS.map((entry) => [entry.id, entry]));

/** The model of that name, or `undefined` when the catalog does not know it. */
export const findModel = (id: string): Model | undefined => BY_ID.get(id);

/**
 * Anthropic id that a client of 2.1.330 takes for a family on Bedrock and on Vertex AI when nothing is pinned; `fable` has no
 * check at start. A family without a granted model is mapped away from it through `modelOverrides`.
 */
export const CLOUD_CLIENT_DEFAULTS: Readonly<Partial<Record<Family, string>>> = {
  opus: "claude-opus-5-5",
  sonnet: "claude-sonnet-4-5-20250929",
  haiku: "claude-haiku-4-5-20251001",
};
