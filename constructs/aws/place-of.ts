import { partitionOf } from "../../catalog/aws-partitions";

/** An account and a region, with the partition that their ARNs begin with. */
export interface AwsPlace {
  readonly partition: string;
  /** Twelve digits. */
  readonly account: string;
  readonly region: string;
}

/** The partition is the region's. Throws in a partition where Claude cannot be declared; the loader reports that earlier. */
export const placeOf = ({ account, region }: Omit<AwsPlace, "partition">): AwsPlace => {
  const partition = partitionOf(region);
  if (partition.refusal !== undefined) throw new Error(`${partition.refusal}; declare another region than ${region}`);
  return { partition: partition.name, account, region };
};
