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
