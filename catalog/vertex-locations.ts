import { findModel } from "./models";
import type { Source } from "./source";

/** A place that answers requests on Vertex AI: everywhere, one of two multi-regions, or one region. */
export type VertexLocation = "global" | "us" | "eu" | (string & {});

/** Locations that are no region, widest first. */
export const VERTEX_MULTI_REGIONS = ["global", "us", "eu"] as const;

/** What is known of where models answer. */
interface Offer extends Source {
  /** Models that it is known of, and newer ones of their families. */
  readonly models: ReadonlySet<string>;
}

const newest = [
  "claude-fable-5-2",
  "claude-fable-5-1",
  "claude-fable-5",
  "claude-opus-5-5",
  "claude-opus-5",
  "claude-opus-4-8",
  "claude-sonnet-5-5",
  "claude-sonnet-5",
  "claude-haiku-5-5",
] as const;
const since45 = [
  ...newest,
  "claude-opus-4-7",
  "claude-opus-4-6",
  "claude-opus-4-5",
  "claude-sonnet-4-6",
  "claude-sonnet-4-5",
  "claude-haiku-4-5",
] as const;

/** "Starting with Claude Sonnet 4.5 and all future models" there is a global endpoint. */
const GLOBAL: Offer = {
  models: new Set(since45),
  source: "https://platform.claude.com/docs/en/build-with-claude/claude-on-vertex-ai",
  date: "2026-08-22",
};
/** The quotas of models launched after 26 May 2026 are named for the global and the multi-regional endpoints. */
const MULTI_REGION: Offer = {
  models: new Set(newest),
  source: "https://docs.cloud.google.com/gemini-enterprise-agent-platform/models/partner-models/claude/quotas",
  date: "2026-11-23",
};
/** "Regional endpoints serve Sonnet 4.6 and earlier": these never answer in a single region. */
const NEVER_REGIONAL: Offer = {
  models: new Set([...newest, "claude-opus-4-7"]),
  source: "https://platform.claude.com/docs/en/build-with-claude/claude-on-vertex-ai",
  date: "2026-08-22",
};

/** Whether a model answers at a location; `undefined`: nobody here knows, the declaration's `offered` may say. */
export const isOfferedAt = (model: string, location: VertexLocation): boolean | undefined => {
  if (findModel(model)?.vertex === undefined) return false;
  if (location === "global") return GLOBAL.models.has(model) || undefined;
  if (location === "us" || location === "eu") return MULTI_REGION.models.has(model) || undefined;
  return NEVER_REGIONAL.models.has(model) ? false : undefined;
};

/** Locations at which a model is known to answer, widest first. */
export const knownLocations = (model: string): readonly VertexLocation[] =>
  VERTEX_MULTI_REGIONS.filter((location) => isOfferedAt(model, location) === true);
