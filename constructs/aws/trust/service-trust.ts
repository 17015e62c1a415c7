import { type PolicyDocument, policyDocument } from "../policy-document";

interface Place {
  readonly partition: string;
  readonly account: string;
  readonly region: string;
}

/**
 * EKS Pod Identity: one service account of one cluster, pinned by the session tags that EKS sets itself.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html
 */
export const podIdentityTrust = (
  at: Place,
  pod: { readonly cluster: string; readonly namespace: string; readonly serviceAccount: string },
): PolicyDocument =>
  policyDocument({
    Sid: "AssumeFromOnePodIdentity",
    Effect: "Allow",
    Principal: { Service: "pods.eks.amazonaws.com" },
    Action: ["sts:AssumeRole", "sts:TagSession"],
    Condition: {
      StringEquals: {
        "aws:RequestTag/eks-cluster-arn": `arn:${at.partition}:eks:${at.region}:${at.account}:cluster/${pod.cluster}`,
        "aws:RequestTag/kubernetes-namespace": pod.namespace,
        "aws:RequestTag/kubernetes-service-account": pod.serviceAccount,
      },
    },
  });

/**
 * ECS tasks of this account and region only. AWS documents these two keys, and that a single cluster cannot be named.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
 */
export const ecsTrust = (at: Place): PolicyDocument =>
  policyDocument({
    Sid: "AssumeFromTasksOfThisAccount",
    Effect: "Allow",
    Principal: { Service: "ecs-tasks.amazonaws.com" },
    Action: ["sts:AssumeRole"],
    Condition: {
      ArnLike: { "aws:SourceArn": `arn:${at.partition}:ecs:${at.region}:${at.account}:*` },
      StringEquals: { "aws:SourceAccount": at.account },
    },
  });

/**
 * EC2 and Lambda set no source key when they assume a role, so a condition would shut them out: who may start
 * something with this role is decided by `iam:PassRole` alone.
 */
export const serviceTrust = (service: "ec2" | "lambda"): PolicyDocument =>
  policyDocument({
    Sid: `AssumeFrom${service === "ec2" ? "Ec2" : "Lambda"}`,
    Effect: "Allow",
    Principal: { Service: `${service}.amazonaws.com` },
    Action: ["sts:AssumeRole"],
  });
