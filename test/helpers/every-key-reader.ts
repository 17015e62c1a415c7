const ORGANIZATION = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
/** Subscription of the vault. */
export const SUBSCRIPTION = "11111111-2222-3333-4444-555555555555";
/** Groups in Entra: of payments, of search. */
export const GROUPS = ["0f8fad5b-d9cb-469f-a165-70867728950e", "1f8fad5b-d9cb-469f-a165-70867728950e"] as const;
const entry = (key: string) => `{ route: console, organization: ${ORGANIZATION}, key: { ${key} } }`;
/** Keys in each of the three clouds, made and there already; people, pipelines and workloads that read one each. */
export const EVERY_KEY_READER = `organization: acme
models:
  everyday: { sonnet: claude-sonnet-5 }
providers:
  aws-eu:
    route: bedrock
    account: "111122223333"
    region: eu-central-1
    geography: eu
    signIn: { identityCenter: { region: eu-central-1, startUrl: https://acme.awsapps.com/start } }
    permissionsBoundary: arn:aws:iam::111122223333:policy/acme-boundary
  gcp-eu: { route: vertex, project: acme-claude, projectNumber: "123456789012", region: eu, federation: serviceAccount }
  azure-se:
    route: foundry
    tenant: 99999999-8888-7777-6666-555555555555
    subscription: ${SUBSCRIPTION}
    resourceGroup: rg-claude
    resource: acme-claude
    location: swedencentral
    anthropicTerms: { accept: true, organizationName: Acme GmbH, countryCode: DE, industry: technology }
    deployments: { claude-sonnet-5: { version: "1" } }
  aws-one: ${entry("in: aws-eu, secret: claude/key")}
  aws-two: ${entry("in: aws-eu, secret: claude/other, existing: true")}
  google-one: ${entry("in: gcp-eu, secret: claude-key")}
  google-two: ${entry("in: gcp-eu, secret: claude-other, existing: true")}
  azure-one: ${entry("in: azure-se, secret: claude-key, keyVault: acme-keys")}
  azure-two: ${entry("in: azure-se, secret: claude-other, keyVault: acme-keys, existing: true")}
  aws-gateway:
    route: gateway
    baseUrl: https://llm.acme.example/claude
    token: { in: aws-eu, secret: /claude/gateway, kind: parameterStore, valueVersion: 3 }
teams:
  payments:
    uses: [aws-one, google-one, azure-one]
    models: everyday
    people: { group: { aws-one: claude-payments, google-one: payments@acme.example, azure-one: ${GROUPS[0]} } }
    ci: { deploy: { github: { repository: acme/payments, ownerId: 1, repositoryId: 2, branch: main } } }
    workloads: { bot: { lambda: {} }, pod: { gke: { namespace: payments, serviceAccount: claude } } }
  search:
    uses: [aws-two, google-two, azure-two]
    models: everyday
    people: { group: { aws-two: claude-search, google-two: search@acme.example, azure-two: ${GROUPS[1]} } }
  tools:
    uses: aws-gateway
    models: everyday
    formerly: toolbox
    people: { group: claude-tools }
    workloads: { pod: { eks: { cluster: prod, namespace: tools, serviceAccount: claude } } }
clients: { minimumVersion: 2.1.330, deliver: managed }
`;
