import type { TerraformStack } from "cdktf";
import { AccountIssuers } from "../../../constructs/aws/account-issuers";
import { BedrockAccess, type BedrockAccessProps } from "../../../constructs/aws/bedrock-access";
import { IdentityCenter } from "../../../constructs/aws/identity-center";
import { ProfileLookup } from "../../../constructs/aws/profile-lookup";
import { countResources, synthStack } from "../../helpers/synth";

const BASE: BedrockAccessProps = {
  team: "payments",
  entry: "aws-eu",
  organization: "acme",
  account: "111122223333",
  region: "eu-central-1",
  geography: "eu",
  models: { sonnet: "claude-sonnet-5" },
};
const github = { repository: "acme/payments", ownerId: 9919, repositoryId: 71, environment: "production" };
const accessOf = (props: Partial<BedrockAccessProps>) =>
  synthStack((stack) => {
    new BedrockAccess(stack, "payments", { ...BASE, ...props });
  });
const center = (stack: TerraformStack) =>
  new IdentityCenter(stack, "IdentityCenter", {
    instanceArn: "arn:aws:sso:::instance/ssoins-6987c0ffee123456",
    identityStoreId: "d-99c0ffee12",
  });
const parsed = (json: unknown) => JSON.parse(String(json)) as unknown;

const GRANT = {
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "CallDeclaredProfiles",
      Effect: "Allow",
      Action: ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream", "bedrock:GetInferenceProfile"],
      Resource: ["arn:aws:bedrock:eu-central-1:111122223333:inference-profile/eu.anthropic.claude-sonnet-5"],
    },
    {
      Sid: "InvokeClaudeSonnet5ThroughProfile",
      Effect: "Allow",
      Action: ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"],
      Resource: ["eu-central-1", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-3"].map(
        (region) => `arn:aws:bedrock:${region}::foundation-model/anthropic.claude-sonnet-5`,
      ),
      Condition: {
        StringEquals: {
          "bedrock:InferenceProfileArn":
            "arn:aws:bedrock:eu-central-1:111122223333:inference-profile/eu.anthropic.claude-sonnet-5",
        },
      },
    },
    {
      Sid: "CountTokensForContextCommand",
      Effect: "Allow",
      Action: ["bedrock:CountTokens"],
      Resource: ["arn:aws:bedrock:eu-central-1::foundation-model/anthropic.claude-sonnet-5"],
    },
    { Sid: "ListProfilesAtClientStart", Effect: "Allow", Action: ["bedrock:ListInferenceProfiles"], Resource: "*" },
  ],
};

test("a pipeline is one role with one inline policy, and nothing else", () => {
  const json = accessOf({
    ci: { deploy: { github, sessionMinutes: 90 } },
    permissionsBoundary: "arn:aws:iam::111122223333:policy/acme-boundary",
    rolePath: "/claude/",
    tags: { "cost-center": "4711" },
  });
  expect(countResources(json)).toEqual({ aws_iam_role: 1, aws_iam_role_policy: 1 });
  const { assume_role_policy, ...role } = json.resource?.aws_iam_role?.payments_ci_deploy ?? {};
  expect(role).toEqual({
    name: "claude_aws-eu_payments_ci_deploy",
    description: "Claude Code on Amazon Bedrock for payments, ci/deploy",
    path: "/claude/",
    permissions_boundary: "arn:aws:iam::111122223333:policy/acme-boundary",
    max_session_duration: 5400,
    tags: { "claude-access:team": "payments", "claude-access:identity": "ci/deploy", "cost-center": "4711" },
  });
  expect(parsed(assume_role_policy)).toEqual({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "AssumeFromOneGithubPipeline",
        Effect: "Allow",
        Principal: { Federated: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" },
        Action: ["sts:AssumeRoleWithWebIdentity"],
        Condition: {
          StringEquals: {
            "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
            "token.actions.githubusercontent.com:sub": "repo:acme@9919/payments@71:environment:production",
          },
        },
      },
    ],
  });
  const { policy, ...inline } = json.resource?.aws_iam_role_policy?.payments_ci_deploy ?? {};
  expect(inline).toEqual({ name: "claude-models", role: "${aws_iam_role.payments_ci_deploy.name}" });
  expect(parsed(policy)).toEqual(GRANT);
});

