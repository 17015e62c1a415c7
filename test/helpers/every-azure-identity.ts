/** A declaration with every kind of identity, role and account on Microsoft Foundry. */
export const EVERY_AZURE_IDENTITY = `organization: acme
models:
  newest: { opus: claude-opus-4-8, sonnet: claude-sonnet-5, haiku: claude-haiku-4-5 }
  small: { haiku: claude-haiku-4-5, retiring: [{ model: claude-sonnet-4-5, until: 2027-01-31 }] }
providers:
  azure-se:
    route: foundry
    tenant: 99999999-8888-7777-6666-555555555555
    subscription: 11111111-2222-3333-4444-555555555555
    resourceGroup: rg-claude
    resource: acme-claude
    location: swedencentral
    anthropicTerms: { accept: true, organizationName: "Acme \${x}", countryCode: DE, industry: technology }
    capacity: 250
    deployments:
      claude-opus-4-8: { name: acme-opus, version: "1", capacity: 50 }
      claude-sonnet-5: { version: "1" }
    network: { addresses: [203.0.113.0/24] }
    project: coding
    purgeOnDestroy: true
    tags: { cost: "4711" }
  azure-us:
    route: foundry
    tenant: 99999999-8888-7777-6666-555555555555
    subscription: 11111111-2222-3333-4444-555555555555
    resourceGroup: rg-claude
    existing: resourceGroup
    resource: acme-claude-us
    location: eastus2
    anthropicTerms: { accept: true, organizationName: Acme GmbH, countryCode: DE, industry: finance }
    hosting: azure
    sku: DataZoneStandard
    role: custom
    federation: application
    baseUrl: https://gateway.acme.example/anthropic
    deployments: { claude-sonnet-4-5: { version: "2" } }
  azure-old:
    route: foundry
    tenant: 99999999-8888-7777-6666-555555555555
    subscription: 22222222-2222-3333-4444-555555555555
    resourceGroup: rg-old
    existing: deployments
    resource: acme-old
    location: swedencentral
    role: foundryUser
teams:
  research:
    uses: azure-se
    models: newest
    people: { group: 0f8fad5b-d9cb-469f-a165-70867728950e }
    ci:
      nightly: { gitlab: { project: acme/research, branch: main } }
      deploy: { github: { repository: acme/research, ownerId: 9919, repositoryId: 71, environment: production } }
    workloads:
      agent: { aks: { issuer: https://oidc.prod-aks.azure.com/0f8f/, namespace: research, serviceAccount: claude } }
      machine: { managedIdentity: { on: virtualMachine } }
      other: { existingIdentity: { principalId: 33333333-2222-3333-4444-555555555555 } }
      partner: { application: { clientId: 44444444-2222-3333-4444-555555555555 } }
  build:
    uses: azure-us
    models: small
    ci:
      release: { oidc: { issuer: https://ci.acme.example, audience: "api://AzureADTokenExchange", subject: "pipeline:release" } }
  lab:
    uses: azure-old
    models: small
    people: { group: Claude Lab, subjects: [66666666-2222-3333-4444-555555555555] }
`;

/** Stacks of it, in an order in which they can be applied. */
export const EVERY_AZURE_STACK = ["azure-se", "azure-us", "azure-old"] as const;
