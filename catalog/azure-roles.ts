import type { Source } from "./source";

/** One permission of a role as Azure writes it: what it names, without what it takes away again. */
export interface AzureRolePermission {
  readonly actions: readonly string[];
  /** @default nothing is taken away */
  readonly notActions?: readonly string[];
  readonly dataActions: readonly string[];
  /** @default nothing is taken away */
  readonly notDataActions?: readonly string[];
}

/** A role that Azure defines, with everything that it holds. */
export interface AzureRoleDefinition extends Source {
  /** As Azure shows it; names change, ids do not. */
  readonly name: string;
  readonly permissions: readonly AzureRolePermission[];
}

const PAGES = "https://learn.microsoft.com/en-us/azure/role-based-access-control/built-in-roles";
const GENERAL = { source: `${PAGES}/general (text of MicrosoftDocs/azure-docs)`, date: "2026-11-23" };
const PRIVILEGED = {
  source: `${PAGES}/privileged (text of MicrosoftDocs/azure-docs, as of 2026-07-01)`,
  date: "2026-11-23",
};
/** Newer than the page's stored text, which lacks what was added to `actions` and `notDataActions` since. */
const LISTED = {
  source: `\`az role definition list --name ID\` of October 2026, as a public repository keeps it for its tests; ${PAGES}/ai-machine-learning`,
  date: "2026-11-23",
};

const READ_ACCOUNTS = [
  "Microsoft.Insights/alertRules/read",
  "Microsoft.Insights/diagnosticSettings/read",
  "Microsoft.Insights/logDefinitions/read",
  "Microsoft.Insights/metricdefinitions/read",
  "Microsoft.Insights/metrics/read",
  "Microsoft.ResourceHealth/availabilityStatuses/read",
  "Microsoft.Resources/subscriptions/operationresults/read",
  "Microsoft.Resources/subscriptions/read",
  "Microsoft.Resources/subscriptions/resourceGroups/read",
  "Microsoft.Support/*",
] as const;

/** Both roles of users can read the account's keys, and secrets of a project's connections. */
const READ_KEYS = [
  "Microsoft.CognitiveServices/*/read",
  "Microsoft.CognitiveServices/accounts/listkeys/action",
  "Microsoft.CognitiveServices/accounts/projects/connections/listsecrets/action",
] as const;

const NOT_OF_USERS = [
  "Microsoft.CognitiveServices/accounts/AIServices/agents/endpoints/UserIdentityImpersonation/action",
  "Microsoft.CognitiveServices/accounts/OpenAI/fine-tunes-deployments/write",
  "Microsoft.CognitiveServices/accounts/AIServices/fine_tuning_deployments/write",
] as const;

const OPENAI = "Microsoft.CognitiveServices/accounts/OpenAI";

/**
 * Built-in roles by their id (GUID, lower case), which is the same in every tenant. A role that is not here may hold anything.
 * `actions` is the control plane, `dataActions` the data plane; neither implies the other, but keys open the data plane.
 */
