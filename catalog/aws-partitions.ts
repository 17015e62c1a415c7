import type { Source } from "./source";

/** One AWS partition and whether Claude on Bedrock can be declared in it. */
export interface Partition extends Source {
  readonly name: "aws" | "aws-us-gov" | "aws-cn" | "aws-iso" | "aws-iso-b" | "aws-iso-e" | "aws-iso-f" | "aws-eusc";
  /** Why it is refused; `undefined` where it is supported. */
  readonly refusal?: string;
}

const DOCS = { source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html", date: "2026-11-23" };
const LIST = { source: "botocore 1.43.106, botocore/data/partitions.json", date: "2026-11-23" };

const COMMERCIAL: Partition = { name: "aws", ...DOCS };
const unknown = (name: Partition["name"]): Partition => ({
  name,
  refusal: `the partition ${name} is not known to this tool, neither its Claude models nor its endpoints`,
  ...LIST,
});

/** Partitions other than `aws`, by the start of their regions' names. */
const BY_START: readonly (readonly [start: string, partition: Partition])[] = [
  ["us-gov-", { name: "aws-us-gov", ...DOCS }],
  [
    "cn-",
    {
      name: "aws-cn",
      refusal: "Amazon Bedrock offers no Claude model in the China regions (partition aws-cn)",
      ...DOCS,
    },
  ],
  ["us-iso-", unknown("aws-iso")],
  ["us-isob-", unknown("aws-iso-b")],
  ["eu-isoe-", unknown("aws-iso-e")],
  ["us-isof-", unknown("aws-iso-f")],
  ["eusc-", unknown("aws-eusc")],
];

/** The partition that a region belongs to. */
export const partitionOf = (region: string): Partition =>
  BY_START.find(([start]) => region.startsWith(start))?.[1] ?? COMMERCIAL;
