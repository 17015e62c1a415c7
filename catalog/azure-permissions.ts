import type { Source } from "./source";

/** A built-in role, known by its GUID: Azure has renamed roles, and a name may be somebody else's tomorrow. */
export interface AzureRole extends Source {
  readonly id: string;
  /** As Azure shows it today. */
  readonly name: string;
  /** Whether it can read the account's keys, so that it is granted only where keys open nothing. */
  readonly listsKeys: boolean;
}

const ROLES_PAGE = {
  source: "https://learn.microsoft.com/en-us/azure/role-based-access-control/built-in-roles/ai-machine-learning",
  date: "2026-11-23",
};

/** Roles that let call models, by the word of a declaration. */
export const AZURE_ROLES = {
  cognitiveServicesUser: {
    id: "a97b65f3-24c7-4388-baec-2e87135dc908",
    name: "Cognitive Services User",
    listsKeys: true,
    ...ROLES_PAGE,
  },
  foundryUser: {
    id: "53ca6127-db72-4b80-b1b0-d745d6d5456d",
    name: "Foundry User (once Azure AI User)",
    listsKeys: true,
    ...ROLES_PAGE,
  },
} as const satisfies Record<string, AzureRole>;

/** What a custom role needs, one place to correct: two documents disagree, and neither was run here. */
export const AZURE_DATA_ACTIONS = {
  actions: ["Microsoft.CognitiveServices/accounts/MaaS/*"],
  reason: "conversations and counting tokens at the deployments of one account",
  /** Unproven: Claude Code's own page names these instead. */
  proven: false,
  otherwise: ["Microsoft.CognitiveServices/accounts/providers/*"],
  source: "https://learn.microsoft.com/en-us/azure/ai-foundry/foundry-models/how-to/configure-entra-id",
  date: "2026-06-30",
} as const;

/** Audience of a token that Entra exchanges. */
export const TOKEN_EXCHANGE_AUDIENCE = {
  audience: "api://AzureADTokenExchange",
  source: "https://learn.microsoft.com/en-us/entra/workload-id/workload-identity-federation-create-trust",
  date: "2026-11-23",
} as const;

/** Limits that a plan does not show. */
export const AZURE_LIMITS = {
  /** Federated credentials of one identity; each identity of this tool has one. */
  credentials: { value: 20 },
  /** Characters of an issuer, a subject and an audience. */
  federatedText: { value: 600 },
  source: "https://learn.microsoft.com/en-us/entra/workload-id/workload-identity-federation-considerations",
  date: "2026-11-23",
} as const;

/** What must be registered in a subscription before an account can be made. */
export const COGNITIVE_SERVICES = {
  provider: "Microsoft.CognitiveServices",
  source: "https://learn.microsoft.com/en-us/azure/azure-resource-manager/management/azure-services-resource-providers",
  date: "2026-11-23",
} as const;

/** Where an Azure machine gets its tokens; a proxy must not carry it. */
export const METADATA_ADDRESS = {
  address: "169.254.169.254",
  source: "@anthropic-ai/claude-code 2.1.330, run on loopback",
  date: "2026-11-22",
} as const;

/** Kind of the accounts in which Claude models can be deployed; keys of any other kind (speech, vision, search) open no Claude. */
export const CLAUDE_ACCOUNT_KIND = {
  kind: "AIServices",
  source: "https://learn.microsoft.com/en-us/azure/ai-foundry/foundry-models/how-to/use-foundry-models-claude",
  date: "2026-11-24",
} as const;