export const AZURE_ROLE_DEFINITIONS: Readonly<Record<string, AzureRoleDefinition>> = {
  "8e3af657-a8ff-443c-a75c-2fe8c4bcb635": {
    name: "Owner",
    permissions: [{ actions: ["*"], dataActions: [] }],
    ...PRIVILEGED,
  },
  "b24988ac-6180-42a0-ab88-20f7382dd24c": {
    name: "Contributor",
    permissions: [
      {
        actions: ["*"],
        notActions: [
          "Microsoft.Authorization/*/Delete",
          "Microsoft.Authorization/*/Write",
          "Microsoft.Authorization/elevateAccess/Action",
          "Microsoft.Blueprint/blueprintAssignments/write",
          "Microsoft.Blueprint/blueprintAssignments/delete",
          "Microsoft.Compute/galleries/share/action",
          "Microsoft.Purview/consents/write",
          "Microsoft.Purview/consents/delete",
          "Microsoft.Resources/deploymentStacks/manageDenySetting/action",
          "Microsoft.Subscription/cancel/action",
          "Microsoft.Subscription/enable/action",
        ],
        dataActions: [],
      },
    ],
    ...PRIVILEGED,
  },
  "acdd72a7-3385-48ef-bd42-f606fba81ae7": {
    name: "Reader",
    permissions: [{ actions: ["*/read"], dataActions: [] }],
    ...GENERAL,
  },
  "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9": {
    name: "User Access Administrator",
    permissions: [{ actions: ["*/read", "Microsoft.Authorization/*", "Microsoft.Support/*"], dataActions: [] }],
    ...PRIVILEGED,
  },
  "a97b65f3-24c7-4388-baec-2e87135dc908": {
    name: "Cognitive Services User",
    permissions: [
      {
        actions: [...READ_KEYS, ...READ_ACCOUNTS, "Microsoft.Resources/deployments/operations/read"],
        dataActions: ["Microsoft.CognitiveServices/*"],
        notDataActions: NOT_OF_USERS,
      },
    ],
    ...LISTED,
  },
  "53ca6127-db72-4b80-b1b0-d745d6d5456d": {
    name: "Foundry User",
    permissions: [
      {
        actions: [
          ...READ_KEYS,
          ...READ_ACCOUNTS,
          "Microsoft.Authorization/*/read",
          "Microsoft.Resources/deployments/*",
        ],
        dataActions: ["Microsoft.CognitiveServices/*"],
        notDataActions: NOT_OF_USERS,
      },
    ],
    ...LISTED,
  },
  "25fbc0a9-bd7c-42a3-aa1a-3b75d497ee68": {
    name: "Cognitive Services Contributor",
    permissions: [
      {
        actions: [
          "Microsoft.Authorization/*/read",
          "Microsoft.CognitiveServices/*",
          "Microsoft.Features/features/read",
          "Microsoft.Features/providers/features/read",
          "Microsoft.Features/providers/features/register/action",
          "Microsoft.Insights/alertRules/*",
          "Microsoft.Insights/diagnosticSettings/*",
          "Microsoft.Insights/logDefinitions/read",
          "Microsoft.Insights/metricdefinitions/read",
          "Microsoft.Insights/metrics/read",
          "Microsoft.ResourceHealth/availabilityStatuses/read",
          "Microsoft.Resources/deployments/*",
          "Microsoft.Resources/deployments/operations/read",
          "Microsoft.Resources/subscriptions/operationresults/read",
          "Microsoft.Resources/subscriptions/read",
          "Microsoft.Resources/subscriptions/resourcegroups/deployments/*",
          "Microsoft.Resources/subscriptions/resourceGroups/read",
          "Microsoft.Support/*",
        ],
        dataActions: [],
      },
    ],
    ...LISTED,
  },
  "5e0bd9bd-7b93-4f28-af87-19fc36ad61bd": {
    name: "Cognitive Services OpenAI User",
    permissions: [
      {
        actions: [
          "Microsoft.CognitiveServices/*/read",
          "Microsoft.Authorization/roleAssignments/read",
          "Microsoft.Authorization/roleDefinitions/read",
        ],
        dataActions: [
          `${OPENAI}/*/read`,
          `${OPENAI}/engines/completions/action`,
          `${OPENAI}/engines/search/action`,
          `${OPENAI}/engines/generate/action`,
          `${OPENAI}/deployments/audio/action`,
          `${OPENAI}/deployments/search/action`,
          `${OPENAI}/deployments/completions/action`,
          `${OPENAI}/deployments/chat/completions/action`,
          `${OPENAI}/deployments/realtime/action`,
          `${OPENAI}/deployments/extensions/chat/completions/action`,
          `${OPENAI}/deployments/embeddings/action`,
          `${OPENAI}/images/generations/action`,
          `${OPENAI}/video/generations/*/action`,
          `${OPENAI}/video/generations/*/delete`,
          `${OPENAI}/assistants/*`,
          `${OPENAI}/responses/*`,
        ],
        notDataActions: [`${OPENAI}/stored-completions/read`],
      },
    ],
    ...LISTED,
  },
  "4633458b-17de-408a-b874-0445c86b69e6": {
    name: "Key Vault Secrets User",
    permissions: [
      {
        actions: [],
        dataActions: [
          "Microsoft.KeyVault/vaults/secrets/getSecret/action",
          "Microsoft.KeyVault/vaults/secrets/readMetadata/action",
        ],
      },
    ],
    source: `${PAGES}/security`,
    date: "2026-11-23",
  },
};