test("people of an Identity Center are a permission set, its policy, its boundary, and one assignment after both", () => {
  const json = synthStack((stack) => {
    new BedrockAccess(stack, "payments", {
      ...BASE,
      permissionsBoundary: "arn:aws:iam::111122223333:policy/security/acme-boundary",
      people: {
        identityCenter: {
          center: center(stack),
          startUrl: "https://acme.awsapps.com/start",
          ssoRegion: "eu-central-1",
        },
        group: { displayName: "claude-payments" },
      },
    });
  });
  const set = {
    instance_arn: "arn:aws:sso:::instance/ssoins-6987c0ffee123456",
    permission_set_arn: "${aws_ssoadmin_permission_set.payments_people.arn}",
  };
  const { aws_ssoadmin_permission_set_inline_policy: inline, ...others } = json.resource ?? {};
  expect(others).toEqual({
    aws_ssoadmin_permission_set: {
      payments_people: {
        name: "claude_aws-eu_payments",
        description: "Claude Code on Amazon Bedrock for payments, people",
        instance_arn: "arn:aws:sso:::instance/ssoins-6987c0ffee123456",
        session_duration: "PT8H",
        tags: { "claude-access:team": "payments", "claude-access:identity": "people" },
      },
    },
    aws_ssoadmin_permissions_boundary_attachment: {
      payments_people: {
        ...set,
        permissions_boundary: { customer_managed_policy_reference: { name: "acme-boundary", path: "/security/" } },
      },
    },
    aws_ssoadmin_account_assignment: {
      payments_people: {
        ...set,
        principal_id: "${data.aws_identitystore_group.payments_people.group_id}",
        principal_type: "GROUP",
        target_id: "111122223333",
        target_type: "AWS_ACCOUNT",
        depends_on: [
          "aws_ssoadmin_permission_set_inline_policy.payments_people",
          "aws_ssoadmin_permissions_boundary_attachment.payments_people",
        ],
      },
    },
  });
  const { inline_policy, ...rest } = inline?.payments_people ?? {};
  expect(rest).toEqual(set);
  expect(parsed(inline_policy)).toEqual(GRANT);
  expect(json.data?.aws_identitystore_group?.payments_people).toEqual({
    identity_store_id: "d-99c0ffee12",
    alternate_identifier: {
      unique_attribute: { attribute_path: "DisplayName", attribute_value: "claude-payments" },
    },
  });
});

const ROLE = { aws_iam_role: 1, aws_iam_role_policy: 1 };
test.each([
  [{ eks: { cluster: "prod", namespace: "n", serviceAccount: "s" } }, { ...ROLE, aws_eks_pod_identity_association: 1 }],
  [{ irsa: { issuer: "https://oidc.eks.eu-central-1.amazonaws.com/id/A", namespace: "n", serviceAccount: "s" } }, ROLE],
  [{ ecs: {} }, ROLE],
  [{ ec2: {} }, { ...ROLE, aws_iam_instance_profile: 1 }],
  [{ lambda: {} }, ROLE],
  [{ existingRole: { arn: "arn:aws:iam::111122223333:role/apps/builder" } }, { aws_iam_role_policy: 1 }],
  [{ account: { account: "444455556666", externalId: "acme-7" } }, ROLE],
])("workload %j needs exactly these resources, at most three", (workload, counts) => {
  const json = accessOf({ workloads: { w: workload } });
  expect(countResources(json)).toEqual(counts);
  expect(parsed(json.resource?.aws_iam_role_policy?.payments_workload_w?.policy)).toEqual(GRANT);
});

test("a pod identity hands over its own role, after the role is there", () => {
  const json = accessOf({ workloads: { w: { eks: { cluster: "prod", namespace: "n", serviceAccount: "s" } } } });
  expect(json.resource?.aws_eks_pod_identity_association?.payments_workload_w).toEqual({
    cluster_name: "prod",
    namespace: "n",
    service_account: "s",
    role_arn: "arn:aws:iam::111122223333:role/claude_aws-eu_payments_workload_w",
    tags: { "claude-access:team": "payments", "claude-access:identity": "workload/w" },
    depends_on: ["aws_iam_role.payments_workload_w"],
  });
});

