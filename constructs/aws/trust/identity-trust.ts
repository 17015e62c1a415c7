import { type CiSource, ciSubject } from "../../../catalog/pipeline/ci-source";
import { AWS_AUDIENCE, issuerOfCi, type WorkloadSource } from "../identity-sources";
import type { PolicyDocument } from "../policy-document";
import { accountTrust } from "./account-trust";
import { ecsTrust, podIdentityTrust, serviceTrust } from "./service-trust";
import { webIdentityTrust } from "./web-identity-trust";

interface Place {
  readonly partition: string;
  readonly account: string;
  readonly region: string;
}

const sidOf = (source: CiSource): string => {
  if ("github" in source) return "AssumeFromOneGithubPipeline";
  return "gitlab" in source ? "AssumeFromOneGitlabPipeline" : "AssumeFromOneSubject";
};

/** Who may assume a pipeline's role. */
export const ciTrust = (at: Place, source: CiSource): PolicyDocument =>
  webIdentityTrust({ ...at, ...issuerOfCi(source), subjects: [ciSubject(source)], sid: sidOf(source) });

/** Who may assume a workload's role; undefined for a role that exists, whose trust is not ours. */
export const workloadTrust = (at: Place, source: WorkloadSource): PolicyDocument | undefined => {
  if ("existingRole" in source) return undefined;
  if ("eks" in source) return podIdentityTrust(at, source.eks);
  if ("ecs" in source) return ecsTrust(at);
  if ("ec2" in source) return serviceTrust("ec2");
  if ("lambda" in source) return serviceTrust("lambda");
  if ("account" in source) return accountTrust(at.partition, source.account);
  const { issuer, namespace, serviceAccount } = source.irsa;
  return webIdentityTrust({
    ...at,
    issuer,
    audience: AWS_AUDIENCE,
    subjects: [`system:serviceaccount:${namespace}:${serviceAccount}`],
    sid: "AssumeFromOneServiceAccount",
  });
};

/** Where a workload's credentials come from, in a reader's words. */
export const workloadSourceName = (source: WorkloadSource): string => {
  if ("eks" in source) return "EKS Pod Identity";
  if ("irsa" in source) return "IAM roles for service accounts";
  if ("ecs" in source) return "ECS task role";
  if ("ec2" in source) return "EC2 instance profile";
  if ("lambda" in source) return "Lambda execution role";
  return "existingRole" in source ? "existing role" : "role of another account";
};
