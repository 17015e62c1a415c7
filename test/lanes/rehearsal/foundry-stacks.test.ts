import { readFileSync } from "node:fs";
import { join } from "node:path";
import { EVERY_AZURE_IDENTITY, EVERY_AZURE_STACK } from "../../helpers/every-azure-identity";
import { TerraformRun } from "./terraform-run";

const EXAMPLE = readFileSync(join(__dirname, "../../../examples/foundry/access.yaml"), "utf8");
const STACK = "azure-se";

let terraform: TerraformRun;
beforeEach(async () => {
  terraform = await TerraformRun.start("azapi", "azuread", "azurerm");
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

test("an apply of the example makes everything, a second plan finds nothing to do, a destroy leaves nothing", async () => {
  terraform.synth(EXAMPLE);
  await terraform.apply(STACK);
  expect(await terraform.plan(STACK)).toEqual({});
  expect(counted()).toEqual({
    azapi_resource: 3,
    azurerm_cognitive_account: 1,
    azurerm_federated_identity_credential: 1,
    azurerm_resource_group: 1,
    azurerm_role_assignment: 2,
    azurerm_user_assigned_identity: 1,
  });
  await terraform.terraform(STACK, "destroy", "-no-color", "-auto-approve");
  expect(terraform.things()).toEqual([]);
}, 120_000);

test("every kind of identity, role and account is applied, found again as it is, and destroyed", async () => {
  terraform.synth(EVERY_AZURE_IDENTITY);
  for (const stack of EVERY_AZURE_STACK) await terraform.apply(stack);
  for (const stack of EVERY_AZURE_STACK) expect([stack, await terraform.plan(stack)]).toEqual([stack, {}]);
  expect(counted()).toEqual({
    azapi_resource: 5,
    azuread_application_federated_identity_credential: 1,
    azuread_application_registration: 1,
    azuread_service_principal: 2,
    azurerm_cognitive_account: 2,
    azurerm_cognitive_account_project: 1,
    azurerm_federated_identity_credential: 3,
    azurerm_resource_group: 1,
    azurerm_role_assignment: 10,
    azurerm_role_definition: 1,
    azurerm_user_assigned_identity: 4,
  });
  for (const stack of [...EVERY_AZURE_STACK].reverse()) {
    await terraform.terraform(stack, "destroy", "-no-color", "-auto-approve");
  }
  expect(terraform.things()).toEqual([]);
}, 240_000);

test("another model makes its deployment and takes the old one away, and touches no grant", async () => {
  terraform.synth(EXAMPLE);
  await terraform.apply(STACK);
  terraform.synth(EXAMPLE.replaceAll("claude-sonnet-5", "claude-sonnet-5-5"));
  expect(await terraform.plan(STACK)).toEqual({
    "azapi_resource.claude-sonnet-5": ["delete"],
    "azapi_resource.claude-sonnet-5-5": ["create"],
  });
}, 120_000);

test("a team that is renamed keeps its grants, its identities and their client ids", async () => {
  terraform.synth(EXAMPLE);
  await terraform.apply(STACK);
  terraform.synth(EXAMPLE.replace("  research:\n", "  science:\n    formerly: research\n"));
  expect(await terraform.plan(STACK)).toEqual({});
}, 120_000);

test("a pipeline that goes takes its identity, credential and grant along, and nothing else", async () => {
  terraform.synth(EXAMPLE);
  await terraform.apply(STACK);
  terraform.synth(EXAMPLE.slice(0, EXAMPLE.indexOf("    ci:")));
  expect(await terraform.plan(STACK)).toEqual({
    "azurerm_federated_identity_credential.research_ci_nightly": ["delete"],
    "azurerm_role_assignment.research_ci_nightly": ["delete"],
    "azurerm_user_assigned_identity.research_ci_nightly": ["delete"],
  });
}, 120_000);
