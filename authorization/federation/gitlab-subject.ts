/** A subject of GitLab CI, read. */
export interface GitlabSubject {
  /** `GROUP/SUBGROUP/PROJECT`. */
  readonly project: string;
  readonly refType: "branch" | "tag";
  readonly ref: string;
}

const SUBJECT = /^project_path:([^:]+\/[^:/]+):ref_type:(branch|tag):ref:([^:]+)$/s;

/**
 * Reads `project_path:GROUP/PROJECT:ref_type:branch:ref:main`; `undefined` for anything else. The pipeline of a merge request
 * from a fork runs in the fork, under the fork's own path, unless a member starts it in the parent.
 * @see https://docs.gitlab.com/ci/cloud_services/
 */
export const parseGitlabSubject = (subject: string): GitlabSubject | undefined => {
  const [, project, refType, ref] = SUBJECT.exec(subject) ?? [];
  if (project === undefined || ref === undefined) return undefined;
  return { project, refType: refType === "tag" ? "tag" : "branch", ref };
};
