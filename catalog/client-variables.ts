import { MODELS } from "./models";
import type { Source } from "./source";

/** What a variable decides about the client; `request`: how a request is made, not where it goes or as whom. */
export type VariableRole = "route" | "endpoint" | "credential" | "region" | "model" | "request" | "switch";

/** One environment variable that can redirect a client, or that this tool sets. */
export interface ClientVariable extends Source {
  readonly name: string;
  readonly role: VariableRole;
  /**
   * Value by which a managed document closes it against a shell: an empty one, seen with the real client to beat the
   * shell's and to break nothing. Undefined: it cannot be closed, or closing it would break other commands.
   */
  readonly closedBy?: "";
}

const CLIENT = { source: "@anthropic-ai/claude-code 2.1.330, run on loopback (test/lanes/client)", date: "2026-11-23" };
const closable = (role: VariableRole, ...names: string[]): ClientVariable[] =>
  names.map((name) => ({ name, role, closedBy: "", ...CLIENT }));
const open = (role: VariableRole, ...names: string[]): ClientVariable[] =>
  names.map((name) => ({ name, role, ...CLIENT }));

/** A region for one model on Vertex AI, by the client's name of it. */
const VERTEX_REGIONS: readonly string[] = MODELS.flatMap(
  ({ vertexRegionVariable }) => vertexRegionVariable ?? [],
).sort();