test("a role that exists gets its policy by its name, without its path", () => {
  const json = accessOf({ workloads: { w: { existingRole: { arn: "arn:aws:iam::111122223333:role/apps/builder" } } } });
  expect(json.resource?.aws_iam_role_policy?.payments_workload_w?.role).toBe("builder");
});

test("two teams on one role that exists have a policy each, and none overwrites the other", () => {
  const json = synthStack((stack) => {
    const workloads = { w: { existingRole: { arn: "arn:aws:iam::111122223333:role/reports" } } };
    new BedrockAccess(stack, "payments", { ...BASE, workloads });
    new BedrockAccess(stack, "cards", { ...BASE, team: "cards", workloads });
  });
  expect(Object.values(json.resource?.aws_iam_role_policy ?? {}).map(({ name, role }) => [role, name])).toEqual([
    ["reports", "claude_aws-eu_cards_workload_w"],
    ["reports", "claude_aws-eu_payments_workload_w"],
  ]);
});

test("people named by subject may bring the session tags that their sign-in always sends", () => {
  const oidc = { issuer: "https://acme.okta.com", audience: "a", groupTag: "team", laptop: { credentialProcess: "x" } };
  const json = accessOf({ people: { oidc: { ...oidc, subjects: ["jane"] } } });
  expect(parsed(json.resource?.aws_iam_role?.payments_people?.assume_role_policy)).toMatchObject({
    Statement: [
      {
        Action: ["sts:AssumeRoleWithWebIdentity", "sts:TagSession"],
        Condition: { StringEquals: { "acme.okta.com:aud": "a", "acme.okta.com:sub": "jane" } },
      },
    ],
  });
});

test("issuers whose addresses look alike are two providers, each with its own audience", () => {
  const json = synthStack((stack) => {
    const uses = [
      { issuer: "https://idp.acme.com", audience: "a" },
      { issuer: "https://idp-acme.com", audience: "b" },
    ];
    new AccountIssuers(stack, "Issuers", { uses });
  });
  expect(
    Object.values(json.resource?.aws_iam_openid_connect_provider ?? {}).map(({ url, client_id_list }) => [
      url,
      client_id_list,
    ]),
  ).toEqual([
    ["https://idp-acme.com", ["b"]],
    ["https://idp.acme.com", ["a"]],
  ]);
});

test("application profiles are tagged, referred to by a document of their own, and the only way to call a model", () => {
  const json = accessOf({ ci: { deploy: { github } }, applicationProfiles: true });
  expect(countResources(json)).toEqual({ aws_bedrock_inference_profile: 1, aws_iam_role: 1, aws_iam_role_policy: 2 });
  expect(json.resource?.aws_bedrock_inference_profile?.["payments_claude-sonnet-5"]).toEqual({
    name: "claude_aws-eu_payments_claude-sonnet-5",
    model_source: [
      { copy_from: "arn:aws:bedrock:eu-central-1:111122223333:inference-profile/eu.anthropic.claude-sonnet-5" },
    ],
    tags: { "claude-access:team": "payments" },
  });
  const policies = json.resource?.aws_iam_role_policy ?? {};
  expect(parsed(policies.payments_ci_deploy?.policy)).toEqual({ ...GRANT, Statement: GRANT.Statement.slice(2) });
  const arn = "${jsonencode(aws_bedrock_inference_profile.payments_claude-sonnet-5.arn)}";
  const document = JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { ...GRANT.Statement[0], Resource: ["ARN"] },
      { ...GRANT.Statement[1], Condition: { StringEquals: { "bedrock:InferenceProfileArn": "ARN" } } },
    ],
  });
  expect(policies.payments_ci_deploy_profiles).toEqual({
    name: "claude-profiles",
    role: "${aws_iam_role.payments_ci_deploy.name}",
    policy: document.replaceAll('"ARN"', arn),
  });
});

