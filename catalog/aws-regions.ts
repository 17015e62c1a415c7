import type { Source } from "./source";

const LIST: Source = { source: "botocore 1.43.106, botocore/data/partitions.json", date: "2026-11-23" };

/** Regions of the partitions that can be declared, by partition; AWS opens new ones, so what is missing is not wrong. */
const REGIONS = {
  aws: [
    "af-south-1",
    "ap-east-1",
    "ap-east-2",
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-northeast-3",
    "ap-south-1",
    "ap-south-2",
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-southeast-3",
    "ap-southeast-4",
    "ap-southeast-5",
    "ap-southeast-6",
    "ap-southeast-7",
    "ca-central-1",
    "ca-west-1",
    "eu-central-1",
    "eu-central-2",
    "eu-north-1",
    "eu-south-1",
    "eu-south-2",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "il-central-1",
    "me-central-1",
    "me-south-1",
    "mx-central-1",
    "sa-east-1",
    "us-east-1",
    "us-east-2",
    "us-west-1",
    "us-west-2",
  ],
  "aws-us-gov": ["us-gov-east-1", "us-gov-west-1"],
} as const;

/** Every region that the catalog knows, with source and date. */
export const AWS_REGIONS: Source & { readonly names: readonly string[] } = {
  names: Object.values(REGIONS).flat(),
  ...LIST,
};

/** The words by which AWS tells the regions of one area apart. */
const QUARTER = /^(central|(north|south)(east|west)?|east|west)$/;

/** Start of a region's name, before quarter and number: `eu`, `us-gov`. */
export const areaOf = (region: string): string => region.split("-").slice(0, -2).join("-");

/**
 * Whether a region that the catalog does not know is named as AWS names its regions: in an area that is known, with a
 * quarter of the compass. Such a region may have opened since; any other is more likely misspelt.
 */
export const couldBeRegion = (region: string): boolean =>
  AWS_REGIONS.names.some((known) => areaOf(known) === areaOf(region)) && QUARTER.test(region.split("-").at(-2) ?? "");
