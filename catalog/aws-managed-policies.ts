import type { Source } from "./source";

/** Policies that AWS manages and that allow calls of Claude's models, by the end of their ARN. */
export const CLAUDE_MANAGED_POLICIES: Source & {
  /** Of Amazon Bedrock itself: who has one was meant to call models. */
  readonly ofBedrock: readonly string[];
  /** Of those, which allow every model of every vendor, as their text was read. */
  readonly ofEveryModel: readonly string[];
  /** Of everything in an account, the models among it. */
  readonly ofAll: readonly string[];
} = {
  ofBedrock: [
    "AmazonBedrockFullAccess",
    "AmazonBedrockLimitedAccess",
    "AmazonBedrockMantleFullAccess",
    "AmazonBedrockMantleInferenceAccess",
  ],
  ofEveryModel: ["AmazonBedrockFullAccess", "AmazonBedrockMantleInferenceAccess"],
  ofAll: ["AdministratorAccess", "PowerUserAccess"],
  source:
    "https://docs.aws.amazon.com/bedrock/latest/userguide/security-iam-awsmanpol.html and https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_job-functions.html",
  date: "2026-11-24",
};
