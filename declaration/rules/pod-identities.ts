import { awsPlacesOf } from "../entries";
import type { Rule } from "./rule-context";

/**
 * A service account of one cluster has one role at most: the second association of it would fail in the middle of an apply.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html
 */
export const podIdentities: Rule = ({ declaration, report, placeText }) => {
  /** Path by account, region, cluster, namespace and service account. */
  const taken = new Map<string, string>();
  for (const [teamName, team] of Object.entries(declaration.teams)) {
    for (const [, { account, region }] of awsPlacesOf(declaration, team)) {
      for (const [name, workload] of Object.entries(team.workloads ?? {})) {
        if (!("eks" in workload)) continue;
        const { cluster, namespace, serviceAccount } = workload.eks;
        const path = `teams.${teamName}.workloads.${name}.eks`;
        const key = [account, region, cluster, namespace, serviceAccount].join("\n");
        const first = taken.get(key) ?? path;
        taken.set(key, first);
        if (first === path) continue;
        const pod = `${namespace}/${serviceAccount} of cluster ${cluster} in account ${account}, ${region}`;
        report(
          "pod-identity",
          path,
          `is the service account ${pod}, like ${first} at ${placeText(first)}; EKS Pod Identity gives it one role only: keep one of the two, or run one under another service account`,
        );
      }
    }
  }
};
