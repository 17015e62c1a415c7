import type { Source } from "./source";

/** A limit of an AWS service. */
export interface Limit extends Source {
  readonly value: number;
  /** What the value counts. */
  readonly unit: string;
}

const IAM = {
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
  date: "2026-11-23",
};
const SSO = "https://docs.aws.amazon.com/singlesignon/latest/APIReference/";

/** Limits that a document or a name is held against before a plan. */
export const AWS_LIMITS = {
  roleName: { value: 64, unit: "characters", ...IAM },
  /** Sum of all inline policies of one role, white space not counted. */
  roleInlinePolicies: { value: 10_240, unit: "characters", ...IAM },
  /** Default quota; AWS raises it to 8,192 on request. */
  trustPolicy: { value: 2_048, unit: "characters", ...IAM },
  permissionSetName: {
    value: 32,
    unit: "characters",
    source: `${SSO}API_CreatePermissionSet.html`,
    date: "2026-11-23",
  },
  permissionSetInlinePolicy: {
    value: 32_768,
    unit: "characters",
    source: `${SSO}API_PutInlinePolicyToPermissionSet.html`,
    date: "2026-11-23",
  },
  managedPolicy: { value: 6_144, unit: "characters", ...IAM },
  managedPolicyName: { value: 128, unit: "characters", ...IAM },
  applicationProfileName: {
    value: 64,
    unit: "characters",
    source: "https://docs.aws.amazon.com/bedrock/latest/APIReference/API_CreateInferenceProfile.html",
    date: "2026-11-23",
  },
  roleSessionMinutes: { value: 720, unit: "minutes", ...IAM },
} as const satisfies Record<string, Limit>;
