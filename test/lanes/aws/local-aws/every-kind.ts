/** Account and region of the hand-written stack. */
export const ACCOUNT = "111122223333";
export const REGION = "eu-central-1";
/** The one system profile that it reads and copies. */
export const SYSTEM_PROFILE = {
  id: "eu.anthropic.claude-opus-4-8",
  model: "anthropic.claude-opus-4-8",
  regions: ["eu-central-1", "eu-north-1", "eu-west-1"],
} as const;
/** Metadata of a SAML provider; ministack looks at its length, the real IAM also at its content. */
const SAML_METADATA = `<?xml version="1.0"?><EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://login.example.com">${"<!-- long enough for IAM, which wants a thousand characters -->".repeat(20)}</EntityDescriptor>`;

/** A policy document as text. */
export const policy = (...statements: readonly Readonly<Record<string, unknown>>[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

const invoke = policy({
  Sid: "InvokeDeclaredModels",
  Effect: "Allow",
  Action: ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"],
  Resource: `arn:aws:bedrock:*::foundation-model/${SYSTEM_PROFILE.model}`,
});

const serviceTrust = (service: string, ...actions: string[]): string =>
  policy({ Effect: "Allow", Principal: { Service: service }, Action: ["sts:AssumeRole", ...actions] });

const webIdentityTrust = (condition: Readonly<Record<string, unknown>>): string =>
  policy({
    Effect: "Allow",
    Principal: { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com` },
    Action: ["sts:AssumeRoleWithWebIdentity", "sts:TagSession"],
    Condition: condition,
  });

const accountTrust = (
  condition: Readonly<Record<string, unknown>>,
  principal: unknown = `arn:aws:iam::${ACCOUNT}:root`,
) => policy({ Effect: "Allow", Principal: { AWS: principal }, Action: "sts:AssumeRole", Condition: condition });

const AUDIENCE = { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" };
const SUBJECT = "token.actions.githubusercontent.com:sub";

/** Roles whose trust is put to ministack, by the condition that they show. */
const trustRoles = (organizationId: string): Record<string, string> => ({
  exact: webIdentityTrust({ StringEquals: { ...AUDIENCE, [SUBJECT]: "repo:acme/payments:environment:production" } }),
  pattern: webIdentityTrust({
    StringEquals: AUDIENCE,
    StringLike: {
      [SUBJECT]: ["repo:acme/payments:ref:refs/heads/release/*", "repo:acme@1/payments@2:ref:refs/heads/*"],
    },
  }),
  any_value: webIdentityTrust({
    StringEquals: AUDIENCE,
    "ForAnyValue:StringLike": { "token.actions.githubusercontent.com:amr": ["authenticated"] },
  }),
  session_tag: webIdentityTrust({ StringEquals: { ...AUDIENCE, "aws:RequestTag/team": "payments" } }),
  claim: webIdentityTrust({
    StringEquals: { ...AUDIENCE, "token.actions.githubusercontent.com:repository_id": "71234567" },
  }),
  from_caller: accountTrust({}, `arn:aws:iam::${ACCOUNT}:role/caller`),
  external_id: accountTrust({ StringEquals: { "sts:ExternalId": "agreed" } }, "arn:aws:iam::999988887777:root"),
  organization: accountTrust({ StringEquals: { "aws:PrincipalOrgID": organizationId } }, "*"),
  other_organization: accountTrust({ StringEquals: { "aws:PrincipalOrgID": "o-0000000000" } }, "*"),
  source_account: policy({
    Effect: "Allow",
    Principal: { Service: "ecs-tasks.amazonaws.com" },
    Action: "sts:AssumeRole",
    Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
  }),
  service: serviceTrust("ec2.amazonaws.com"),
  no_tags: policy({ Effect: "Allow", Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: "sts:AssumeRole" }),
  tags: policy({
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
    Action: ["sts:AssumeRole", "sts:TagSession"],
    Condition: { StringEquals: { "aws:RequestTag/team": "payments" } },
  }),
});

const iam = (organizationId: string) => ({
  aws_iam_policy: {
    boundary: {
      name: "boundary",
      path: "/claude/",
      policy: policy({ Effect: "Allow", Action: "bedrock:*", Resource: "*" }),
    },
    invoke: { name: "invoke", policy: invoke, tags: { team: "payments" } },
  },
  aws_iam_role: {
    whole: {
      name: "whole",
      path: "/claude/payments/",
      description: "Every argument that is used",
      assume_role_policy: serviceTrust("ec2.amazonaws.com"),
      permissions_boundary: "${aws_iam_policy.boundary.arn}",
      max_session_duration: 14400,
      tags: { team: "payments", "cost-center": "4711" },
    },
    pod: { name: "pod", assume_role_policy: serviceTrust("pods.eks.amazonaws.com", "sts:TagSession") },
    ...Object.fromEntries(
      Object.entries(trustRoles(organizationId)).map(([name, trust]) => [name, { name, assume_role_policy: trust }]),
    ),
  },
  aws_iam_role_policy: { whole: { name: "invoke", role: "${aws_iam_role.whole.id}", policy: invoke } },
  aws_iam_role_policy_attachment: {
    whole: { role: "${aws_iam_role.whole.name}", policy_arn: "${aws_iam_policy.invoke.arn}" },
  },
  aws_iam_instance_profile: { whole: { name: "whole", path: "/claude/", role: "${aws_iam_role.whole.name}" } },
  aws_iam_openid_connect_provider: {
    github: {
      url: "https://token.actions.githubusercontent.com",
      client_id_list: ["sts.amazonaws.com"],
      tags: { a: "b" },
    },
  },
  aws_iam_saml_provider: { people: { name: "people", saml_metadata_document: SAML_METADATA, tags: { a: "b" } } },
});

const CENTER = { provider: "aws.identity_center" } as const;
const INSTANCE = "${tolist(data.aws_ssoadmin_instances.all.arns)[0]}";
const SET = {
  ...CENTER,
  instance_arn: INSTANCE,
  permission_set_arn: "${aws_ssoadmin_permission_set.people.arn}",
} as const;

const identityCenter = {
  aws_ssoadmin_permission_set: {
    people: {
      ...{ ...CENTER, name: "claude-payments", description: "d", instance_arn: INSTANCE, session_duration: "PT4H" },
      tags: { team: "payments", "cost-center": "4711" },
    },
  },
  aws_ssoadmin_permission_set_inline_policy: { people: { ...SET, inline_policy: invoke } },
  aws_ssoadmin_permissions_boundary_attachment: {
    people: {
      ...SET,
      permissions_boundary: { customer_managed_policy_reference: { name: "boundary", path: "/claude/" } },
    },
  },
  aws_ssoadmin_account_assignment: {
    people: {
      ...SET,
      ...{ principal_type: "GROUP", principal_id: "${data.aws_identitystore_group.people.group_id}" },
      ...{ target_type: "AWS_ACCOUNT", target_id: ACCOUNT },
    },
  },
};

/** A stack with every kind of resource that the tool makes, in the shape that cdktf synthesises. */
export const everyKind = (organizationId: string): Record<string, unknown> => ({
  terraform: {
    required_providers: { aws: { source: "hashicorp/aws", version: ">= 5.100.0, < 7.0.0" } },
    backend: { s3: { bucket: "not-there", key: "k", region: REGION } },
  },
  provider: {
    aws: [
      {
        ...{ region: REGION, allowed_account_ids: [ACCOUNT], profile: "deployer" },
        assume_role: [
          { role_arn: `arn:aws:iam::${ACCOUNT}:role/deployer`, session_name: "claude", external_id: "deploy" },
        ],
      },
      { alias: "identity_center", region: REGION, profile: "identity-center" },
    ],
  },
  data: {
    aws_ssoadmin_instances: { all: { ...CENTER } },
    aws_identitystore_group: {
      people: {
        ...CENTER,
        identity_store_id: "${tolist(data.aws_ssoadmin_instances.all.identity_store_ids)[0]}",
        alternate_identifier: {
          unique_attribute: { attribute_path: "DisplayName", attribute_value: "claude-payments" },
        },
      },
    },
    aws_bedrock_inference_profile: { system: { inference_profile_id: SYSTEM_PROFILE.id } },
  },
  resource: {
    ...iam(organizationId),
    ...identityCenter,
    aws_bedrock_inference_profile: {
      team: {
        name: "payments-opus",
        description: "payments",
        model_source: { copy_from: `arn:aws:bedrock:${REGION}:${ACCOUNT}:inference-profile/${SYSTEM_PROFILE.id}` },
        tags: { team: "payments" },
      },
    },
    aws_eks_pod_identity_association: {
      pod: {
        ...{ cluster_name: "prod", namespace: "payments", service_account: "claude" },
        ...{ role_arn: "${aws_iam_role.pod.arn}", tags: { team: "payments" } },
      },
    },
    aws_secretsmanager_secret: { key: { name: "claude/key", recovery_window_in_days: 0, tags: { team: "payments" } } },
  },
  output: {
    models: { value: "${data.aws_bedrock_inference_profile.system.models[*].model_arn}" },
    profile: { value: "${aws_bedrock_inference_profile.team.arn}" },
  },
});
