import { EVERY_AZURE_IDENTITY, EVERY_AZURE_STACK } from "../helpers/every-azure-identity";
import { countResources } from "../helpers/synth";
import { synthDeclaration } from "../helpers/synth-declaration";

const stacks = synthDeclaration(EVERY_AZURE_IDENTITY);
const of = (stack: string, type: string, from = stacks) => from[stack]?.resource?.[type] ?? {};
const SUBSCRIPTION = "/subscriptions/11111111-2222-3333-4444-555555555555";
const ACCOUNT = `${SUBSCRIPTION}/resourceGroups/rg-claude/providers/Microsoft.CognitiveServices/accounts/acme-claude`;
const TERMS = { organizationName: "Acme $${x}", countryCode: "DE", industry: "technology" };

test("every resource of every stack is counted", () => {
  expect(Object.keys(stacks).sort()).toEqual([...EVERY_AZURE_STACK].sort());
  expect(Object.fromEntries(Object.entries(stacks).map(([name, stack]) => [name, countResources(stack)]))).toEqual({
    "azure-old": { azurerm_role_assignment: 2 },
    "azure-se": {
      azapi_resource: 3,
      azuread_service_principal: 1,
      azurerm_cognitive_account: 1,
      azurerm_cognitive_account_project: 1,
      azurerm_federated_identity_credential: 3,
      azurerm_resource_group: 1,
      azurerm_role_assignment: 7,
      azurerm_user_assigned_identity: 4,
    },
    "azure-us": {
      azapi_resource: 2,
      azuread_application_federated_identity_credential: 1,
      azuread_application_registration: 1,
      azuread_service_principal: 1,
      azurerm_cognitive_account: 1,
      azurerm_role_assignment: 1,
      azurerm_role_definition: 1,
    },
  });
});

test("no key opens the account, and it lets in what is declared", () => {
  expect(of("azure-se", "azurerm_resource_group")).toEqual({
    group: { location: "swedencentral", name: "rg-claude", tags: { cost: "4711" } },
  });
  expect(of("azure-se", "azurerm_cognitive_account")).toEqual({
    account: {
      custom_subdomain_name: "acme-claude",
      depends_on: ["azurerm_resource_group.group"],
      identity: { type: "SystemAssigned" },
      kind: "AIServices",
      local_auth_enabled: false,
      location: "swedencentral",
      name: "acme-claude",
      network_acls: { default_action: "Deny", ip_rules: ["203.0.113.0/24"] },
      project_management_enabled: true,
      public_network_access_enabled: true,
      resource_group_name: "rg-claude",
      sku_name: "S0",
      tags: { cost: "4711" },
    },
  });
});

test("models are deployed one after the other, each in its version, and never upgraded by themselves", () => {
  const deployment = (model: string, version: string, capacity: number, name: string, before: string) => ({
    body: {
      properties: {
        model: { format: "Anthropic", name: model, version },
        modelProviderData: TERMS,
        raiPolicyName: "Microsoft.DefaultV2",
        versionUpgradeOption: "NoAutoUpgrade",
      },
      sku: { capacity, name: "GlobalStandard" },
    },
    depends_on: [before],
    name,
    parent_id: ACCOUNT,
    schema_validation_enabled: false,
    type: "Microsoft.CognitiveServices/accounts/deployments@2025-10-01-preview",
  });
  expect(of("azure-se", "azapi_resource")).toEqual({
    "acme-opus": deployment("claude-opus-4-8", "1", 50, "acme-opus", "azurerm_cognitive_account.account"),
    "claude-haiku-4-5": deployment("claude-haiku-4-5", "20251001", 250, "claude-haiku-4-5", "azapi_resource.acme-opus"),
    "claude-sonnet-5": deployment("claude-sonnet-5", "1", 250, "claude-sonnet-5", "azapi_resource.claude-haiku-4-5"),
  });
  const hosted = Object.values(of("azure-us", "azapi_resource")).map(({ body }) => body);
  expect(hosted).toEqual(
    ["claude-haiku-4-5", "claude-sonnet-4-5"].map((name) =>
      expect.objectContaining({
        properties: expect.objectContaining({ model: { format: "Anthropic", name, version: "2" } }),
        sku: { capacity: 100, name: "DataZoneStandard" },
      }),
    ),
  );
});

test("each identity gets one role at the account, known by its GUID before any apply", () => {
  const grant = (who: string, principalId: string, type: string, isNew: boolean) => ({
    depends_on: ["azurerm_cognitive_account.account"],
    description: `Claude Code: research, ${who}`,
    principal_id: principalId,
    principal_type: type,
    role_definition_id: `${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/a97b65f3-24c7-4388-baec-2e87135dc908`,
    scope: ACCOUNT,
    ...(isNew ? { skip_service_principal_aad_check: true } : {}),
  });
  const own = (name: string) => `\${azurerm_user_assigned_identity.${name}.principal_id}`;
  const service = "ServicePrincipal";
  expect(of("azure-se", "azurerm_role_assignment")).toEqual({
    research_ci_deploy: grant("ci/deploy", own("research_ci_deploy"), service, true),
    research_ci_nightly: grant("ci/nightly", own("research_ci_nightly"), service, true),
    research_people: grant("people", "0f8fad5b-d9cb-469f-a165-70867728950e", "Group", false),
    research_workload_agent: grant("workload/agent", own("research_workload_agent"), service, true),
    research_workload_machine: grant("workload/machine", own("research_workload_machine"), service, true),
    research_workload_other: grant("workload/other", "33333333-2222-3333-4444-555555555555", service, false),
    research_workload_partner: grant(
      "workload/partner",
      "${azuread_service_principal.research_workload_partner.object_id}",
      service,
      true,
    ),
  });
});

