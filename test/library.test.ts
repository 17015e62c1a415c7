import { TerraformStack } from "cdktf";
import {
  AZURE_ROLES,
  AzapiProvider,
  FoundryAccess,
  FoundryAccount,
  roleDefinitionId,
  subscriptionProvider,
} from "../azure";
import { GOOGLE_SERVICES } from "../catalog/google-permissions";
import {
  CustomRoles,
  invokeRoleName,
  ModelPolicy,
  PipelinePool,
  ProjectServices,
  projectProvider,
  VertexAccess,
} from "../google";
import { countResources, synthApp } from "./helpers/synth";

const project = "acme-claude";
const projectNumber = "123456789012";
const nightly = { github: { repository: "acme/x", ownerId: 9919, repositoryId: 71, branch: "main" } };

test("the constructs for Google Cloud stand in anybody's own stack, and their settings are at hand", () => {
  let settings: object | undefined;
  const stacks = synthApp((app) => {
    const stack = new TerraformStack(app, "platform");
    projectProvider(stack, "Google", { project });
    const { services } = new ProjectServices(stack, "Services", { project, services: [GOOGLE_SERVICES.vertex] });
    new CustomRoles(stack, "Roles", { home: { project }, roleIds: ["claudeCodeInvoke"], dependsOn: [...services] });
    new ModelPolicy(stack, "Models", { project, models: ["claude-sonnet-5"] });
    const issuer = "https://token.actions.githubusercontent.com";
    new PipelinePool(stack, "Github", { project, projectNumber, issuer, pipelines: [nightly] });
    const access = new VertexAccess(stack, "Research", {
      team: "research",
      entry: "eu",
      project,
      projectNumber,
      region: "eu",
      models: { sonnet: "claude-sonnet-5" },
      role: invokeRoleName({ project }),
      people: { googleAccounts: { group: "research@acme.example" } },
      ci: { nightly },
    });
    settings = access.documents["ci/nightly"]?.settings.env;
  });
  expect(countResources(stacks.platform ?? {})).toEqual({
    google_iam_workload_identity_pool: 1,
    google_iam_workload_identity_pool_provider: 1,
    google_org_policy_policy: 1,
    google_project_iam_custom_role: 1,
    google_project_iam_member: 2,
    google_project_service: 1,
  });
  expect(Object.keys(stacks.platform?.resource?.google_project_iam_member ?? {})).toEqual([
    "Research_ci_nightly",
    "Research_people",
  ]);
  expect(settings).toMatchObject({ CLAUDE_CODE_USE_VERTEX: "1", CLOUD_ML_REGION: "eu" });
});

test("the constructs for Azure stand in anybody's own stack, and their settings are at hand", () => {
  const place = {
    tenant: "99999999-8888-7777-6666-555555555555",
    subscription: "11111111-2222-3333-4444-555555555555",
    resourceGroup: "rg-claude",
    resource: "acme-claude",
    location: "swedencentral",
  };
  let settings: object | undefined;
  const stacks = synthApp((app) => {
    const stack = new TerraformStack(app, "platform");
    subscriptionProvider(stack, "Subscription", { ...place, purge: false });
    new AzapiProvider(stack, "Azapi", place);
    const account = new FoundryAccount(stack, "Account", {
      ...place,
      terms: { accept: true, organizationName: "Acme GmbH", countryCode: "DE", industry: "technology" },
      models: [{ name: "claude-sonnet-5", model: "claude-sonnet-5", version: "1", capacity: 100 }],
    });
    const access = new FoundryAccess(stack, "Research", {
      ...place,
      team: "research",
      entry: "se",
      accountId: account.accountId,
      roleDefinitionId: roleDefinitionId(place.subscription, AZURE_ROLES.cognitiveServicesUser.id),
      models: { sonnet: "claude-sonnet-5" },
      people: { group: { id: "0f8fad5b-d9cb-469f-a165-70867728950e" } },
      ci: { nightly },
    });
    settings = access.documents["ci/nightly"]?.settings.env;
  });
  expect(countResources(stacks.platform ?? {})).toEqual({
    azapi_resource: 1,
    azurerm_cognitive_account: 1,
    azurerm_federated_identity_credential: 1,
    azurerm_resource_group: 1,
    azurerm_role_assignment: 2,
    azurerm_user_assigned_identity: 1,
  });
  expect(settings).toMatchObject({ CLAUDE_CODE_USE_FOUNDRY: "1", ANTHROPIC_FOUNDRY_RESOURCE: "acme-claude" });
});
