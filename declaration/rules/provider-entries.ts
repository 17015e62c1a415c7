import { partitionOf } from "../../catalog/aws-partitions";
import { GEOGRAPHIES, type Geography, sourceRegionsOf } from "../../catalog/bedrock-profiles";
import { allAws } from "../entries";
import { otherPartition } from "../other-partition";
import type { AwsEntry } from "../schema";
import type { Rule, RuleContext } from "./rule-context";

const reaches = (region: string, geography: Geography): boolean => {
  if (geography === "in-region") return true;
  const government = region.startsWith("us-gov-");
  if (government || geography === "us-gov") return government && geography === "us-gov";
  return sourceRegionsOf(geography)?.some((prefix) => region.startsWith(prefix)) ?? true;
};

const checkGeography = (
  { report }: RuleContext,
  path: string,
  region: string,
  geography: Geography,
  allowed: readonly Geography[] = GEOGRAPHIES,
): void => {
  if (partitionOf(region).refusal !== undefined || reaches(region, geography)) return;
  const fitting = allowed.filter((other) => reaches(region, other));
  report(
    "geography",
    `${path}.geography`,
    `"${geography}" cannot be called from ${region}; allowed there: ${fitting.join(", ")}`,
    geography,
  );
};

const checkArn = (
  { report }: RuleContext,
  path: string,
  arn: string | undefined,
  entry: AwsEntry,
  ownAccount: boolean,
  kind?: "policy" | "role",
): void => {
  if (arn === undefined) return;
  const [, partition, , , account, resource = ""] = arn.split(":");
  const expected = partitionOf(entry.region).name;
  if (kind !== undefined && !resource.startsWith(`${kind}/`)) {
    const example = `arn:${expected}:iam::${entry.account}:${kind}/NAME`;
    report("arn-kind", path, `"${arn}" is the ARN of no ${kind}; allowed: ${example}`, arn);
  } else if (partition !== expected) {
    report("arn-partition", path, otherPartition(arn, entry.region), arn);
  } else if (ownAccount && account !== entry.account && account !== "aws") {
    report(
      "arn-account",
      path,
      `"${arn}" is of account ${account}, the entry of ${entry.account}; AWS takes only its own`,
      arn,
    );
  }
};

const OTHER_DOORS = { mantle: "Bedrock Mantle", "anthropic-aws": "Claude Platform on AWS" } as const;
const ACROSS_REGIONS = GEOGRAPHIES.filter((geography) => geography !== "in-region");

const checkPlace = (context: RuleContext, path: string, entry: AwsEntry): void => {
  const { region } = entry;
  if (entry.route === "bedrock") {
    checkGeography(context, path, region, entry.geography);
    return;
  }
  const partition = partitionOf(region);
  if (partition.refusal === undefined && partition.name !== "aws") {
    const message = `"${region}" is a region of ${partition.name}, where ${OTHER_DOORS[entry.route]} is not known to be; choose a region of the partition aws`;
    context.report("door-partition", `${path}.region`, message, region);
  } else if (entry.route === "mantle" && entry.bedrock !== undefined) {
    checkGeography(context, `${path}.bedrock`, region, entry.bedrock.geography, ACROSS_REGIONS);
  }
};

/** Geography and ARNs of an entry agree with its region. */
export const providerEntries: Rule = (context) => {
  for (const [name, entry] of allAws(context.declaration)) {
    const path = `providers.${name}`;
    if (name.startsWith("shared-")) {
      context.report(
        "reserved-name",
        path,
        `"${name}" is reserved: stacks named shared-ACCOUNT hold what an account has once`,
        name,
      );
    }
    checkPlace(context, path, entry);
    checkArn(context, `${path}.permissionsBoundary`, entry.permissionsBoundary, entry, true, "policy");
    checkArn(context, `${path}.deploy.assumeRole`, entry.deploy?.assumeRole, entry, true, "role");
    if (entry.signIn !== undefined && "identityCenter" in entry.signIn) {
      const { instanceArn, deploy } = entry.signIn.identityCenter;
      checkArn(context, `${path}.signIn.identityCenter.instanceArn`, instanceArn, entry, false);
      checkArn(context, `${path}.signIn.identityCenter.deploy.assumeRole`, deploy?.assumeRole, entry, false, "role");
    }
  }
};
