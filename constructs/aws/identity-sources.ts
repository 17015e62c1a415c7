import type { OtherAccount } from "./trust/account-trust";
import { AWS_AUDIENCE, GITHUB_ISSUER, type GithubPipeline } from "./trust/github-subject";
import { GITLAB_ISSUER, type GitlabPipeline } from "./trust/gitlab-subject";

interface Session {
  /** Longest session, 60 to 720. @default the provider entry's, else 60 */
  readonly sessionMinutes?: number;
}

/** A pipeline: exactly one of the three. */
export type CiSource = Session &
  (
    | { readonly github: GithubPipeline }
    | { readonly gitlab: GitlabPipeline }
    | { readonly oidc: { readonly issuer: string; readonly audience: string; readonly subject: string } }
  );

/** A workload: exactly one of the kinds. */
export type WorkloadSource = Session &
  (
    | { readonly eks: { readonly cluster: string; readonly namespace: string; readonly serviceAccount: string } }
    | { readonly irsa: { readonly issuer: string; readonly namespace: string; readonly serviceAccount: string } }
    | { readonly ecs: object }
    | { readonly ec2: object }
    | { readonly lambda: object }
    | { readonly existingRole: { readonly arn: string } }
    | { readonly account: OtherAccount }
  );

/** An issuer and an audience that an account's OIDC provider must accept. */
export interface IssuerUse {
  readonly issuer: string;
  readonly audience: string;
}

/** What a pipeline's token says of its issuer and audience. */
export const issuerOfCi = (source: CiSource): IssuerUse => {
  if ("github" in source) return { issuer: source.github.server ?? GITHUB_ISSUER, audience: AWS_AUDIENCE };
  if ("oidc" in source) return { issuer: source.oidc.issuer, audience: source.oidc.audience };
  const server = source.gitlab.server ?? GITLAB_ISSUER;
  return { issuer: server, audience: source.gitlab.audience ?? server };
};

/** The same for a workload; undefined where no OIDC provider is involved. */
export const issuerOfWorkload = (source: WorkloadSource): IssuerUse | undefined =>
  "irsa" in source ? { issuer: source.irsa.issuer, audience: AWS_AUDIENCE } : undefined;
