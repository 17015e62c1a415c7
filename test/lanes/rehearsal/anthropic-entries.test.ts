import { readFileSync } from "node:fs";
import { join } from "node:path";
import { TerraformRun } from "./terraform-run";

const EXAMPLE = readFileSync(join(__dirname, "../../../examples/anthropic/access.yaml"), "utf8");
const ORGANIZATION = "0a1b2c3d-7425-40de-944b-e07fc1f90ae7";
const KEYS = `organization: acme
models:
  everyday: { sonnet: claude-sonnet-5, haiku: claude-haiku-4-5 }
providers:
  aws-eu:
    route: bedrock
    account: "111122223333"
    region: eu-central-1
    geography: eu
    signIn: { identityCenter: { region: eu-central-1, startUrl: https://acme.awsapps.com/start } }
  gcp-eu: { route: vertex, project: acme-claude, projectNumber: "123456789012", region: eu }
  azure-se:
    route: foundry
    tenant: 99999999-8888-7777-6666-555555555555
    subscription: 11111111-2222-3333-4444-555555555555
    resourceGroup: rg-claude
    resource: acme-claude
    location: swedencentral
    anthropicTerms: { accept: true, organizationName: Acme GmbH, countryCode: DE, industry: technology }
    deployments: { claude-sonnet-5: { version: "1" } }
  on-aws: { route: console, organization: ${ORGANIZATION}, key: { in: aws-eu, secret: claude/key } }
  on-google: { route: console, organization: ${ORGANIZATION}, key: { in: gcp-eu, secret: claude-key } }
  on-azure:
    route: console
    organization: ${ORGANIZATION}
    key: { in: azure-se, secret: claude-key, keyVault: acme-claude-keys }
teams:
  payments:
    uses: [on-aws, on-google, on-azure]
    models: everyday
    people:
      group: { on-aws: claude-payments, on-google: payments@acme.example, on-azure: 0f8fad5b-d9cb-469f-a165-70867728950e }
    ci: { deploy: { github: { repository: acme/payments, ownerId: 9919, repositoryId: 71234567, branch: main } } }
    workloads:
      bot: { lambda: {} }
      pod: { gke: { namespace: payments, serviceAccount: claude } }
      machine: { managedIdentity: { on: virtualMachine } }
clients: { minimumVersion: 2.1.330, deliver: managed }
`;

let terraform: TerraformRun;
beforeEach(async () => {
  terraform = await TerraformRun.start("anthropic", "aws", "google", "azapi", "azuread", "azurerm");
}, 60_000);
afterEach(() => terraform.stop());

const counted = (): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const thing of terraform.things()) {
    const type = thing.split("/")[0] ?? "";
    counts[type] = (counts[type] ?? 0) + 1;
  }
  return counts;
};

test("entries without a cloud are applied with no provider at all, and a second plan finds nothing to do", async () => {
  terraform.synth(EXAMPLE);
  for (const stack of ["console", "enterprise", "gateway"]) {
    await terraform.apply(stack);
    expect([stack, await terraform.plan(stack)]).toEqual([stack, {}]);
  }
  expect(terraform.things()).toEqual([]);
}, 120_000);

test("a key in each cloud is made with its readers, found again as it is, and destroyed", async () => {
  terraform.synth(KEYS);
  for (const stack of ["shared-111122223333", "shared-acme-claude", "azure-se"]) await terraform.apply(stack);
  const before = counted();
  const stacks = ["on-aws", "on-azure", "on-google"];
  for (const stack of stacks) await terraform.apply(stack);
  for (const stack of stacks) expect([stack, await terraform.plan(stack)]).toEqual([stack, {}]);
  const made = Object.entries(counted()).flatMap(([type, count]): [string, number][] =>
    count === (before[type] ?? 0) ? [] : [[type, count - (before[type] ?? 0)]],
  );
  expect(Object.fromEntries(made)).toEqual({
    aws_iam_role: 2,
    aws_iam_role_policy: 2,
    aws_secretsmanager_secret: 1,
    aws_ssoadmin_account_assignment: 1,
    aws_ssoadmin_permission_set: 1,
    aws_ssoadmin_permission_set_inline_policy: 1,
    azurerm_federated_identity_credential: 1,
    azurerm_key_vault: 1,
    azurerm_role_assignment: 3,
    azurerm_user_assigned_identity: 2,
    google_secret_manager_secret: 1,
    google_secret_manager_secret_iam_member: 3,
  });
  for (const stack of stacks) await terraform.terraform(stack, "destroy", "-no-color", "-auto-approve");
  expect(counted()).toEqual(before);
}, 240_000);

const MADE = `organization: acme
models:
  everyday: { sonnet: claude-sonnet-5 }
providers:
  machines:
    route: console
    organization: ${ORGANIZATION}
    manage: terraform
    workspace: { name: Machines, dataResidency: { workspaceGeo: us } }
    federation: {}
  desk:
    route: console
    organization: ${ORGANIZATION}
    manage: terraform
    workspace: { name: Desk }
    workspaceRole: workspace_user
teams:
  payments:
    uses: [machines, desk]
    models: everyday
    people: { members: [ann@acme.example, root@acme.example, not-yet@acme.example] }
    ci: { deploy: { github: { repository: acme/payments, ownerId: 1, repositoryId: 2, branch: main } } }
    workloads:
      pod: { kubernetes: { issuer: https://k8s.acme.example/prod, namespace: payments, serviceAccount: claude } }
clients: { minimumVersion: 2.1.330, deliver: managed }
`;

test("what Terraform makes in an organization is found again as it is, follows changes, and is archived in order", async () => {
  terraform.synth(MADE);
  for (const stack of ["desk", "machines"]) {
    await terraform.apply(stack);
    expect([stack, await terraform.plan(stack)]).toEqual([stack, {}]);
  }
  expect(counted()).toEqual({
    anthropic_federation_issuer: 2,
    anthropic_federation_rule: 2,
    anthropic_service_account: 2,
    anthropic_service_account_workspace: 2,
    anthropic_workspace: 2,
    anthropic_workspace_member: 1,
  });
  terraform.synth(MADE.replace("  payments:\n", "  cards:\n    formerly: payments\n"));
  expect(await terraform.plan("machines")).toEqual({});
  terraform.synth(MADE.replace("workspaceGeo: us", "workspaceGeo: us, allowedInferenceGeos: [us]"));
  expect(await terraform.plan("machines")).toEqual({ "anthropic_workspace.workspace": ["update"] });
  terraform.synth(MADE.replace("workspaceGeo: us", "workspaceGeo: eu"));
  expect((await terraform.plan("machines"))["anthropic_workspace.workspace"]).toEqual(["delete", "create"]);
  terraform.synth(MADE.slice(0, MADE.indexOf("    workloads:")));
  expect(await terraform.plan("machines")).toEqual({
    "anthropic_federation_issuer.k8s-acme-example-prod": ["delete"],
    "anthropic_federation_rule.payments_workload_pod": ["delete"],
    "anthropic_service_account.payments_workload_pod": ["delete"],
    "anthropic_service_account_workspace.payments_workload_pod": ["delete"],
  });
  for (const stack of ["desk", "machines"]) {
    await terraform.terraform(stack, "destroy", "-no-color", "-auto-approve");
  }
  expect(terraform.things()).toEqual([]);
}, 240_000);
