import type { Source } from "./source";

/** One AWS partition and whether Claude on Bedrock can be declared in it. */
export interface Partition extends Source {
  readonly name: "aws" | "aws-us-gov" | "aws-cn";
  /** Why it is refused; `undefined` where it is supported. */
  readonly refusal?: string;
}

const DOCS = { source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html", date: "2026-11-23" };
const COMMERCIAL: Partition = { name: "aws", ...DOCS };
const GOV: Partition = { name: "aws-us-gov", ...DOCS };
const CHINA: Partition = {
  name: "aws-cn",
  refusal: "Amazon Bedrock offers no Claude model in the China regions (partition aws-cn)",
  ...DOCS,
};

/** The partition that a region belongs to. */
export const partitionOf = (region: string): Partition => {
  if (region.startsWith("us-gov-")) return GOV;
  if (region.startsWith("cn-")) return CHINA;
  return COMMERCIAL;
};
