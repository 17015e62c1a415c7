import { PIPELINE_ISSUERS } from "../token-issuers";

/** A pipeline on GitHub Actions; exactly one of environment, branch, tag, subject. */
export interface GithubPipeline {
  /** `OWNER/REPOSITORY`. */
  readonly repository: string;
  /** Immutable ids, both or none. Without them the subject is name-only, which a renamed repository can take over. */
  readonly ownerId?: number | string;
  readonly repositoryId?: number | string;
  readonly environment?: string;
  readonly branch?: string;
  readonly tag?: string;
  /** Reusable workflow, `OWNER/REPO/.github/workflows/FILE@REF`; the repository's subject template must add `job_workflow_ref`. */
  readonly workflow?: string;
  /** The whole subject of a customised template. */
  readonly subject?: string;
  /** @default https://token.actions.githubusercontent.com */
  readonly server?: string;
}

/** Issuer of github.com. */
export const GITHUB_ISSUER = PIPELINE_ISSUERS.github.issuer;

const repositoryOf = ({ repository, ownerId, repositoryId }: GithubPipeline): string => {
  if (ownerId === undefined || repositoryId === undefined) return repository;
  const [owner, name] = repository.split("/");
  return `${owner}@${ownerId}/${name}@${repositoryId}`;
};

const contextOf = ({ environment, branch, tag }: GithubPipeline): string => {
  if (environment !== undefined) return `environment:${environment.replace(/:/g, "%3A")}`;
  if (branch !== undefined) return `ref:refs/heads/${branch}`;
  if (tag !== undefined) return `ref:refs/tags/${tag}`;
  throw new Error("A GitHub pipeline needs one of environment, branch, tag, subject");
};

/**
 * The exact `sub` claim of a pipeline: immutable (`repo:acme@9919/payments@71:environment:production`) with ids, else
 * name-only; GitHub writes `:` in an environment's name as `%3A`.
 */
export const githubSubject = (pipeline: GithubPipeline): string => {
  if (pipeline.subject !== undefined) return pipeline.subject;
  const subject = `repo:${repositoryOf(pipeline)}:${contextOf(pipeline)}`;
  return pipeline.workflow === undefined ? subject : `${subject}:job_workflow_ref:${pipeline.workflow}`;
};
