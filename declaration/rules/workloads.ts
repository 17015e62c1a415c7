import { partitionOf } from "../../catalog/aws-partitions";
import { bedrockEntriesOf } from "../entries";
import type { BedrockEntry, Workload } from "../schema";
import type { Rule, RuleContext } from "./rule-context";

const ROLE = /^arn:(aws[a-z-]*):iam::(\d{12}):role\/[\w+=,.@/-]+$/;

const checkOther = ({ report }: RuleContext, path: string, workload: Workload): void => {
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
  if (role !== undefined && ROLE.exec(role)?.[2] !== account) {
    report("role-account", `${path}.account.role`, `"${role}" is no role of account ${account}`, role);
  }
};

const checkExisting = ({ report }: RuleContext, path: string, workload: Workload, entry: BedrockEntry): void => {
  if (!("existingRole" in workload)) return;
  const { arn } = workload.existingRole;
  const [, partition, account] = ROLE.exec(arn) ?? [];
  if (account === entry.account && partition === partitionOf(entry.region).name) return;
  report(
    "role-account",
    `${path}.existingRole.arn`,
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
    const entries = bedrockEntriesOf(declaration, declared);
    for (const [name, workload] of Object.entries(declared.workloads ?? {})) {
      const path = `teams.${team}.workloads.${name}`;
      checkOther(context, path, workload);
      checkEks(context, path, workload, entries.length);
      for (const [, entry] of entries) checkExisting(context, path, workload, entry);
    }
  }
};
