import { GITHUB_ISSUER, type GithubPipeline, githubSubject } from "./github-subject";
import { GITLAB_ISSUER, type GitlabPipeline, gitlabSubject } from "./gitlab-subject";

interface Session {
  /** Longest session, 60 to 720, where the cloud has such a limit for pipelines. @default the provider entry's, else 60 */
  readonly sessionMinutes?: number;
}

/** A pipeline: exactly one of the three. */
export type CiSource = Session &
  (
    | { readonly github: GithubPipeline }
    | { readonly gitlab: GitlabPipeline }
    | { readonly oidc: { readonly issuer: string; readonly audience: string; readonly subject: string } }
  );

/** Issuer of a pipeline's tokens. */
export const ciIssuer = (source: CiSource): string => {
  if ("github" in source) return source.github.server ?? GITHUB_ISSUER;
  return "gitlab" in source ? (source.gitlab.server ?? GITLAB_ISSUER) : source.oidc.issuer;
};

/** The exact `sub` claim of a pipeline's tokens. */
export const ciSubject = (source: CiSource): string => {
  if ("github" in source) return githubSubject(source.github);
  return "gitlab" in source ? gitlabSubject(source.gitlab) : source.oidc.subject;
};

/** Where a pipeline's credentials come from, in a reader's words. */
export const ciSourceName = (source: CiSource): string => {
  if ("github" in source) return "GitHub Actions";
  return "gitlab" in source ? "GitLab CI" : "OIDC token";
};
