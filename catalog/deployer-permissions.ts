import type { Source } from "./source";

/** What Terraform's AWS provider calls for one type: always (`plan`), and to make, change and remove it (`apply`). */
export interface DeployerPermissions extends Source {
  readonly plan: readonly string[];
  readonly apply: readonly string[];
  /** Which of a stack's resources these actions name. */
  readonly on:
    | "role"
    | "rolePolicy"
    | "policy"
    | "instanceProfile"
    | "oidcProvider"
    | "samlProvider"
    | "permissionSet"
    | "profile"
    | "podIdentity"
    | "any";
}

const READ = {
  source: "hashicorp/aws 5.100.0 and https://docs.aws.amazon.com/service-authorization/latest/reference/",
  date: "2026-11-23",
} as const;

/** By Terraform type; data sources begin with `data.`. */
export const DEPLOYER_PERMISSIONS: Readonly<Record<string, DeployerPermissions>> = {
  aws_iam_role: {
    on: "role",
    plan: ["iam:GetRole", "iam:ListAttachedRolePolicies", "iam:ListRolePolicies"],
    apply: [
      "iam:CreateRole",
      "iam:DeleteRole",
      "iam:DeleteRolePermissionsBoundary",
      "iam:ListInstanceProfilesForRole",
      "iam:PutRolePermissionsBoundary",
      "iam:TagRole",
      "iam:UntagRole",
      "iam:UpdateAssumeRolePolicy",
      "iam:UpdateRole",
      "iam:UpdateRoleDescription",
    ],
    ...READ,
  },
  aws_iam_role_policy: {
    on: "rolePolicy",
    plan: ["iam:GetRolePolicy"],
    apply: ["iam:DeleteRolePolicy", "iam:PutRolePolicy"],
    ...READ,
  },
  aws_iam_policy: {
    on: "policy",
    plan: ["iam:GetPolicy", "iam:GetPolicyVersion"],
    apply: [
      "iam:CreatePolicy",
      "iam:CreatePolicyVersion",
      "iam:DeletePolicy",
      "iam:DeletePolicyVersion",
      "iam:ListPolicyVersions",
      "iam:TagPolicy",
      "iam:UntagPolicy",
    ],
    ...READ,
  },
  aws_iam_instance_profile: {
    on: "instanceProfile",
    plan: ["iam:GetInstanceProfile"],
    apply: [
      "iam:AddRoleToInstanceProfile",
      "iam:CreateInstanceProfile",
      "iam:DeleteInstanceProfile",
      "iam:RemoveRoleFromInstanceProfile",
      "iam:TagInstanceProfile",
      "iam:UntagInstanceProfile",
    ],
    ...READ,
  },
  aws_iam_openid_connect_provider: {
    on: "oidcProvider",
    plan: ["iam:GetOpenIDConnectProvider"],
    apply: [
      "iam:AddClientIDToOpenIDConnectProvider",
      "iam:CreateOpenIDConnectProvider",
      "iam:DeleteOpenIDConnectProvider",
      "iam:RemoveClientIDFromOpenIDConnectProvider",
      "iam:TagOpenIDConnectProvider",
      "iam:UntagOpenIDConnectProvider",
    ],
    ...READ,
  },
  aws_iam_saml_provider: {
    on: "samlProvider",
    plan: ["iam:GetSAMLProvider"],
    apply: [
      "iam:CreateSAMLProvider",
      "iam:DeleteSAMLProvider",
      "iam:TagSAMLProvider",
      "iam:UntagSAMLProvider",
      "iam:UpdateSAMLProvider",
    ],
    ...READ,
  },
  aws_ssoadmin_permission_set: {
    on: "permissionSet",
    plan: ["sso:DescribePermissionSet", "sso:ListTagsForResource"],
    apply: [
      "sso:CreatePermissionSet",
      "sso:DeletePermissionSet",
      "sso:DescribePermissionSetProvisioningStatus",
      "sso:ProvisionPermissionSet",
      "sso:TagResource",
      "sso:UntagResource",
      "sso:UpdatePermissionSet",
    ],
    ...READ,
  },
  aws_ssoadmin_permission_set_inline_policy: {
    on: "permissionSet",
    plan: ["sso:GetInlinePolicyForPermissionSet"],
    apply: ["sso:DeleteInlinePolicyFromPermissionSet", "sso:PutInlinePolicyToPermissionSet"],
    ...READ,
  },
  aws_ssoadmin_permissions_boundary_attachment: {
    on: "permissionSet",
    plan: ["sso:GetPermissionsBoundaryForPermissionSet"],
    apply: ["sso:DeletePermissionsBoundaryFromPermissionSet", "sso:PutPermissionsBoundaryToPermissionSet"],
    ...READ,
  },
  aws_ssoadmin_customer_managed_policy_attachment: {
    on: "permissionSet",
    plan: ["sso:ListCustomerManagedPolicyReferencesInPermissionSet"],
    apply: [
      "sso:AttachCustomerManagedPolicyReferenceToPermissionSet",
      "sso:DetachCustomerManagedPolicyReferenceFromPermissionSet",
    ],
    ...READ,
  },
  aws_ssoadmin_account_assignment: {
    on: "permissionSet",
    plan: ["sso:ListAccountAssignments"],
    apply: [
      "sso:CreateAccountAssignment",
      "sso:DeleteAccountAssignment",
      "sso:DescribeAccountAssignmentCreationStatus",
      "sso:DescribeAccountAssignmentDeletionStatus",
    ],
    ...READ,
  },
  aws_bedrock_inference_profile: {
    on: "profile",
    plan: ["bedrock:GetInferenceProfile", "bedrock:ListTagsForResource"],
    apply: [
      "bedrock:CreateInferenceProfile",
      "bedrock:DeleteInferenceProfile",
      "bedrock:TagResource",
      "bedrock:UntagResource",
    ],
    ...READ,
  },
  aws_eks_pod_identity_association: {
    on: "podIdentity",
    plan: ["eks:DescribePodIdentityAssociation"],
    apply: [
      "eks:CreatePodIdentityAssociation",
      "eks:DeletePodIdentityAssociation",
      "eks:TagResource",
      "eks:UntagResource",
      "eks:UpdatePodIdentityAssociation",
    ],
    ...READ,
  },
  // These three have no resource type, or are asked before any resource is known.
  "data.aws_ssoadmin_instances": { on: "any", plan: ["sso:ListInstances"], apply: [], ...READ },
  "data.aws_identitystore_group": {
    on: "any",
    plan: ["identitystore:DescribeGroup", "identitystore:GetGroupId"],
    apply: [],
    ...READ,
  },
  "data.aws_bedrock_inference_profile": { on: "profile", plan: ["bedrock:GetInferenceProfile"], apply: [], ...READ },
};

/**
 * What a declared permissions boundary changes for its deployer. `conditioned`: only with that boundary on the role, or to be put
 * on it. `never`: not while it is declared, for a role without it would keep its policies. Actions that take something away, and
 * those that Terraform calls before it puts a boundary on a role that has none yet, stay as they are.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export const BOUNDARY_LIMITS = {
  key: "iam:PermissionsBoundary",
  conditioned: ["iam:CreateRole", "iam:PutRolePermissionsBoundary", "iam:PutRolePolicy"],
  never: ["iam:DeleteRolePermissionsBoundary"],
  source:
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html",
  date: "2026-11-23",
} as const;

/** Services to which the deployer hands a role, by the type that does it; needs `iam:PassRole`. */
export const PASSED_TO: Readonly<Record<string, string>> = {
  aws_eks_pod_identity_association: "pods.eks.amazonaws.com",
  aws_iam_instance_profile: "ec2.amazonaws.com",
};
