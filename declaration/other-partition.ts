import { partitionOf } from "../catalog/aws-partitions";

/** What is wrong with an ARN that is of another partition than a region: AWS joins nothing across partitions. */
export const otherPartition = (arn: string, region: string): string => {
  const { name } = partitionOf(region);
  return `"${arn}" is of partition ${arn.split(":")[1]}, the region ${region} of ${name}; name one that starts with arn:${name}:`;
};
