import type { Source } from "./source";

/** One permission that somebody needs, with the reason that is written beside the grant. */
export interface GooglePermission extends Source {
  readonly permission: string;
  readonly reason: string;
}

/** Everything that a custom role of this tool ever holds. */
export const GOOGLE_PERMISSIONS = {
  predict: {
    permission: "aiplatform.endpoints.predict",
    reason: "model checks at start, every conversation, counting tokens",
    source: "https://code.claude.com/docs/en/google-vertex-ai",
    date: "2026-08-22",
  },
  useQuota: {
    permission: "serviceusage.services.use",
    reason: "user credentials name a project for quota, which the API asks of them",
    source: "https://cloud.google.com/docs/authentication/troubleshoot-adc",
    date: "2026-11-23",
  },
  readProject: {
    permission: "resourcemanager.projects.get",
    reason: "a pipeline's client asks for the project's id before it calls Claude on Google Cloud by Anthropic",
    source: "@anthropic-ai/claude-code 2.1.330, run on loopback (test/lanes/client)",
    date: "2026-11-23",
  },
} as const satisfies Record<string, GooglePermission>;

/** Role that lets call Claude models that Anthropic manages on Google Cloud; no other is known to suffice. */
export const CLAUDE_USER_ROLE = {
  role: "roles/claude.user",
  reason: "calling Claude models in the project",
  source: "https://platform.claude.com/docs/en/build-with-claude/claude-models-on-google-cloud/anthropic-managed",
  date: "2026-08-22",
} as const;

/** A service that must be on in a project. */
export interface GoogleService extends Source {
  readonly service: string;
  readonly reason: string;
}

const FEDERATION = {
  source: "https://docs.cloud.google.com/iam/docs/workload-identity-federation-with-deployment-pipelines",
  date: "2026-11-23",
};

/** Services by what needs them. */
export const GOOGLE_SERVICES = {
  vertex: {
    service: "aiplatform.googleapis.com",
    reason: "answers the client",
    source: "https://code.claude.com/docs/en/google-vertex-ai",
    date: "2026-08-22",
  },
  claude: {
    service: "claude.googleapis.com",
    reason: "answers the client",
    source: CLAUDE_USER_ROLE.source,
    date: CLAUDE_USER_ROLE.date,
  },
  claudePartner: {
    service: "anthropic-managed-claude.cloudpartnerservices.goog",
    reason: "the subscription's service",
    source: CLAUDE_USER_ROLE.source,
    date: CLAUDE_USER_ROLE.date,
  },
  iam: { service: "iam.googleapis.com", reason: "custom roles, service accounts and identity pools", ...FEDERATION },
  resources: {
    service: "cloudresourcemanager.googleapis.com",
    reason: "Terraform reads and writes who may do what in the project",
    ...FEDERATION,
  },
  tokens: { service: "sts.googleapis.com", reason: "exchanges the tokens of pipelines", ...FEDERATION },
  credentials: {
    service: "iamcredentials.googleapis.com",
    reason: "gives short-lived credentials of service accounts",
    ...FEDERATION,
  },
  organizationPolicy: {
    service: "orgpolicy.googleapis.com",
    reason: "restricts the project to declared models",
    source: "https://docs.cloud.google.com/vertex-ai/generative-ai/docs/control-model-access",
    date: "2026-08-22",
  },
  secretManager: {
    service: "secretmanager.googleapis.com",
    reason: "holds keys that credential helpers read",
    source: "https://docs.cloud.google.com/secret-manager/docs/configuring-secret-manager",
    date: "2026-11-23",
  },
} as const satisfies Record<string, GoogleService>;

/** Organization policies that know models. */
export const MODEL_CONSTRAINTS = {
  models: {
    constraint: "vertexai.allowedModels",
    /** Most values that one policy takes. */
    limit: 500,
    /** The client counts tokens through a model of this name; whether the policy asks for it is not known, so it is allowed. */
    countTokens: "publishers/anthropic/models/count-tokens:predict",
    source: "https://docs.cloud.google.com/vertex-ai/generative-ai/docs/control-model-access",
    date: "2026-08-22",
  },
  features: {
    constraint: "vertexai.allowedPartnerModelFeatures",
    source: "https://docs.cloud.google.com/vertex-ai/generative-ai/docs/control-model-access",
    date: "2026-08-22",
  },
} as const;

/** What Google takes at most. */
export const GOOGLE_LIMITS = {
  /** Bytes of `google.subject`. */
  subject: {
    value: 127,
    source:
      "https://docs.cloud.google.com/iam/docs/reference/rest/v1/projects.locations.workloadIdentityPools.providers",
    date: "2026-11-23",
  },
  /** Bytes of all mapped attributes that every provider takes. */
  mapped: {
    value: 8192,
    source:
      "https://docs.cloud.google.com/iam/docs/reference/rest/v1/projects.locations.workloadIdentityPools.providers",
    date: "2026-11-23",
  },
  /** Bytes of all mapped attributes that no provider exceeds: workforce pools name this limit. */
  mappedAtMost: {
    value: 16384,
    source: "https://docs.cloud.google.com/iam/docs/troubleshooting-workforce-identity-federation",
    date: "2026-11-23",
  },
  /** Characters of a provider's condition. */
  condition: {
    value: 4096,
    source:
      "https://docs.cloud.google.com/iam/docs/reference/rest/v1/projects.locations.workloadIdentityPools.providers",
    date: "2026-11-23",
  },
} as const satisfies Record<string, Source & { readonly value: number }>;