test("a permission set gets the referring document as a policy of the account, attached by name", () => {
  const json = synthStack((stack) => {
    new BedrockAccess(stack, "payments", {
      ...BASE,
      applicationProfiles: true,
      people: {
        identityCenter: {
          center: center(stack),
          startUrl: "https://acme.awsapps.com/start",
          ssoRegion: "eu-central-1",
        },
        group: { id: "0f8fad5b-d9cb-469f-a165-70867728950e" },
      },
    });
  });
  expect(countResources(json)).toEqual({
    aws_bedrock_inference_profile: 1,
    aws_iam_policy: 1,
    aws_ssoadmin_account_assignment: 1,
    aws_ssoadmin_customer_managed_policy_attachment: 1,
    aws_ssoadmin_permission_set: 1,
    aws_ssoadmin_permission_set_inline_policy: 1,
  });
  expect(json.resource?.aws_ssoadmin_account_assignment?.payments_people?.depends_on).toEqual([
    "aws_ssoadmin_permission_set_inline_policy.payments_people",
    "aws_ssoadmin_customer_managed_policy_attachment.payments_people_profiles",
  ]);
  expect(json.data).toBeUndefined();
});

test("destinations that only AWS knows are looked up once a model, in a document of their own", () => {
  const json = synthStack((stack) => {
    const lookup = new ProfileLookup(stack, "Lookup");
    const models = { opus: "claude-opus-5-5", sonnet: "claude-sonnet-5" };
    const ci = { a: { github }, b: { github: { ...github, environment: "staging" } } };
    new BedrockAccess(stack, "payments", { ...BASE, models, lookup, ci });
  });
  const profile = "arn:aws:bedrock:eu-central-1:111122223333:inference-profile/eu.anthropic.claude-opus-5-5";
  expect(json.data).toEqual({
    aws_bedrock_inference_profile: { "claude-opus-5-5": { inference_profile_id: profile } },
  });
  const policies = json.resource?.aws_iam_role_policy ?? {};
  expect(parsed(policies.payments_ci_a?.policy)).toMatchObject({
    Statement: [GRANT.Statement[0], GRANT.Statement[1], {}, {}],
  });
  const document = JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { ...GRANT.Statement[0], Resource: [profile] },
      {
        Sid: "InvokeClaudeOpus55ThroughProfile",
        Effect: "Allow",
        Action: ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"],
        Resource: "ARNS",
        Condition: { StringEquals: { "bedrock:InferenceProfileArn": profile } },
      },
    ],
  });
  const arns = "${jsonencode(data.aws_bedrock_inference_profile.claude-opus-5-5.models[*].model_arn)}";
  expect(policies.payments_ci_a_profiles?.policy).toBe(document.replace('"ARNS"', arns));
});

test("a renamed team keeps its names in AWS, and its resources move", () => {
  const json = accessOf({ team: "cards", formerly: "payments", ci: { deploy: { github } } });
  const renamed = synthStack((stack) => {
    new BedrockAccess(stack, "cards", { ...BASE, team: "cards", formerly: "payments", ci: { deploy: { github } } });
  });
  expect(json.resource?.aws_iam_role?.payments_ci_deploy?.name).toBe("claude_aws-eu_payments_ci_deploy");
  expect(renamed.moved).toEqual([
    { from: "aws_iam_role.payments_ci_deploy", to: "aws_iam_role.cards_ci_deploy" },
    { from: "aws_iam_role_policy.payments_ci_deploy", to: "aws_iam_role_policy.cards_ci_deploy" },
  ]);
  expect(renamed.resource?.aws_iam_role?.cards_ci_deploy?.name).toBe("claude_aws-eu_payments_ci_deploy");
});

test("a team that was renamed twice keeps its first names in AWS, and comes from every address that it had", () => {
  const formerly = ["shops", "payments"];
  const json = synthStack((stack) => {
    const access = new BedrockAccess(stack, "cards", { ...BASE, team: "cards", formerly, ci: { deploy: { github } } });
    access.grantInvoke("Nightly", { roleName: "nightly" });
  });
  expect(json.resource?.aws_iam_role?.cards_ci_deploy?.name).toBe("claude_aws-eu_payments_ci_deploy");
  expect(json.moved).toEqual([
    { from: "aws_iam_role.shops_ci_deploy", to: "aws_iam_role.cards_ci_deploy" },
    { from: "aws_iam_role.payments_ci_deploy", to: "aws_iam_role.shops_ci_deploy" },
    { from: "aws_iam_role_policy.shops_ci_deploy", to: "aws_iam_role_policy.cards_ci_deploy" },
    { from: "aws_iam_role_policy.payments_ci_deploy", to: "aws_iam_role_policy.shops_ci_deploy" },
    { from: "aws_iam_role_policy.shops_Nightly", to: "aws_iam_role_policy.cards_Nightly" },
    { from: "aws_iam_role_policy.payments_Nightly", to: "aws_iam_role_policy.shops_Nightly" },
  ]);
});

