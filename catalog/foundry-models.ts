import { findModel } from "./models";
import type { Source } from "./source";

/** Who runs the inference: Anthropic on its own machines, or Anthropic on Azure's. The version of a deployment decides. */
export const FOUNDRY_HOSTINGS = ["anthropic", "azure"] as const;
export type FoundryHosting = (typeof FOUNDRY_HOSTINGS)[number];

/** Kinds of deployments that offer Claude models. Data zones are of the United States, and of models that Azure hosts. */
export const FOUNDRY_SKUS = ["GlobalStandard", "DataZoneStandard"] as const;
export type FoundrySku = (typeof FOUNDRY_SKUS)[number];

/** Words that the offer takes for a company's trade. */
export const FOUNDRY_INDUSTRIES = [
  "technology",
  "finance",
  "healthcare",
  "education",
  "retail",
  "manufacturing",
  "government",
  "media",
  "other",
] as const;

const HOSTING_PAGE = {
  source: "https://platform.claude.com/docs/en/build-with-claude/claude-in-microsoft-foundry",
  date: "2026-11-23",
};
const SAMPLES = { source: "Azure-Samples/claude, templates of June 2026", date: "2026-06-30" };

/** Data zones: only models that Azure hosts have them, and only in regions of the United States. */
export const DATA_ZONE = {
  hosting: "azure",
  regions: /^(east|west|central|northcentral|southcentral|westcentral)us\d?$/,
  ...HOSTING_PAGE,
} as const;

/** What is known of one model at one hosting. */
interface KnownVersion extends Source {
  readonly version: string;
}

/** Versions that somebody has seen deployed, by model and hosting. */
const VERSIONS: Readonly<Record<string, Readonly<Partial<Record<FoundryHosting, KnownVersion>>>>> = {
  "claude-haiku-4-5": {
    anthropic: { version: "20251001", ...SAMPLES },
    azure: { version: "2", ...SAMPLES },
  },
};

/** A version, and whether anybody has seen it. */
export interface FoundryVersion {
  readonly version: string;
  /** False: it follows from how the others are named (`1` or a day: Anthropic; `2`: Azure), and nobody here has seen it. */
  readonly seen: boolean;
}

/** Version of a deployment that stands for a hosting. Never the highest one: the number names who hosts. */
export const foundryVersion = (model: string, hosting: FoundryHosting): FoundryVersion => {
  const known = Object.hasOwn(VERSIONS, model) ? VERSIONS[model]?.[hosting] : undefined;
  if (known !== undefined) return { version: known.version, seen: true };
  if (hosting === "azure") return { version: "2", seen: false };
  const [released] = /\d{8}$/.exec(findModel(model)?.anthropic ?? "") ?? [];
  return { version: released ?? "1", seen: false };
};

/** Families that are known to be offered, by region. */
const FAMILIES_IN: Readonly<Record<string, readonly string[]>> = {
  eastus2: ["opus", "sonnet", "haiku", "fable"],
  swedencentral: ["opus", "sonnet", "haiku", "fable"],
  westus2: ["opus", "sonnet"],
};

/** Regions that are known to offer Claude models; others may by now. */
export const FOUNDRY_LOCATIONS = { locations: Object.keys(FAMILIES_IN), ...SAMPLES } as const;

/** Whether a model is offered in a region: `undefined` where nobody knows. */
export const isOfferedInFoundry = (model: string, location: string): boolean | undefined => {
  const families = Object.hasOwn(FAMILIES_IN, location) ? FAMILIES_IN[location] : undefined;
  const family = findModel(model)?.family;
  if (families === undefined || family === undefined) return undefined;
  return families.includes(family) ? true : undefined;
};
