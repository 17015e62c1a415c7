import type { Source } from "./source";

/** Something that has to be done by a person, because no API or no resource of Terraform does it. */
export interface ManualGate extends Source {
  /** What is to be done, as an order. */
  readonly what: string;
  /** Who can. */
  readonly who: string;
  readonly where: string;
  readonly how: string;
}

const BEDROCK_PAGE = "https://code.claude.com/docs/en/amazon-bedrock";

/** Gates on the way to Amazon Bedrock. */
export const BEDROCK_GATES = {
  /** Once an AWS account; neither AWS provider 5.100 nor 6.25 has a resource for it. */
  useCase: {
    what: "Send Anthropic's use-case form",
    who: "an administrator with bedrock:PutUseCaseForModelAccess and aws-marketplace:Subscribe",
    where: "Amazon Bedrock console, playground, any Anthropic model",
    how: "once an account, or once for all from the management account of the AWS organization; then call each model once, which subscribes the account to it",
    source: BEDROCK_PAGE,
    date: "2026-08-22",
  },
  /** A group that does not exist makes the plan fail; an empty one lets nobody in. */
  groupMembers: {
    what: "Put the people into their groups",
    who: "the owner of the identity provider",
    where: "the directory behind the sign-in",
    how: "the group must exist before the first apply, membership is read at every sign-in",
    source: "https://docs.aws.amazon.com/singlesignon/latest/userguide/users-groups-provisioning.html",
    date: "2026-11-23",
  },
  /** The client reads files; an apply reaches no laptop. */
  deliverSettings: {
    what: "Deliver the settings",
    who: "whoever manages the machines (MDM), and the owner of each pipeline and workload",
    where: "the managed settings folder of each machine, the repository or environment of each pipeline and workload",
    how: "as the README.md beside each file says",
    source: "https://code.claude.com/docs/en/settings",
    date: "2026-08-22",
  },
} as const satisfies Record<string, ManualGate>;

const ANTHROPIC_AWS_PAGE = "https://code.claude.com/docs/en/claude-platform-on-aws";

/** Gates on the way to Claude Platform on AWS, in one account. */
export const anthropicAwsGates = (account: string) =>
  ({
    /** Sign-up and the organization are the consoles' alone. */
    signUp: {
      what: "Subscribe to Claude Platform on AWS",
      who: "an administrator of the account with aws-marketplace:Subscribe",
      where: "AWS console, Claude Platform on AWS",
      how: `in account ${account}: subscribe through AWS Marketplace, which makes an Anthropic organization of its own; members, workspaces and keys of another organization are not known there`,
      source: ANTHROPIC_AWS_PAGE,
      date: "2026-08-22",
    },
    workspace: {
      what: "Make the workspace, and check its id and region",
      who: "an administrator of the Anthropic organization that belongs to the account",
      where: "https://platform.claude.com, through the AWS console",
      how: "the id that the declaration names is shown with the workspace; a wrong one shows as a refusal at the first request",
      source: ANTHROPIC_AWS_PAGE,
      date: "2026-08-22",
    },
  }) as const satisfies Record<string, ManualGate>;

const VERTEX_PAGE = "https://code.claude.com/docs/en/google-vertex-ai";
const ANTHROPIC_GOOGLE_PAGE =
  "https://platform.claude.com/docs/en/build-with-claude/claude-models-on-google-cloud/anthropic-managed";

/** Gates on the way to Vertex AI, in one project. */
export const vertexGates = (project: string) =>
  ({
    /** No resource of the Google provider 6.50 does it. */
    terms: {
      what: "Accept the terms of each Claude model",
      who: "an administrator with roles/consumerprocurement.entitlementManager in the project",
      where: `https://console.cloud.google.com/vertex-ai/model-garden?project=${encodeURIComponent(project)}`,
      how: "choose each model, enable it; done when a first request answers: 404 means not enabled, or another location",
      source: VERTEX_PAGE,
      date: "2026-08-22",
    },
    quota: {
      what: "Look at the quota of each Claude model",
      who: "an administrator with roles/servicemanagement.quotaAdmin in the project",
      where: `https://console.cloud.google.com/iam-admin/quotas?project=${encodeURIComponent(project)}`,
      how: "filter by anthropic; a limit of zero, or 429 at a request, asks for an increase",
      source: "https://docs.cloud.google.com/gemini-enterprise-agent-platform/models/partner-models/claude/quotas",
      date: "2026-11-23",
    },
  }) as const satisfies Record<string, ManualGate>;

/** Gates on the way to Claude models on Google Cloud that Anthropic manages. */
export const anthropicGoogleCloudGates = (project: string) =>
  ({
    subscription: {
      what: "Subscribe to Claude on Google Cloud",
      who: "an administrator with roles/consumerprocurement.orderAdmin on the billing account",
      where: `https://console.cloud.google.com/marketplace?project=${encodeURIComponent(project)}`,
      how: "subscribe, then link the Anthropic organization that the offer makes; done when the Console shows it as linked",
      source: ANTHROPIC_GOOGLE_PAGE,
      date: "2026-08-22",
    },
    workspace: {
      what: "Make the workspace, and check its id",
      who: "an administrator of the linked Anthropic organization",
      where: "https://platform.claude.com",
      how: "the id that the declaration names is shown with the workspace",
      source: ANTHROPIC_GOOGLE_PAGE,
      date: "2026-08-22",
    },
  }) as const satisfies Record<string, ManualGate>;

const FOUNDRY_PAGE =
  "https://learn.microsoft.com/en-us/azure/ai-foundry/foundry-models/how-to/use-foundry-models-claude";