test("a pipeline or a pod is known by its exact token, and by nothing that is secret", () => {
  const credential = (name: string, issuer: string, subject: string) => ({
    audience: ["api://AzureADTokenExchange"],
    issuer,
    name: "claude-code",
    parent_id: `\${azurerm_user_assigned_identity.${name}.id}`,
    resource_group_name: "rg-claude",
    subject,
  });
  expect(of("azure-se", "azurerm_federated_identity_credential")).toEqual({
    research_ci_deploy: credential(
      "research_ci_deploy",
      "https://token.actions.githubusercontent.com",
      "repo:acme@9919/research@71:environment:production",
    ),
    research_ci_nightly: credential(
      "research_ci_nightly",
      "https://gitlab.com",
      "project_path:acme/research:ref_type:branch:ref:main",
    ),
    research_workload_agent: credential(
      "research_workload_agent",
      "https://oidc.prod-aks.azure.com/0f8f/",
      "system:serviceaccount:research:claude",
    ),
  });
  expect(of("azure-se", "azurerm_user_assigned_identity").research_ci_deploy).toEqual({
    depends_on: ["azurerm_resource_group.group"],
    location: "swedencentral",
    name: "claude_azure-se_research_ci_deploy",
    resource_group_name: "rg-claude",
    tags: { cost: "4711" },
  });
  expect(of("azure-us", "azuread_application_registration")).toEqual({
    build_ci_release: { display_name: "claude_azure-us_build_ci_release" },
  });
  expect(of("azure-us", "azuread_application_federated_identity_credential")).toEqual({
    build_ci_release: {
      application_id: "${azuread_application_registration.build_ci_release.id}",
      audiences: ["api://AzureADTokenExchange"],
      display_name: "claude-code",
      issuer: "https://ci.acme.example",
      subject: "pipeline:release",
    },
  });
});

test("a custom role calls models and does nothing else, and its id is known before any apply", () => {
  const group = `${SUBSCRIPTION}/resourceGroups/rg-claude`;
  const [[name, role] = []] = Object.entries(of("azure-us", "azurerm_role_definition"));
  const guid = String(role?.role_definition_id);
  expect([name, guid]).toEqual([
    "calling",
    expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/),
  ]);
  expect(role).toEqual({
    assignable_scopes: [group],
    description: "Calls Claude models: conversations and counting tokens at the deployments of one account",
    name: "Claude Code: acme, azure-us",
    permissions: [{ actions: [], data_actions: ["Microsoft.CognitiveServices/accounts/MaaS/*"] }],
    role_definition_id: guid,
    scope: group,
  });
  expect(of("azure-us", "azurerm_role_assignment").build_ci_release).toMatchObject({
    depends_on: ["azurerm_cognitive_account.account", "azurerm_role_definition.calling"],
    role_definition_id: `${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/${guid}`,
  });
});

test("an account that exists is read without its keys, and the plan stops where keys open it", () => {
  const old = stacks["azure-old"];
  const account =
    "/subscriptions/22222222-2222-3333-4444-555555555555/resourceGroups/rg-old/providers/Microsoft.CognitiveServices/accounts/acme-old";
  expect(old?.data).toEqual({
    azapi_resource: {
      account: {
        resource_id: account,
        response_export_values: ["properties.disableLocalAuth"],
        type: "Microsoft.CognitiveServices/accounts@2025-06-01",
      },
    },
    azuread_group: { lab_people: { display_name: "Claude Lab", security_enabled: true } },
  });
  const grant = (principalId: string, type: string) => ({
    depends_on: [],
    description: "Claude Code: lab, people",
    lifecycle: {
      precondition: [
        {
          condition: "${try(data.azapi_resource.account.output.properties.disableLocalAuth, false)}",
          error_message:
            "Keys open this account, and the role can read them: switch local authentication off (disableLocalAuth), or choose role: custom.",
        },
      ],
    },
    principal_id: principalId,
    principal_type: type,
    role_definition_id:
      "/subscriptions/22222222-2222-3333-4444-555555555555/providers/Microsoft.Authorization/roleDefinitions/53ca6127-db72-4b80-b1b0-d745d6d5456d",
    scope: account,
  });
  expect(of("azure-old", "azurerm_role_assignment")).toEqual({
    lab_people: grant("${data.azuread_group.lab_people.object_id}", "Group"),
    "lab_people__66666666-2222-3333-4444-555555555555": grant("66666666-2222-3333-4444-555555555555", "User"),
  });
});

test("providers work in the declared tenant and subscription, register one thing, and purge only where that is declared", () => {
  const place = {
    subscription_id: "11111111-2222-3333-4444-555555555555",
    tenant_id: "99999999-8888-7777-6666-555555555555",
  };
  const subscription = (purge: boolean) => ({
    features: [{ cognitive_account: [{ purge_soft_delete_on_destroy: purge }] }],
    resource_provider_registrations: "none",
    resource_providers_to_register: ["Microsoft.CognitiveServices"],
    ...place,
  });
  expect(stacks["azure-se"]?.provider).toEqual({
    azapi: [place],
    azuread: [{ tenant_id: place.tenant_id }],
    azurerm: [subscription(true)],
  });
  expect(stacks["azure-us"]).toMatchObject({ provider: { azurerm: [subscription(false)] } });
  const without = synthDeclaration(EVERY_AZURE_IDENTITY.replace(/ +partner: .*\n/, ""));
  expect(Object.keys(without["azure-se"]?.provider ?? {})).toEqual(["azapi", "azurerm"]);
});
