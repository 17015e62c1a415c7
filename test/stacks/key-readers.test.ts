import { documentsByName } from "../helpers/documents-by-name";
import { EVERY_KEY_READER, GROUPS, SUBSCRIPTION } from "../helpers/every-key-reader";
import { dependenciesOf, synthDeclaration } from "../helpers/synth-declaration";

let stacks: ReturnType<typeof synthDeclaration>;
beforeAll(() => {
  stacks = synthDeclaration(EVERY_KEY_READER);
});
const counted = (stack: string) =>
  Object.fromEntries(
    Object.entries(stacks[stack]?.resource ?? {}).map(([type, named]) => [type, Object.keys(named).length]),
  );
const valuesOf = (stack: string, type: string) => Object.entries(stacks[stack]?.resource?.[type] ?? {});

test("each entry makes what holds its key, and one identity a holder; what exists is not made", () => {
  expect(
    Object.fromEntries(
      ["aws-one", "aws-two", "aws-gateway", "google-one", "google-two", "azure-one", "azure-two"].map((name) => [
        name,
        counted(name),
      ]),
    ),
  ).toEqual({
    "aws-one": {
      aws_iam_role: 2,
      aws_iam_role_policy: 2,
      aws_secretsmanager_secret: 1,
      aws_ssoadmin_account_assignment: 1,
      aws_ssoadmin_permission_set: 1,
      aws_ssoadmin_permission_set_inline_policy: 1,
      aws_ssoadmin_permissions_boundary_attachment: 1,
    },
    "aws-two": {
      aws_ssoadmin_account_assignment: 1,
      aws_ssoadmin_permission_set: 1,
      aws_ssoadmin_permission_set_inline_policy: 1,
      aws_ssoadmin_permissions_boundary_attachment: 1,
    },
    "aws-gateway": {
      aws_eks_pod_identity_association: 1,
      aws_iam_role: 1,
      aws_iam_role_policy: 1,
      aws_ssm_parameter: 1,
      aws_ssoadmin_account_assignment: 1,
      aws_ssoadmin_permission_set: 1,
      aws_ssoadmin_permission_set_inline_policy: 1,
      aws_ssoadmin_permissions_boundary_attachment: 1,
      terraform_data: 1,
    },
    "google-one": {
      google_secret_manager_secret: 1,
      google_secret_manager_secret_iam_member: 3,
      google_service_account: 1,
      google_service_account_iam_member: 1,
    },
    "google-two": { google_secret_manager_secret_iam_member: 1 },
    "azure-one": {
      azurerm_federated_identity_credential: 1,
      azurerm_key_vault: 1,
      azurerm_role_assignment: 2,
      azurerm_user_assigned_identity: 1,
    },
    "azure-two": { azurerm_role_assignment: 1 },
  });
});

const reading = (Action: string, Resource: string) => ({
  Version: "2012-10-17",
  Statement: [{ Sid: "ReadTheKey", Effect: "Allow", Action: [Action], Resource }],
});
const secretOf = (name: string) =>
  reading("secretsmanager:GetSecretValue", `arn:aws:secretsmanager:eu-central-1:111122223333:secret:${name}-??????`);
const GATEWAY = reading("ssm:GetParameter", "arn:aws:ssm:eu-central-1:111122223333:parameter/claude/gateway");

test("readers on AWS hold one document each, and no two entries of an account share a name", () => {
  expect(["aws-one", "aws-two", "aws-gateway"].map((name) => documentsByName(stacks[name]))).toEqual([
    {
      "claude_aws-one_payments_ci_deploy": secretOf("claude/key"),
      "claude_aws-one_payments_workload_bot": secretOf("claude/key"),
      "claude_aws-one_payments": secretOf("claude/key"),
    },
    { "claude_aws-two_search": secretOf("claude/other") },
    { "claude_aws-gateway_toolbox_workload_pod": GATEWAY, "claude_aws-gateway_toolbox": GATEWAY },
  ]);
});

test("readers on Google Cloud are members of one secret each", () => {
  const role = "roles/secretmanager.secretAccessor";
  const project = "acme-claude";
  const one = { project, role, secret_id: "projects/acme-claude/secrets/claude-key" };
  const after = ["google_secret_manager_secret.key"];
  const serviceAccount = "claude-payments-deploy-0633a8@acme-claude.iam.gserviceaccount.com";
  const pool = "principal://iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools";
  expect(Object.fromEntries(valuesOf("google-one", "google_secret_manager_secret_iam_member"))).toEqual({
    payments_people: { ...one, member: "group:payments@acme.example", depends_on: after },
    payments_ci_deploy: {
      ...{ ...one, member: `serviceAccount:${serviceAccount}` },
      depends_on: [...after, "google_service_account.payments_ci_deploy"],
    },
    payments_workload_pod: {
      ...{ ...one, depends_on: after },
      member: `${pool}/acme-claude.svc.id.goog/subject/ns/payments/sa/claude`,
    },
  });
  expect(Object.fromEntries(valuesOf("google-two", "google_secret_manager_secret_iam_member"))).toEqual({
    search_people: {
      ...{ project, role, secret_id: "projects/acme-claude/secrets/claude-other" },
      member: "group:search@acme.example",
    },
  });
});

