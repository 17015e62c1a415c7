import { partitionOf } from "../../catalog/aws-partitions";
import { awsPlacesOf } from "../entries";
import { otherPartition } from "../other-partition";
import type { AwsEntry, Workload } from "../schema";
import type { Rule, RuleContext } from "./rule-context";

const ROLE = /^arn:(aws[a-z-]*):iam::(\d{12}):role\/[\w+=,.@/-]+$/;

const checkOther = (
  { report }: RuleContext,
  path: string,
  workload: Workload,
  entries: readonly (readonly [string, AwsEntry])[],
): void => {
  if (!("account" in workload)) return;
  const { account, role, externalId, organizationId } = workload.account;
  if (role === undefined && externalId === undefined && organizationId === undefined) {
    report(
      "open-account",
      `${path}.account`,
      `lets in everybody of account ${account}; add role, externalId or organizationId`,
      account,
    );
  }
  if (role === undefined) return;
  const [, partition, owner] = ROLE.exec(role) ?? [];
  if (owner !== account) {
    report("role-account", `${path}.account.role`, `"${role}" is no role of account ${account}`, role);
    return;
  }
  for (const [, { region }] of entries) {
    if (partition === partitionOf(region).name) continue;
    report("arn-partition", `${path}.account.role`, otherPartition(role, region), role);
  }
};

const checkExisting = ({ report }: RuleContext, path: string, workload: Workload, entry: AwsEntry): void => {
  if (!("existingRole" in workload)) return;
  const { arn } = workload.existingRole;
  const [, partition, account] = ROLE.exec(arn) ?? [];
  const at = `${path}.existingRole.arn`;
  const expected = partitionOf(entry.region).name;
  if (account === entry.account && partition === expected) return;
  if (partition !== undefined && partition !== expected) {
    report("arn-partition", at, otherPartition(arn, entry.region), arn);
    return;
  }
  report(
    "role-account",
    at,
    `"${arn}" is no role of account ${entry.account}; a policy can be attached only there`,
    arn,
  );
};

const checkEks = ({ report }: RuleContext, path: string, workload: Workload, entries: number): void => {
  if (!("eks" in workload) || entries < 2) return;
  report(
    "eks-many-entries",
    `${path}.eks`,
    "belongs to one cluster in one region, but the team uses several providers; give it a team of its own",
  );
};

/** Workloads that come from elsewhere are pinned, and roles that exist are in the entry's account. */
export const workloads: Rule = (context) => {
  const { declaration } = context;
  for (const [team, declared] of Object.entries(declaration.teams)) {
    const entries = awsPlacesOf(declaration, declared);
    for (const [name, workload] of Object.entries(declared.workloads ?? {})) {
      const path = `teams.${team}.workloads.${name}`;
      checkOther(context, path, workload, entries);
      checkEks(context, path, workload, entries.length);
      for (const [, entry] of entries) checkExisting(context, path, workload, entry);
    }
  }
};
