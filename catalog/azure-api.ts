import type { Source } from "./source";

/** A version of an API of Azure Resource Manager, which every request names. */
export interface AzureApi extends Source {
  /** `YYYY-MM-DD`. */
  readonly version: string;
}

const REST = "https://learn.microsoft.com/en-us/rest/api";

/** APIs that are read before and after an apply. */
export const AZURE_APIS = {
  /** What the caller may do at a resource; role definitions. */
  authorization: { version: "2022-04-01", source: `${REST}/authorization/permissions`, date: "2026-11-23" },
  /** Accounts, deployments, deleted accounts, models and usages of a region. */
  cognitiveServices: {
    version: "2025-06-01",
    source: "azure-rest-api-specs, Microsoft.CognitiveServices/stable/2025-06-01",
    date: "2026-11-23",
  },
  /** Terms of offers of Azure Marketplace. */
  marketplaceOrdering: {
    version: "2021-01-01",
    source: "Azure-Samples/claude, README; Az.MarketplaceOrdering 2.0.1 (Api202101)",
    date: "2026-11-23",
  },
  /** Whether a resource provider is registered. */
  providers: { version: "2021-04-01", source: `${REST}/resources/providers/get`, date: "2026-11-23" },
  subscriptions: { version: "2022-12-01", source: `${REST}/resources/subscriptions/get`, date: "2026-11-23" },
} as const satisfies Record<string, AzureApi>;

/** What tokens are asked for. */
export const AZURE_SCOPES = {
  management: {
    scope: "https://management.azure.com/.default",
    source: `${REST}/azure`,
    date: "2026-11-23",
  },
  /** The client's own; Microsoft's samples take `https://ai.azure.com/.default`. */
  models: {
    scope: "https://cognitiveservices.azure.com/.default",
    source: "@anthropic-ai/claude-code 2.1.330, run on loopback",
    date: "2026-11-22",
  },
} as const;

/** Terms of a model on Azure Marketplace. */
export interface ClaudeOffer {
  readonly publisher: string;
  readonly offer: string;
  readonly plan: string;
}

/**
 * What a model is sold as, by the way the known ones are named: another model's offer may be named otherwise.
 * @see https://github.com/Azure-Samples/claude (README, read 2026-11-23)
 */
export const claudeOffer = (model: string): ClaudeOffer => ({
  publisher: "anthropic",
  offer: `anthropic-${model}-offer`,
  plan: `anthropic-${model}-plan-new`,
});

/** Whether subscriptions of a kind may buy Claude models; undecided: it depends on what no API tells. */
export interface SubscriptionKind {
  readonly name: string;
  readonly mayBuy: "yes" | "no" | "undecided";
  /** The exception, which no API tells. */
  readonly unless?: string;
}

/** Kinds of subscriptions, by the part of `quotaId` before its day. */
const KINDS: Readonly<Record<string, SubscriptionKind>> = {
  AzureForStudents: { name: "Azure for Students", mayBuy: "no" },
  AzureForStudentsStarter: { name: "Azure for Students Starter", mayBuy: "no" },
  AzurePass: { name: "Azure Pass", mayBuy: "no" },
  CSP: { name: "Cloud Solution Provider", mayBuy: "no" },
  CSPDEVTEST: { name: "Cloud Solution Provider sandbox", mayBuy: "no" },
  DreamSpark: { name: "Azure for Students Starter", mayBuy: "no" },
  EnterpriseAgreement: {
    name: "enterprise agreement or Azure plan",
    mayBuy: "yes",
    unless: "it is billed in South Korea",
  },
  FreeTrial: { name: "free trial", mayBuy: "no" },
  LightweightTrial: { name: "trial", mayBuy: "no" },
  MSDNDevTest: { name: "pay-as-you-go for development and test", mayBuy: "yes" },
  PayAsYouGo: { name: "pay-as-you-go", mayBuy: "yes" },
  Sponsored: { name: "sponsored", mayBuy: "undecided", unless: "a payment card stands behind its credits" },
};

/**
 * The kind of a subscription; `undefined`: nobody here knows it.
 * @param quotaId such as `PayAsYouGo_2014-09-01`
 */
export const subscriptionKind = (quotaId: string): SubscriptionKind | undefined => {
  const [name = ""] = quotaId.split("_");
  return Object.hasOwn(KINDS, name) ? KINDS[name] : undefined;
};

/** Who may buy, and what the kinds are called. */
export const SUBSCRIPTION_KINDS = {
  /** Kinds that may not buy; a spending limit (`spendingLimit`) is one of credits only. */
  source: "https://learn.microsoft.com/en-us/azure/foundry/foundry-models/how-to/use-foundry-models-claude",
  /** Names of `quotaId`. */
  names: "https://learn.microsoft.com/en-us/azure/cost-management-billing/costs/understand-cost-mgmt-data",
  date: "2026-11-23",
} as const;