test("readers on Azure have one role at one secret each", () => {
  const scoped = (secret: string) => ({
    role_definition_id: `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/4633458b-17de-408a-b874-0445c86b69e6`,
    scope: `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-claude/providers/Microsoft.KeyVault/vaults/acme-keys/secrets/${secret}`,
  });
  const after = { depends_on: ["azurerm_key_vault.key"] };
  const group = (id: string, team: string) => ({
    ...{ principal_id: id, principal_type: "Group", description: `Claude Code: ${team}, people` },
  });
  expect(Object.fromEntries(valuesOf("azure-one", "azurerm_role_assignment"))).toEqual({
    payments_people: { ...scoped("claude-key"), ...after, ...group(GROUPS[0], "payments") },
    payments_ci_deploy: {
      ...{ ...scoped("claude-key"), ...after, description: "Claude Code: payments, ci/deploy" },
      ...{ principal_id: "${azurerm_user_assigned_identity.payments_ci_deploy.principal_id}" },
      ...{ principal_type: "ServicePrincipal", skip_service_principal_aad_check: true },
    },
  });
  expect(Object.fromEntries(valuesOf("azure-two", "azurerm_role_assignment"))).toEqual({
    search_people: { ...scoped("claude-other"), ...group(GROUPS[1], "search"), depends_on: [] },
  });
});

test("a value's number writes from an ephemeral variable, after a check that it was given; without a number none is there", () => {
  const gateway = stacks["aws-gateway"];
  expect(gateway?.variable).toEqual({
    key_value: {
      ...{ type: "string", default: "", sensitive: true, ephemeral: true },
      description: "The key; give it to the apply that writes a new version, and to no other",
    },
  });
  expect(Object.fromEntries(valuesOf("aws-gateway", "aws_ssm_parameter"))).toEqual({
    key: {
      ...{ name: "/claude/gateway", type: "SecureString", value_wo: "${var.key_value}", value_wo_version: 3 },
      description: "Key that the credential helper of Claude Code reads",
      depends_on: ["terraform_data.key_value_is_given"],
    },
  });
  expect(valuesOf("aws-gateway", "terraform_data").map(([name, values]) => [name, values.triggers_replace])).toEqual([
    ["key_value_is_given", [3]],
  ]);
  const others = Object.entries(stacks).filter(([name]) => name !== "aws-gateway");
  expect(others.filter(([, stack]) => stack.variable !== undefined).map(([name]) => name)).toEqual([]);
});

test("a team that was called otherwise keeps its readers: they move, and their names stay", () => {
  const moved = stacks["aws-gateway"]?.moved as readonly { from: string; to: string }[];
  expect(moved.map(({ to }) => to).sort()).toEqual([
    "aws_eks_pod_identity_association.tools_workload_pod",
    "aws_iam_role.tools_workload_pod",
    "aws_iam_role_policy.tools_workload_pod",
    "aws_ssoadmin_account_assignment.tools_people",
    "aws_ssoadmin_permission_set.tools_people",
    "aws_ssoadmin_permission_set_inline_policy.tools_people",
    "aws_ssoadmin_permissions_boundary_attachment.tools_people",
  ]);
  expect(moved.map(({ from }) => from)).toEqual(moved.map(({ to }) => to.replace(".tools_", ".toolbox_")));
});

test("a stack whose key lies in a cloud is applied after the stack of that cloud's entry", () => {
  expect(
    Object.fromEntries(
      Object.entries(dependenciesOf(EVERY_KEY_READER)).filter(([name]) => /-(one|two|gateway)$/.test(name)),
    ),
  ).toEqual({
    "aws-gateway": ["aws-eu"],
    "aws-one": ["aws-eu"],
    "aws-two": ["aws-eu"],
    "azure-one": ["azure-se"],
    "azure-two": ["azure-se"],
    "google-one": ["gcp-eu"],
    "google-two": ["gcp-eu"],
  });
});

test("what an account and a project have once is made for readers, too", () => {
  expect(valuesOf("shared-111122223333", "aws_iam_openid_connect_provider").map(([, { url }]) => url)).toEqual([
    "https://token.actions.githubusercontent.com",
  ]);
  expect(valuesOf("shared-acme-claude", "google_project_service").map(([, { service }]) => service)).toContain(
    "secretmanager.googleapis.com",
  );
  expect(counted("shared-acme-claude").google_iam_workload_identity_pool).toBe(1);
});
