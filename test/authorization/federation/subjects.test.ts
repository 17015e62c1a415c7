import { parseGithubSubject } from "../../../authorization/federation/github-subject";
import { parseGitlabSubject } from "../../../authorization/federation/gitlab-subject";

const named = { owner: "acme", repository: "payments", ownerId: undefined, repositoryId: undefined, more: [] };
const immutable = { ...named, ownerId: "9919", repositoryId: "71" };

test.each([
  ["repo:acme/payments:environment:production", { ...named, context: "environment", value: "production" }],
  ["repo:acme/payments:environment:a%3Ab", { ...named, context: "environment", value: "a:b" }],
  ["repo:acme/payments:ref:refs/heads/release/1", { ...named, context: "branch", value: "release/1" }],
  ["repo:acme/payments:ref:refs/tags/v1", { ...named, context: "tag", value: "v1" }],
  ["repo:acme/payments:ref:refs/pull/7/merge", { ...named, context: "ref", value: "refs/pull/7/merge" }],
  ["repo:acme/payments:pull_request", { ...named, context: "pull_request", value: undefined }],
  ["repo:acme@9919/payments@71:ref:refs/heads/main", { ...immutable, context: "branch", value: "main" }],
  ["repo:acme@9919/payments@71:pull_request", { ...immutable, context: "pull_request", value: undefined }],
  ["repo:acme/payments", { ...named, context: undefined, value: undefined }],
  [
    "repo:acme/payments:pull_request:actor:ada",
    { ...named, context: "pull_request", value: undefined, more: [["actor", "ada"]] },
  ],
  [
    "repo:acme/payments:environment:production:job_workflow_ref:acme/s/.github/workflows/d.yml@refs/heads/main",
    {
      ...named,
      context: "environment",
      value: "production",
      more: [["job_workflow_ref", "acme/s/.github/workflows/d.yml@refs/heads/main"]],
    },
  ],
  ["repo:acme/payments:actor:ada", { ...named, context: undefined, value: undefined, more: [["actor", "ada"]] }],
])("reads GitHub's %s", (subject, expected) => {
  expect(parseGithubSubject(subject)).toEqual(expected);
});

test.each([
  "",
  "repo:acme",
  "repo:acme/payments/x:pull_request",
  "repo:acme@9919/payments:pull_request",
  "repo:acme@x/payments@71:pull_request",
  "repo:acme/payments:environment",
  "repository_owner:acme",
  "project_path:acme/payments:ref_type:branch:ref:main",
])("refuses to read %j as GitHub's", (subject) => {
  expect(parseGithubSubject(subject)).toBeUndefined();
});

test.each([
  ["project_path:acme/payments:ref_type:branch:ref:main", { project: "acme/payments", refType: "branch", ref: "main" }],
  ["project_path:a/b/c:ref_type:tag:ref:v1/2", { project: "a/b/c", refType: "tag", ref: "v1/2" }],
])("reads GitLab's %s", (subject, expected) => {
  expect(parseGitlabSubject(subject)).toEqual(expected);
});

test.each([
  "",
  "project_path:acme:ref_type:branch:ref:main",
  "project_path:acme/payments:ref_type:commit:ref:main",
  "project_path:acme/payments:ref_type:branch:ref:",
  "repo:acme/payments:pull_request",
])("refuses to read %j as GitLab's", (subject) => {
  expect(parseGitlabSubject(subject)).toBeUndefined();
});
