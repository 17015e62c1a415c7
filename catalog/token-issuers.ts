import type { Source } from "./source";

/** Who signs the tokens of a service's pipelines, where the declaration names no server of its own. */
export const PIPELINE_ISSUERS = {
  github: {
    issuer: "https://token.actions.githubusercontent.com",
    source: "https://docs.github.com/en/actions/concepts/security/openid-connect",
    date: "2026-11-23",
  },
  gitlab: {
    issuer: "https://gitlab.com",
    source: "https://docs.gitlab.com/ci/cloud_services/aws/",
    date: "2026-11-23",
  },
} as const satisfies Record<string, Source & { readonly issuer: string }>;

/** What AWS says of the address of an OIDC provider. */
export const AWS_ISSUER_RULES = {
  /** "The URL should not contain a port number." */
  port: {
    taken: false,
    source: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html",
    date: "2026-11-23",
  },
} as const satisfies Record<string, Source & { readonly taken: boolean }>;

/** Issuers of GitHub.com, an enterprise's own among them, and of GHE.com. */
const IMMUTABLE: Source & { readonly issuers: readonly RegExp[] } = {
  issuers: [
    /^https:\/\/token\.actions\.githubusercontent\.com(\/[\w-]+)?$/,
    /^https:\/\/token\.actions\.[a-z0-9-]+\.ghe\.com$/,
  ],
  source: "https://github.com/github/docs/pull/45221 (immutable subject claims: fpt and ghec, not ghes)",
  date: "2026-11-23",
};

/** Whether a GitHub issuer can write immutable ids into subjects: GitHub.com and GHE.com can, an Enterprise Server cannot. */
export const hasImmutableSubjects = (issuer: string): boolean =>
  IMMUTABLE.issuers.some((pattern) => pattern.test(issuer));

/** What says whose account of a shared issuer a token comes from; nobody else's tokens have it. */
export interface OwnerClaims extends Source {
  readonly issuer: RegExp;
  /** Any of them, with a value without wildcards. */
  readonly claims: readonly string[];
  /** A subject, or its start, that names the owner. */
  readonly subject: RegExp;
}

/** Issuers, other than code forges, that give everybody tokens; each with what tells the holders apart. */
export const SHARED_ISSUER_OWNERS: readonly OwnerClaims[] = [
  {
    issuer: /^https:\/\/app\.(eu\.)?terraform\.io$/,
    claims: [
      "terraform_organization_id",
      "terraform_organization_name",
      "terraform_project_id",
      "terraform_workspace_id",
    ],
    subject: /^organization:[^:*?]+:/,
    source:
      "https://docs.hashicorp.com/terraform/cloud-docs/workspaces/dynamic-provider-credentials/workload-identity-tokens",
    date: "2026-11-24",
  },
  {
    issuer: /^https:\/\/agent\.buildkite\.com$/,
    claims: ["organization_id", "organization_slug"],
    subject: /^organization:[^:*?]+:/,
    source: "https://buildkite.com/docs/apis/workload-identity-federation/buildkite-agents",
    date: "2026-11-24",
  },
  {
    issuer: /^https:\/\/accounts\.google\.com$/,
    claims: ["email", "hd"],
    subject: /^\d+$/,
    source: "https://developers.google.com/identity/openid-connect/reference",
    date: "2026-11-24",
  },
];
