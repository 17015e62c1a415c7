import { partitionOf } from "../../catalog/aws-partitions";
import { GEOGRAPHIES, type Geography, sourceRegionsOf } from "../../catalog/bedrock-profiles";
import { allBedrock } from "../entries";
import { otherPartition } from "../other-partition";
import type { BedrockEntry } from "../schema";
import type { Rule, RuleContext } from "./rule-context";

const reaches = (region: string, geography: Geography): boolean => {
  if (geography === "in-region") return true;
  const government = region.startsWith("us-gov-");
  if (government || geography === "us-gov") return government && geography === "us-gov";
  return sourceRegionsOf(geography)?.some((prefix) => region.startsWith(prefix)) ?? true;
};

const checkPlace = ({ report }: RuleContext, path: string, { region, geography }: BedrockEntry): void => {
  if (partitionOf(region).refusal !== undefined || reaches(region, geography)) return;
  const fitting = GEOGRAPHIES.filter((other) => reaches(region, other));
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
  entry: BedrockEntry,
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

/** Geography and ARNs of an entry agree with its region. */
export const providerEntries: Rule = (context) => {
  for (const [name, entry] of allBedrock(context.declaration)) {
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
