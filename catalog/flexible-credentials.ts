import type { Source } from "./source";

/** Issuers whose tokens a flexible credential of Entra can match, and the claims that it may look at. */
const FLEXIBLE: Source & {
  readonly issuers: readonly { readonly issuer: RegExp; readonly claims: readonly string[] }[];
} = {
  issuers: [
    { issuer: /^https:\/\/token\.actions\.githubusercontent\.com$/, claims: ["sub", "job_workflow_ref"] },
    { issuer: /^https:\/\/gitlab(\.com|\.[^./]+\.(com|ca))$/, claims: ["sub"] },
    { issuer: /^https:\/\/app\.(eu\.)?terraform\.io$/, claims: ["sub"] },
  ],
  source:
    "https://learn.microsoft.com/en-us/entra/workload-id/workload-identities-flexible-federated-identity-credentials",
  date: "2026-11-23",
};

/** Claims that a flexible credential may look at, by the credential's issuer; `undefined` where none is documented. */
export const flexibleClaims = (issuer: string): readonly string[] | undefined =>
  FLEXIBLE.issuers.find(({ issuer: pattern }) => pattern.test(issuer))?.claims;
