import type { Answer, Answers } from "../fake-json-api";

export const TENANT = "11111111-2222-3333-4444-555555555555";
export const OTHER_TENANT = "99999999-2222-3333-4444-555555555555";
export const SUBSCRIPTION = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";
export const PERSON = "77777777-0000-4000-8000-000000000001";
export const ROLE = "a97b65f3-24c7-4388-baec-2e87135dc908";
export const CUSTOM_ROLE = "12345678-aaaa-8bbb-8ccc-1234567890ab";
export const MAAS = "Microsoft.CognitiveServices/accounts/MaaS/*";

export const SCOPE = `/subscriptions/${SUBSCRIPTION}`;
export const GROUP = `${SCOPE}/resourceGroups/rg-claude`;
export const ACCOUNT_ID = `${GROUP}/providers/Microsoft.CognitiveServices/accounts/acme-claude`;
const COGNITIVE = `${SCOPE}/providers/Microsoft.CognitiveServices`;
const REGION = `${COGNITIVE}/locations/swedencentral`;

/** Paths of what is asked, each with the version that the API's reference names. */
export const AT = {
  subscription: `${SCOPE}?api-version=2022-12-01`,
  provider: `${COGNITIVE}?api-version=2021-04-01`,
  account: `${ACCOUNT_ID}?api-version=2025-06-01`,
  deployments: `${ACCOUNT_ID}/deployments?api-version=2025-06-01`,
  permissions: `${ACCOUNT_ID}/providers/Microsoft.Authorization/permissions?api-version=2022-04-01`,
  role: `${SCOPE}/providers/Microsoft.Authorization/roleDefinitions/${ROLE}?api-version=2022-04-01`,
  customRole: `${SCOPE}/providers/Microsoft.Authorization/roleDefinitions/${CUSTOM_ROLE}?api-version=2022-04-01`,
  deleted: `${COGNITIVE}/deletedAccounts?api-version=2025-06-01`,
  models: `${REGION}/models?api-version=2025-06-01`,
  usages: `${REGION}/usages?api-version=2025-06-01`,
  terms: (model: string) =>
    `${SCOPE}/providers/Microsoft.MarketplaceOrdering/offerTypes/virtualmachine/publishers/anthropic/offers/anthropic-${model}-offer/plans/anthropic-${model}-plan-new/agreements/current?api-version=2021-01-01`,
} as const;

const encode = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString("base64url");

/** A token as Entra writes it, signed by nobody. */
export const tokenOf = (claims: Readonly<Record<string, unknown>>): string =>
  `${encode({ typ: "JWT", alg: "RS256" })}.${encode(claims)}.canary-signature`;

export const json = (body: unknown): Answer => ({ json: body });
export const page = (...value: readonly unknown[]): Answer => json({ value });

export const permissionsOf = (dataActions: readonly string[], notDataActions: readonly string[] = []) => ({
  actions: ["*/read"],
  notActions: [],
  dataActions,
  notDataActions,
});
export const roleOf = (...permissions: readonly unknown[]): Answer =>
  json({
    id: `${SCOPE}/providers/Microsoft.Authorization/roleDefinitions/${ROLE}`,
    type: "Microsoft.Authorization/roleDefinitions",
    name: ROLE,
    properties: { roleName: "Cognitive Services User", type: "BuiltInRole", assignableScopes: ["/"], permissions },
  });

export const subscriptionOf = (quotaId: string, more: Readonly<Record<string, unknown>> = {}): Answer =>
  json({
    id: SCOPE,
    subscriptionId: SUBSCRIPTION,
    tenantId: TENANT,
    displayName: "Acme",
    state: "Enabled",
    subscriptionPolicies: { locationPlacementId: "Public_2014-09-01", quotaId, spendingLimit: "Off" },
    authorizationSource: "RoleBased",
    ...more,
  });

export const accountOf = (properties: Readonly<Record<string, unknown>> = {}, more = {}): Answer =>
  json({
    id: ACCOUNT_ID,
    name: "acme-claude",
    type: "Microsoft.CognitiveServices/accounts",
    location: "swedencentral",
    kind: "AIServices",
    sku: { name: "S0" },
    properties: {
      endpoint: "https://acme-claude.cognitiveservices.azure.com/",
      provisioningState: "Succeeded",
      customSubDomainName: "acme-claude",
      disableLocalAuth: true,
      publicNetworkAccess: "Enabled",
      ...properties,
    },
    ...more,
  });

export const deploymentOf = (name: string, model: string, version: string, capacity: number, more = {}) => ({
  id: `${ACCOUNT_ID}/deployments/${name}`,
  type: "Microsoft.CognitiveServices/accounts/deployments",
  name,
  sku: { name: "GlobalStandard", capacity },
  properties: {
    model: { format: "Anthropic", name: model, version },
    versionUpgradeOption: "NoAutoUpgrade",
    provisioningState: "Succeeded",
    ...more,
  },
});
export const HAIKU = deploymentOf("haiku", "claude-haiku-4-5", "2", 50);
export const SONNET = deploymentOf("claude-sonnet-5", "claude-sonnet-5", "1", 100);

export const modelOf = (name: string, version: string, usageName: string, format = "Anthropic") => ({
  kind: "AIServices",
  skuName: "S0",
  model: { format, name, version, skus: [{ name: "GlobalStandard", usageName, capacity: { maximum: 1_000_000 } }] },
});
export const QUOTA = {
  haiku: "AIServices.GlobalStandard.claude-haiku-4-5.Azure",
  sonnet: "AIServices.GlobalStandard.claude-sonnet-5",
} as const;
export const OFFERED = [
  modelOf("claude-haiku-4-5", "2", QUOTA.haiku),
  modelOf("claude-haiku-4-5", "20251001", "AIServices.GlobalStandard.claude-haiku-4-5"),
  modelOf("claude-sonnet-5", "1", QUOTA.sonnet),
  modelOf("gpt-5", "2025-08-07", "OpenAI.GlobalStandard.gpt-5", "OpenAI"),
] as const;
export const usageOf = (name: string, currentValue: number, limit: number) => ({
  name: { value: name, localizedValue: name },
  currentValue,
  limit,
  unit: "Count",
});

/** An account with what is declared, in which nothing is in the way. */
export const CLEAN: Answers = {
  [AT.subscription]: subscriptionOf("PayAsYouGo_2014-09-01"),
  [AT.provider]: json({ id: COGNITIVE, namespace: "Microsoft.CognitiveServices", registrationState: "Registered" }),
  [AT.account]: accountOf(),
  [AT.deployments]: page(HAIKU, SONNET),
  [AT.permissions]: page(permissionsOf([]), permissionsOf(["Microsoft.CognitiveServices/*"])),
  [AT.role]: roleOf(
    permissionsOf(
      ["Microsoft.CognitiveServices/*"],
      ["Microsoft.CognitiveServices/accounts/OpenAI/fine-tunes-deployments/write"],
    ),
  ),
  [AT.deleted]: page(),
  [AT.models]: page(...OFFERED),
  [AT.usages]: page(usageOf(QUOTA.haiku, 50, 1_000), usageOf(QUOTA.sonnet, 100, 250)),
  [AT.terms("claude-haiku-4-5")]: json({ name: "current", properties: { accepted: true } }),
  [AT.terms("claude-sonnet-5")]: json({ name: "current", properties: { accepted: true } }),
};
