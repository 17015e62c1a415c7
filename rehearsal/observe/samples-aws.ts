import type { Values } from "../plugin/values";

/** A configuration of one resource type that its provider accepts, and other values to change it by. */
export interface Sample {
  readonly base: Values;
  /** Another value of each argument, of those in `base` and of others. */
  readonly changes: Values;
}

const statement = (Sid: string) => ({ Sid, Effect: "Allow", Action: ["bedrock:InvokeModel"], Resource: ["*"] });
const policy = (sid: string): string => JSON.stringify({ Version: "2012-10-17", Statement: [statement(sid)] });
const trust = (service: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: [service] }, Action: ["sts:AssumeRole"] }],
  });
const secretPolicy = (sid: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Sid: sid, Effect: "Allow", Principal: "*", Action: ["secretsmanager:GetSecretValue"], Resource: ["*"] },
    ],
  });

const ACCOUNT = "111122223333";
const iam = (resource: string): string => `arn:aws:iam::${ACCOUNT}:${resource}`;
const instance = (id: string): string => `arn:aws:sso:::instance/ssoins-${id}`;
const INSTANCE = instance("1111222233334444");
const set = (id: string): string => `arn:aws:sso:::permissionSet/ssoins-1111222233334444/ps-${id}`;
const SET = set("aaaabbbbccccdddd");
const OTHER_SET = { instance_arn: instance("5555666677778888"), permission_set_arn: set("eeeeffff00001111") };
const secret = (name: string): string => `arn:aws:secretsmanager:eu-central-1:${ACCOUNT}:secret:${name}-AbCdEf`;
const model = (name: string): string => `arn:aws:bedrock:eu-central-1::foundation-model/anthropic.${name}-v1:0`;
const tags = { tags: { team: "b" } };
const metadata = (id: string): string => `<EntityDescriptor entityID="${id}">${" ".repeat(1000)}</EntityDescriptor>`;

/** Every resource type of AWS that the stacks make, and those that later ones will. */
export const SAMPLES_AWS: Readonly<Record<string, Sample>> = {
  aws_bedrock_inference_profile: {
    base: { name: "a", description: "a", model_source: [{ copy_from: model("claude-a") }] },
    changes: { name: "b", description: "b", model_source: [{ copy_from: model("claude-b") }], ...tags },
  },
  aws_eks_pod_identity_association: {
    base: { cluster_name: "a", namespace: "a", service_account: "a", role_arn: iam("role/a") },
    changes: { cluster_name: "b", namespace: "b", service_account: "b", role_arn: iam("role/b"), ...tags },
  },
  aws_iam_instance_profile: {
    base: { name: "a", role: "a" },
    changes: { name: "b", name_prefix: "c", path: "/b/", role: "b", ...tags },
  },
  aws_iam_openid_connect_provider: {
    base: { url: "https://a.example.com", client_id_list: ["sts.amazonaws.com"] },
    changes: { url: "https://b.example.com", client_id_list: ["other"], thumbprint_list: ["b".repeat(40)], ...tags },
  },
  aws_iam_policy: {
    base: { name: "a", policy: policy("A"), description: "a" },
    changes: { name: "b", name_prefix: "c", policy: policy("B"), description: "b", path: "/b/", ...tags },
  },
  aws_iam_role: {
    base: { name: "a", assume_role_policy: trust("ec2.amazonaws.com"), description: "a" },
    changes: {
      name: "b",
      name_prefix: "c",
      assume_role_policy: trust("lambda.amazonaws.com"),
      description: "b",
      force_detach_policies: true,
      max_session_duration: 7200,
      path: "/b/",
      permissions_boundary: iam("policy/b"),
      ...tags,
    },
  },
  aws_iam_role_policy: {
    base: { name: "a", role: "a", policy: policy("A") },
    changes: { name: "b", name_prefix: "c", role: "b", policy: policy("B") },
  },
  aws_iam_role_policy_attachment: {
    base: { role: "a", policy_arn: iam("policy/a") },
    changes: { role: "b", policy_arn: iam("policy/b") },
  },
  aws_iam_saml_provider: {
    base: { name: "a", saml_metadata_document: metadata("a") },
    changes: { name: "b", saml_metadata_document: metadata("b"), ...tags },
  },
  aws_secretsmanager_secret: {
    base: { name: "a", description: "a", policy: secretPolicy("A") },
    changes: {
      name: "b",
      name_prefix: "c",
      description: "b",
      force_overwrite_replica_secret: true,
      kms_key_id: "alias/b",
      policy: secretPolicy("B"),
      recovery_window_in_days: 7,
      ...tags,
    },
  },
  aws_secretsmanager_secret_policy: {
    base: { secret_arn: secret("a"), policy: secretPolicy("A") },
    changes: { secret_arn: secret("b"), policy: secretPolicy("B"), block_public_policy: true },
  },
  aws_secretsmanager_secret_version: {
    base: { secret_id: secret("a"), secret_string: "a" },
    changes: {
      secret_id: secret("b"),
      secret_string: "b",
      secret_binary: "Yg==",
      secret_string_wo: "b",
      secret_string_wo_version: 2,
      version_stages: ["AWSCURRENT", "b"],
    },
  },
  // A change from `value` to `insecure_value` is left out: the real provider plans it differently from the configuration.
  aws_ssm_parameter: {
    base: { name: "/a", type: "String", value: "a", description: "a" },
    changes: {
      name: "/b",
      type: "SecureString",
      value: "b",
      value_wo: "b",
      value_wo_version: 2,
      description: "b",
      allowed_pattern: ".*",
      data_type: "text",
      key_id: "alias/b",
      overwrite: true,
      tier: "Advanced",
      ...tags,
    },
  },
  aws_ssoadmin_account_assignment: {
    base: {
      instance_arn: INSTANCE,
      permission_set_arn: SET,
      principal_id: "0a0a0a0a-1111-2222-3333-444444444444",
      principal_type: "GROUP",
      target_id: ACCOUNT,
      target_type: "AWS_ACCOUNT",
    },
    changes: {
      ...OTHER_SET,
      principal_id: "0b0b0b0b-1111-2222-3333-444444444444",
      principal_type: "USER",
      target_id: "444455556666",
    },
  },
  aws_ssoadmin_customer_managed_policy_attachment: {
    base: {
      instance_arn: INSTANCE,
      permission_set_arn: SET,
      customer_managed_policy_reference: [{ name: "a", path: "/" }],
    },
    changes: { ...OTHER_SET, customer_managed_policy_reference: [{ name: "b", path: "/b/" }] },
  },
  aws_ssoadmin_permission_set: {
    base: { name: "a", instance_arn: INSTANCE, description: "a" },
    changes: {
      name: "b",
      instance_arn: OTHER_SET.instance_arn,
      description: "b",
      relay_state: "https://b.example.com",
      session_duration: "PT4H",
      ...tags,
    },
  },
  aws_ssoadmin_permission_set_inline_policy: {
    base: { instance_arn: INSTANCE, permission_set_arn: SET, inline_policy: policy("A") },
    changes: { ...OTHER_SET, inline_policy: policy("B") },
  },
  aws_ssoadmin_permissions_boundary_attachment: {
    base: {
      instance_arn: INSTANCE,
      permission_set_arn: SET,
      permissions_boundary: [{ customer_managed_policy_reference: [{ name: "a", path: "/" }] }],
    },
    changes: {
      ...OTHER_SET,
      permissions_boundary: [{ customer_managed_policy_reference: [{ name: "b", path: "/b/" }] }],
    },
  },
};
