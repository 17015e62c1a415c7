import type { Source } from "./source";

/** How a request may travel: a geographic or global inference profile, or the model in its own region. */
export const GEOGRAPHIES = ["us", "eu", "jp", "au", "apac", "us-gov", "global", "in-region"] as const;
export type Geography = (typeof GEOGRAPHIES)[number];

/** Where the requests of one inference profile may be answered. */
export interface Destinations extends Source {
  /** Regions, sorted. For `global` the list is empty: its grants name no destination region. */
  readonly regions: readonly string[];
}

const GUIDANCE = {
  source: "AWS guidance for Claude Code with Amazon Bedrock v2.5.2, models.py (2026-07)",
  date: "2026-11-22",
} as const;
const to = (...regions: string[]): Destinations => ({ regions: [...regions].sort(), ...GUIDANCE });

const US_CORE = ["us-east-1", "us-east-2", "us-west-2"] as const;
const US_CANADA = [...US_CORE, "ca-central-1", "ca-west-1"] as const;
const EU_CORE = ["eu-central-1", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-3"] as const;
const JAPAN = to("ap-northeast-1", "ap-northeast-3");
const AUSTRALIA = to("ap-southeast-2", "ap-southeast-4");
const APAC = to(
  "ap-northeast-1",
  "ap-northeast-2",
  "ap-northeast-3",
  "ap-south-1",
  "ap-south-2",
  "ap-southeast-1",
  "ap-southeast-2",
  "ap-southeast-4",
);
const GOV = to("us-gov-east-1", "us-gov-west-1");
const GLOBAL: Destinations = { regions: [], ...GUIDANCE };

type ByGeography = { readonly [geography in Geography]?: Destinations };

/**
 * Destination regions by model and geography. What is missing is not known: it is never read as "all regions".
 * They can depend on the source region; where AWS says so the declaration's `profiles:` or `resolve: plan` decides.
 */
const DESTINATIONS: Readonly<Record<string, ByGeography>> = {
  "claude-fable-5": {
    us: to(...US_CANADA, "us-west-1"),
    eu: to(...EU_CORE, "eu-central-2"),
    global: GLOBAL,
  },
  "claude-opus-5-5": {
    jp: {
      regions: ["ap-northeast-1", "ap-northeast-3"],
      source: "https://dev.classmethod.jp (2026-09-23)",
      date: "2026-11-22",
    },
  },
  "claude-opus-4-8": { us: to(...US_CANADA, "us-west-1"), eu: to(...EU_CORE), "us-gov": GOV, global: GLOBAL },
  "claude-opus-4-7": { us: to(...US_CANADA, "us-west-1"), eu: to(...EU_CORE), global: GLOBAL },
  "claude-opus-4-6": {
    us: to(...US_CANADA, "us-west-1"),
    eu: to(...EU_CORE, "eu-central-2"),
    au: AUSTRALIA,
    global: GLOBAL,
  },
  "claude-opus-4-5": { us: to(...US_CORE, "ca-central-1"), eu: to(...EU_CORE), global: GLOBAL },
  "claude-opus-4-1": { us: to(...US_CORE) },
  "claude-sonnet-5": { us: to(...US_CANADA), eu: to(...EU_CORE), apac: APAC, global: GLOBAL },
  "claude-sonnet-4-6": { us: to(...US_CANADA), eu: to(...EU_CORE), jp: JAPAN, au: AUSTRALIA, global: GLOBAL },
  "claude-sonnet-4-5": {
    us: to("us-east-1", "us-east-2", "us-west-1", "us-west-2"),
    eu: to(...EU_CORE, "eu-central-2", "eu-west-2"),
    jp: JAPAN,
    au: AUSTRALIA,
    "us-gov": GOV,
    global: GLOBAL,
  },
  "claude-haiku-4-5": {
    us: to(...US_CORE, "ca-central-1"),
    eu: to(...EU_CORE),
    jp: JAPAN,
    au: AUSTRALIA,
    global: GLOBAL,
  },
};

/**
 * Where a profile of that model and geography sends requests; `undefined` when the catalog does not know.
 * `in-region` is never in the table: whether a region offers a model on demand is declared under `profiles:`.
 */
export const findDestinations = (modelId: string, geography: Geography): Destinations | undefined =>
  DESTINATIONS[modelId]?.[geography];

/** Geographies that the catalog knows for a model, in the order of `GEOGRAPHIES`. */
export const knownGeographies = (modelId: string): readonly Geography[] =>
  GEOGRAPHIES.filter((geography) => DESTINATIONS[modelId]?.[geography] !== undefined);

/** The prefix that the client derives from its region when nothing else is set (client 2.1.330, bundle, 2026-11-20). */
export const clientPrefixOf = (region: string): Geography => {
  if (region.startsWith("us-gov-")) return "us-gov";
  if (region.startsWith("us-")) return "us";
  if (region.startsWith("eu-")) return "eu";
  if (region.startsWith("ap-")) return "apac";
  return "global";
};

/** Region prefixes from which a geography's profiles can be called (`undefined`: from any commercial region). */
export const sourceRegionsOf = (geography: Geography): readonly string[] | undefined => {
  const prefixes: { readonly [key in Geography]?: readonly string[] } = {
    us: ["us-", "ca-"],
    eu: ["eu-"],
    jp: JAPAN.regions,
    au: AUSTRALIA.regions,
    apac: ["ap-"],
    "us-gov": ["us-gov-"],
  };
  return prefixes[geography];
};
