/**
 * Settings of one Claude Code client, neutral of the place where they will lie: a typed value, never text.
 * Keys are the client's own (`catalog/client-settings.ts` has type, places and minimum version of each).
 */
export interface ClientSettings {
  readonly env: Readonly<Record<string, string>>;
  readonly model?: string;
  readonly availableModels?: readonly string[];
  /** Honoured from managed settings only. */
  readonly enforceAvailableModels?: boolean;
  /** `exact`: no id that merely starts like an available one. Honoured from managed settings only. */
  readonly availableModelsMatch?: "exact";
  /** Anthropic's id of a model -> what the client asks Bedrock for. */
  readonly modelOverrides?: Readonly<Record<string, string>>;
  /** Command that prints the key. */
  readonly apiKeyHelper?: string;
  readonly awsAuthRefresh?: string;
  readonly awsCredentialExport?: string;
  readonly gcpAuthRefresh?: string;
  /** `claudeai`, `console` or `gateway`; with it the client refuses every other way in. */
  readonly forceLoginMethod?: "claudeai" | "console" | "gateway";
  /** The organization, by id, that a person must sign in to; or several, of which one. Honoured from managed settings only. */
  readonly forceLoginOrgUUID?: string | readonly string[];
  /** Honoured from managed settings of the machine only. */
  readonly forceLoginGatewayUrl?: string;
  /** Networks in which that address may lie. Honoured from managed settings of the machine only. */
  readonly gatewayInternalNetworks?: readonly string[];
  /** Honoured from managed settings only. */
  readonly requiredMinimumVersion?: string;
  /** Honoured from managed settings only. */
  readonly allowedProviders?: readonly string[];
}

/** How settings reach a client: files or payloads that an administrator places, a person's own file, a repository, the shell. */
export type Deliver = "managed" | "user" | "project" | "environment";

/** Wishes of the organisation for every client, from the declaration's `clients:`. */
export interface ClientWishes {
  /** How settings reach the clients; told on the page of each holder. @default managed */
  readonly deliver?: Deliver;
  readonly minimumVersion?: string;
  readonly env?: Readonly<Record<string, string>>;
}