/** Variables that decide where a client goes, as whom, with which model. Sorted by role. */
export const CLIENT_VARIABLES: readonly ClientVariable[] = [
  ...closable(
    "route",
    "CLAUDE_CODE_USE_ANTHROPIC_AWS",
    "CLAUDE_CODE_USE_ANTHROPIC_GOOGLE_CLOUD",
    "CLAUDE_CODE_USE_BEDROCK",
    "CLAUDE_CODE_USE_FOUNDRY",
    "CLAUDE_CODE_USE_GATEWAY",
    "CLAUDE_CODE_USE_MANTLE",
    "CLAUDE_CODE_USE_VERTEX",
  ),
  ...open("route", "CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST"),
  ...closable(
    "endpoint",
    "ANTHROPIC_AWS_BASE_URL",
    "ANTHROPIC_BASE_URL",
    "ANTHROPIC_BEDROCK_BASE_URL",
    "ANTHROPIC_BEDROCK_MANTLE_BASE_URL",
    "ANTHROPIC_FOUNDRY_BASE_URL",
    "ANTHROPIC_FOUNDRY_RESOURCE",
    "ANTHROPIC_GOOGLE_CLOUD_BASE_URL",
    "ANTHROPIC_VERTEX_BASE_URL",
    "AWS_ENDPOINT_URL",
    "AWS_ENDPOINT_URL_BEDROCK",
    "AWS_ENDPOINT_URL_BEDROCK_RUNTIME",
    "AWS_ENDPOINT_URL_SSO",
    "AWS_ENDPOINT_URL_SSO_OIDC",
    "AWS_ENDPOINT_URL_STS",
    "AWS_USE_DUALSTACK_ENDPOINT",
    "AWS_USE_FIPS_ENDPOINT",
    "CLAUDE_CODE_API_BASE_URL",
    "CLAUDE_CODE_CUSTOM_OAUTH_URL",
  ),
  ...open("endpoint", "ANTHROPIC_UNIX_SOCKET"),
  ...closable(
    "credential",
    "ANTHROPIC_API_KEY",
    "ANTHROPIC_AUTH_TOKEN",
    "ANTHROPIC_AWS_API_KEY",
    "ANTHROPIC_FEDERATION_RULE_ID",
    "ANTHROPIC_FOUNDRY_API_KEY",
    "ANTHROPIC_FOUNDRY_AUTH_TOKEN",
    "ANTHROPIC_IDENTITY_TOKEN",
    "ANTHROPIC_IDENTITY_TOKEN_FILE",
    "ANTHROPIC_ORGANIZATION_ID",
    "ANTHROPIC_PROFILE",
    "AWS_BEARER_TOKEN_BEDROCK",
    "CLAUDE_CODE_OAUTH_TOKEN",
    "CLAUDE_CODE_SKIP_ANTHROPIC_GOOGLE_CLOUD_AUTH",
    "CLAUDE_CODE_SKIP_BEDROCK_AUTH",
    "CLAUDE_CODE_SKIP_FOUNDRY_AUTH",
    "CLAUDE_CODE_SKIP_VERTEX_AUTH",
  ),
  // Heard on one route each, whose own settings close them.
  ...open("credential", "CLAUDE_CODE_SKIP_ANTHROPIC_AWS_AUTH", "CLAUDE_CODE_SKIP_MANTLE_AUTH"),
  // Of federation and helpers: alone they lead nowhere.
  ...open(
    "credential",
    "ANTHROPIC_CONFIG_DIR",
    "ANTHROPIC_SCOPE",
    "ANTHROPIC_SERVICE_ACCOUNT_ID",
    "ANTHROPIC_WORKSPACE_ID",
    "CLAUDE_CODE_API_KEY_HELPER_TTL_MS",
  ),
  // Credentials of CI and workloads, never in settings. An empty AWS_PROFILE would stop every AWS CLI that the client runs.
  ...open(
    "credential",
    "AWS_ACCESS_KEY_ID",
    "AWS_CONFIG_FILE",
    "AWS_CONTAINER_AUTHORIZATION_TOKEN",
    "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_DEFAULT_PROFILE",
    "AWS_PROFILE",
    "AWS_ROLE_ARN",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_SHARED_CREDENTIALS_FILE",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AZURE_AUTHORITY_HOST",
    "AZURE_CLIENT_CERTIFICATE_PATH",
    "AZURE_CLIENT_ID",
    "AZURE_CLIENT_SECRET",
    "AZURE_FEDERATED_TOKEN_FILE",
    "AZURE_TENANT_ID",
    "AZURE_TOKEN_CREDENTIALS",
    "CLOUDSDK_CONFIG",
    "GCLOUD_PROJECT",
    "GOOGLE_APPLICATION_CREDENTIALS",
    "GOOGLE_CLOUD_PROJECT",
  ),
  ...closable("region", "ANTHROPIC_BEDROCK_REGION_PREFIX", "ANTHROPIC_SMALL_FAST_MODEL_AWS_REGION"),
  ...open("region", "ANTHROPIC_AWS_WORKSPACE_ID", "AWS_DEFAULT_REGION", "AWS_REGION"),
  // Whose grant is whose project: no place but the settings of a Google route says them, and an empty one is an unset one.
  ...closable(
    "region",
    "ANTHROPIC_GOOGLE_CLOUD_LOCATION",
    "ANTHROPIC_GOOGLE_CLOUD_PROJECT",
    "ANTHROPIC_GOOGLE_CLOUD_WORKSPACE_ID",
    "ANTHROPIC_VERTEX_PROJECT_ID",
    "CLOUD_ML_REGION",
    ...VERTEX_REGIONS,
  ),
  ...closable(
    "model",
    "ANTHROPIC_CUSTOM_MODEL_OPTION",
    "ANTHROPIC_DEFAULT_FABLE_MODEL",
    "ANTHROPIC_DEFAULT_HAIKU_MODEL",
    "ANTHROPIC_DEFAULT_MODEL",
    "ANTHROPIC_DEFAULT_OPUS_MODEL",
    "ANTHROPIC_DEFAULT_SONNET_MODEL",
    "ANTHROPIC_MODEL",
    "ANTHROPIC_SMALL_FAST_MODEL",
    "CLAUDE_CODE_SUBAGENT_MODEL",
    "CLAUDE_CODE_SUBAGENT_MODEL_FORCE",
    "CLAUDE_CODE_WORKFLOW_SUBAGENT_MODEL",
  ),
  ...closable(
    "request",
    "ANTHROPIC_BEDROCK_SERVICE_TIER",
    "ANTHROPIC_BETAS",
    "ANTHROPIC_CUSTOM_HEADERS",
    "CLAUDE_CODE_EXTRA_BODY",
  ),
];

/**
 * Names that an organisation's `clients.env` may not set: this tool decides them, or nobody does. How a request is made
 * (`request`) stays the organisation's to say.
 */
export const OWNED_VARIABLES: ReadonlySet<string> = new Set(
  CLIENT_VARIABLES.filter(({ role }) => role !== "request").map(({ name }) => name),
);
