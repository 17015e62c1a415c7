import { PIPELINE_ISSUERS } from "../token-issuers";

/** A pipeline on GitLab CI; exactly one of branch and tag. */
export interface GitlabPipeline {
  /** `GROUP/PROJECT`. */
  readonly project: string;
  readonly branch?: string;
  readonly tag?: string;
  /** @default https://gitlab.com */
  readonly server?: string;
  /** `aud` of the job's `id_tokens`. @default the server's address */
  readonly audience?: string;
}

/** Issuer of gitlab.com. */
export const GITLAB_ISSUER = PIPELINE_ISSUERS.gitlab.issuer;

/** The exact `sub` claim of a pipeline: `project_path:GROUP/PROJECT:ref_type:branch:ref:main`. */
export const gitlabSubject = ({ project, branch, tag }: GitlabPipeline): string => {
  const ref = branch ?? tag;
  if (ref === undefined) throw new Error("A GitLab pipeline needs one of branch, tag");
  return `project_path:${project}:ref_type:${branch === undefined ? "tag" : "branch"}:ref:${ref}`;
};