/** Gates on the way to Claude models in one Foundry account. */
export const foundryGates = ({
  subscription,
  location,
}: {
  readonly subscription: string;
  readonly location: string;
}) =>
  ({
    buying: {
      what: "See that the subscription may buy Claude models",
      who: "an owner of the subscription",
      where: `https://portal.azure.com/#resource/subscriptions/${encodeURIComponent(subscription)}/overview`,
      how: "pay-as-you-go or enterprise agreements may; students', sponsored, free and CSP subscriptions, and any with a spending limit, may not; claude-access preflight tells",
      source: FOUNDRY_PAGE,
      date: "2026-06-30",
    },
    offer: {
      what: "Let the deployer sign Anthropic's offer",
      who: "an owner of the subscription",
      where: `https://portal.azure.com/#resource/subscriptions/${encodeURIComponent(subscription)}/users`,
      how: "whoever deploys needs Contributor or Owner there, to subscribe to the offer on Azure Marketplace; the first deployment of each model signs it",
      source: FOUNDRY_PAGE,
      date: "2026-06-30",
    },
    quota: {
      what: "Look at the quota of each Claude model, and ask for what is missing",
      who: "a contributor of the subscription",
      where: "https://ai.azure.com, management centre, quota",
      how: `in ${location}; a shortage shows as 715-123420 at an apply; an account that was deleted holds its quota for 48 hours unless it is purged`,
      source: FOUNDRY_PAGE,
      date: "2026-06-30",
    },
  }) as const satisfies Record<string, ManualGate>;

const ADMIN_API = "https://platform.claude.com/docs/en/manage-claude/admin-api";

/** Gates on the way into an Anthropic organization, for one provider entry. */
export const organizationGates = (entry: string) =>
  ({
    invite: {
      what: "Invite the people",
      who: "an administrator of the Anthropic organization",
      where: "https://platform.claude.com/settings/members, or https://claude.ai/admin-settings/members",
      how: `claude-access members apply ${entry}, with an Admin API key; without one, claude-access members plan ${entry} writes the list to paste`,
      source: ADMIN_API,
      date: "2026-11-23",
    },
    /** No API takes it. */
    serverSettings: {
      what: "Paste the settings that the organization's clients fetch",
      who: "an owner of the organization",
      where: "https://claude.ai/admin-settings/claude-code",
      how: "server-managed-settings.json beside the page of the people; it reaches clients that are signed in to the organization, also on machines that nobody manages",
      source: "https://code.claude.com/docs/en/server-managed-settings",
      date: "2026-08-22",
    },
  }) as const satisfies Record<string, ManualGate>;

/** Gates on the way to the Claude Console's API, for one provider entry. */
export const consoleGates = ({
  entry,
  organization,
  workspace = "its default workspace",
  workspaceToMake = "",
}: {
  readonly entry: string;
  readonly organization: string;
  readonly workspace?: string;
  /** A workspace that a person is to make, in words. */
  readonly workspaceToMake?: string;
}) =>
  ({
    workspace: {
      what: `Make the workspace ${workspaceToMake}, and write its id into the declaration`,
      who: "an administrator of the Anthropic organization",
      where: "https://platform.claude.com/settings/workspaces",
      how: `in organization ${organization}; its id begins with wrkspc_`,
      source: "https://platform.claude.com/docs/en/manage-claude/workspaces",
      date: "2026-11-23",
    },
    /** An API key cannot be made by an API. */
    key: {
      what: `Make the API key "claude-access-${entry}", and put it where the helper reads it`,
      who: "a developer of the workspace, or an administrator",
      where: "https://platform.claude.com/settings/keys",
      how: `in organization ${organization}, ${workspace}; the Console shows it once: put it there and nowhere else`,
      source: "https://platform.claude.com/docs/en/api/admin-api/apikeys",
      date: "2026-11-23",
    },
    federation: {
      what: "Make the federation rules that are not made yet, and write their ids into the declaration",
      who: "an administrator of the Anthropic organization",
      where: "https://platform.claude.com/settings/workload-identity-federation",
      how: "issuer, service account, its workspace, then the rule, with just the claims that the page of each pipeline and workload names",
      source: "https://platform.claude.com/docs/en/manage-claude/workload-identity-federation",
      date: "2026-11-23",
    },
    /** The provider signs in with what the environment holds. */
    deploy: {
      what: "Give whoever deploys an Admin API key and a sign-in with org:admin",
      who: "an administrator of the Anthropic organization",
      where: "https://platform.claude.com/settings/admin-keys, and the command line",
      how: "ANTHROPIC_ADMIN_API_KEY for workspaces, ANTHROPIC_AUTH_TOKEN of ant auth login --scope org:admin for federation; it is short-lived, and a plan needs both",
      source: "https://registry.terraform.io/providers/ippontech/anthropic/1.45.0",
      date: "2026-11-23",
    },
  }) as const satisfies Record<string, ManualGate>;

/** Gates on the way to a gateway. */
export const GATEWAY_GATES = {
  token: {
    what: "Give each holder a token of the gateway",
    who: "the owner of the gateway",
    where: "the gateway's own console",
    how: "one a holder, into the variable or the store that the page beside the settings names",
    source: "https://code.claude.com/docs/en/llm-gateway",
    date: "2026-08-22",
  },
} as const satisfies Record<string, ManualGate>;

/** What stays of a pool that was taken away. */
export const DELETED_POOL_GATE = {
  what: "Should an identity pool be destroyed: bring it back, for 30 days its id cannot be made anew",
  who: "whoever deploys",
  where: "the command line",
  how: "a pool that was destroyed keeps its id: gcloud iam workload-identity-pools undelete, then terraform import",
  source: "https://docs.cloud.google.com/iam/docs/manage-workload-identity-pools-providers",
  date: "2026-11-23",
} as const satisfies ManualGate;
