import { type CiSource, ciIssuer, ciSourceName, ciSubject } from "./pipeline/ci-source";
import type { Source } from "./source";

/** A workload whose own token Anthropic exchanges: exactly one of the five. */
export type ExchangingWorkload =
  | { readonly kubernetes: { readonly issuer: string; readonly namespace: string; readonly serviceAccount: string } }
  | { readonly googleToken: { readonly serviceAccount: string; readonly uniqueId: string } }
  | { readonly entraToken: { readonly tenant: string; readonly principalId: string; readonly audience: string } }
  | { readonly awsToken: { readonly issuer: string; readonly roleArn: string } }
  | { readonly token: { readonly issuer: string; readonly audience: string; readonly subject: string } };

const EXCHANGING = ["kubernetes", "googleToken", "entraToken", "awsToken", "token"];

/** Whether a workload of a declaration, of whatever kind, has a token that Anthropic exchanges. */
export const isExchanging = <T extends object>(workload: T): workload is Extract<T, ExchangingWorkload> =>
  EXCHANGING.some((kind) => Object.hasOwn(workload, kind));

/** Whose tokens are exchanged, and what pins them to one holder. */
export interface ExchangedToken {
  /** What makes them, in a reader's words. */
  readonly source: string;
  readonly issuer: string;
  /** Exact value of each claim that is pinned; without `aud` it must be Anthropic's own. */
  readonly claims: Readonly<Record<string, string>>;
}

/** What the `aud` of a token must be where a rule names none. */
export const ANTHROPIC_AUDIENCE: Source & { readonly audience: string } = {
  audience: "https://api.anthropic.com",
  source: "https://platform.claude.com/docs/en/manage-claude/wif-providers/github-actions",
  date: "2026-11-23",
};

/** What an exchanged token may do: Claude Code sends messages and counts tokens. */
export const FEDERATION_SCOPE: Source & { readonly scope: "workspace:inference" } = {
  scope: "workspace:inference",
  source: "https://registry.terraform.io/providers/ippontech/anthropic/1.45.0/docs/resources/federation_rule",
  date: "2026-11-23",
};

/** Tokens of Azure's managed identities live for a day, longer than an issuer takes by itself. */
export const ENTRA_LIFETIME: Source & { readonly seconds: number } = {
  seconds: 86_400,
  source: "https://platform.claude.com/docs/en/manage-claude/wif-providers/azure",
  date: "2026-11-23",
};

const GOOGLE: Source & { readonly issuer: string } = {
  issuer: "https://accounts.google.com",
  source: "https://docs.cloud.google.com/docs/authentication/token-types#id",
  date: "2026-11-23",
};

const ENTRA: Source & { readonly issuerOf: (tenant: string) => string } = {
  issuerOf: (tenant) => `https://login.microsoftonline.com/${tenant}/v2.0`,
  source: "https://learn.microsoft.com/en-us/entra/identity-platform/access-token-claims-reference",
  date: "2026-11-23",
};

const withAudience = (claims: Readonly<Record<string, string>>, audience: string | undefined) =>
  audience === undefined ? claims : { ...claims, aud: audience };

/**
 * Tokens of a pipeline.
 *
 * @param audience declared for all of an entry; a pipeline's own comes first
 */
export const pipelineToken = (source: CiSource, audience: string | undefined): ExchangedToken => {
  const own = "gitlab" in source ? source.gitlab.audience : "oidc" in source ? source.oidc.audience : undefined;
  return {
    source: ciSourceName(source),
    issuer: ciIssuer(source),
    claims: withAudience({ sub: ciSubject(source) }, own ?? audience),
  };
};

/** Tokens of a workload. */
export const workloadToken = (workload: ExchangingWorkload, audience: string | undefined): ExchangedToken => {
  if ("kubernetes" in workload) {
    const { issuer, namespace, serviceAccount } = workload.kubernetes;
    const sub = `system:serviceaccount:${namespace}:${serviceAccount}`;
    return { source: "Kubernetes", issuer, claims: withAudience({ sub }, audience) };
  }
  if ("googleToken" in workload) {
    const { serviceAccount, uniqueId } = workload.googleToken;
    const claims = withAudience({ sub: uniqueId, email: serviceAccount }, audience);
    return { source: "Google service account", issuer: GOOGLE.issuer, claims };
  }
  if ("entraToken" in workload) {
    const { tenant, principalId, audience: own } = workload.entraToken;
    return {
      source: "Microsoft Entra",
      issuer: ENTRA.issuerOf(tenant),
      claims: { oid: principalId, tid: tenant, aud: own },
    };
  }
  if ("awsToken" in workload) {
    const { issuer, roleArn } = workload.awsToken;
    return { source: "AWS role", issuer, claims: withAudience({ sub: roleArn }, audience) };
  }
  const { issuer, audience: own, subject } = workload.token;
  return { source: "OIDC token", issuer, claims: { sub: subject, aud: own } };
};