test("a team that came back to its first name moves there, and from nowhere to itself", () => {
  const json = synthStack((stack) => {
    const formerly = ["cards", "payments", "tills"];
    new BedrockAccess(stack, "payments", { ...BASE, team: "payments", formerly, ci: { deploy: { github } } });
  });
  expect(json.resource?.aws_iam_role?.payments_ci_deploy?.name).toBe("claude_aws-eu_tills_ci_deploy");
  expect(json.moved).toEqual([
    { from: "aws_iam_role.cards_ci_deploy", to: "aws_iam_role.payments_ci_deploy" },
    { from: "aws_iam_role.tills_ci_deploy", to: "aws_iam_role.cards_ci_deploy" },
    { from: "aws_iam_role_policy.cards_ci_deploy", to: "aws_iam_role_policy.payments_ci_deploy" },
    { from: "aws_iam_role_policy.tills_ci_deploy", to: "aws_iam_role_policy.cards_ci_deploy" },
  ]);
});

test("hostile text reaches Terraform as text", () => {
  const environment = '%{x} " \\ production';
  const json = accessOf({
    ci: { deploy: { github: { ...github, environment } } },
    tags: { note: '${file("/etc/passwd")}' },
  });
  const trust = String(json.resource?.aws_iam_role?.payments_ci_deploy?.assume_role_policy);
  expect(trust).toContain('environment:%%{x} \\" \\\\ production');
  expect(json.resource?.aws_iam_role?.payments_ci_deploy?.tags).toMatchObject({ note: '$${file("/etc/passwd")}' });
});

test("refuses a condition that IAM would read as a policy variable", () => {
  const oidc = { issuer: "https://acme.okta.com", audience: "a", groupTag: "team", laptop: { credentialProcess: "x" } };
  expect(() => accessOf({ people: { oidc: { ...oidc, group: "${aws:RequestTag/team}" } } })).toThrow(
    'AssumeFromCompanySignIn: aws:RequestTag/team cannot be "${aws:RequestTag/team}": IAM would read a policy variable; write the value itself',
  );
});

test("refuses a document over AWS's limit, with the way out", () => {
  const subjects = Array.from({ length: 90 }, (_, index) => `person-${index}@acme.example.com`);
  expect(() =>
    accessOf({
      people: {
        oidc: { issuer: "https://acme.okta.com", audience: "a", subjects, laptop: { credentialProcess: "x" } },
      },
    }),
  ).toThrow(
    /The trust policy of role claude_aws-eu_payments_people has \d+ characters, AWS takes at most 2048 \(https:[^)]*\); name fewer subjects/,
  );
});

test("refuses the China regions, with the reason", () => {
  expect(() => accessOf({ region: "cn-north-1" })).toThrow(
    "Amazon Bedrock offers no Claude model in the China regions (partition aws-cn); declare another region than cn-north-1",
  );
});

test("GovCloud is a partition of its own in every ARN", () => {
  const json = accessOf({
    region: "us-gov-west-1",
    geography: "us-gov",
    models: { sonnet: "claude-sonnet-4-5" },
    ci: { deploy: { github } },
  });
  expect(JSON.stringify(json.resource)).not.toMatch(/arn:aws:/);
  expect(JSON.stringify(json.resource)).toMatch(/arn:aws-us-gov:bedrock:us-gov-west-1:111122223333:inference-profile/);
});

test("grantInvoke gives a role of somebody else the same models, and leaves its trust alone", () => {
  const json = synthStack((stack) => {
    new BedrockAccess(stack, "payments", BASE).grantInvoke("Nightly", { roleName: "nightly-reports" });
  });
  expect(countResources(json)).toEqual({ aws_iam_role_policy: 1 });
  expect(json.resource?.aws_iam_role_policy?.payments_Nightly?.role).toBe("nightly-reports");
  expect(parsed(json.resource?.aws_iam_role_policy?.payments_Nightly?.policy)).toEqual(GRANT);
});
