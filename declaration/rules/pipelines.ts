import { hasImmutableSubjects } from "../../catalog/token-issuers";
import type { Ci, GithubCi, GitlabCi } from "../schema";
import type { Rule, RuleContext } from "./rule-context";

const WILDCARD = /[*?]/;
const CONTEXTS = ["environment", "branch", "tag", "subject"] as const;

const wildcards = ({ report }: RuleContext, path: string, values: Readonly<Record<string, unknown>>): void => {
  for (const [key, value] of Object.entries(values)) {
    if (typeof value === "string" && WILDCARD.test(value)) {
      report(
        "wildcard-subject",
        `${path}.${key}`,
        `"${value}" has a wildcard, which a pull request from a fork or a look-alike could match; write it out, one pipeline each`,
        value,
      );
    }
  }
};

const pullRequests = ({ report }: RuleContext, path: string, subject: string | undefined): void => {
  if (subject === undefined || !/(^|:)pull_request($|:)/.test(subject)) return;
  report(
    "pull-request-subject",
    path,
    `"${subject}" lets in pull requests; pin an environment, a branch or a tag`,
    subject,
  );
};

const exactlyOne = (keys: readonly string[], values: Readonly<Record<string, unknown>>): string | undefined => {
  const found = keys.filter((key) => values[key] !== undefined);
  if (found.length === 1) return undefined;
  return `needs exactly one of ${keys.join(", ")}; found ${found.length === 0 ? "none" : found.join(", ")}`;
};

/** Subjects with ids exist on GitHub.com and GHE.com only; an Enterprise Server can be pinned by name, or by a template. */
const checkIds = ({ report, note }: RuleContext, path: string, github: GithubCi): void => {
  const { ownerId, repositoryId, repository, subject, server } = github;
  const byId = ownerId !== undefined || repositoryId !== undefined;
  const byName = subject === undefined && !byId;
  if (server !== undefined && !hasImmutableSubjects(server)) {
    if (byId) {
      report(
        "github-ids",
        `${path}.${ownerId === undefined ? "repositoryId" : "ownerId"}`,
        `cannot be in a subject of "${server}": subjects with ids exist on GitHub.com and GHE.com only; remove ownerId and repositoryId, or declare the subject of a template with repository_id`,
      );
    }
    if (byName) {
      note(
        "github-name-only-subject",
        path,
        `pins ${repository} by name; whoever gets that name on ${server} later gets in, and an Enterprise Server writes no ids into its own subjects: declare the subject of a template with repository_id, or acknowledge this`,
        repository,
      );
    }
    return;
  }
  if ((ownerId === undefined) !== (repositoryId === undefined)) {
    report("github-ids", path, "names one of ownerId and repositoryId; write both, or none");
  }
  if (byName) {
    note(
      "github-name-only-subject",
      path,
      `pins ${repository} by name; whoever gets that name later gets in, and repositories made or renamed since July 2026 send another subject: add ownerId and repositoryId`,
      repository,
    );
  }
};

const checkGithub = (context: RuleContext, path: string, github: GithubCi): void => {
  const { ownerId, repositoryId, subject, repository, workflow } = github;
  checkIds(context, path, github);
  const problem = exactlyOne(CONTEXTS, github);
  if (problem !== undefined) context.report("one-of", path, problem);
  wildcards(context, path, github);
  pullRequests(context, `${path}.subject`, subject);
  if (subject !== undefined && !/(^|:)(pull_request|environment:[^:]+|ref:refs\/(heads|tags)\/[^:]+)/.test(subject)) {
    context.report(
      "wide-subject",
      `${path}.subject`,
      `"${subject}" names neither an environment nor a branch or tag, so every run matches it, pull requests too; add one to the template`,
      subject,
    );
  }
  const [owner, name] = repository.split("/");
  const own = [`repo:${repository}:`, `repo:${owner}@${ownerId}/${name}@${repositoryId}:`];
  if (subject?.startsWith("repo:") && !own.some((start) => subject.startsWith(start))) {
    context.report(
      "other-repository",
      `${path}.subject`,
      `"${subject}" is of another repository than ${repository}`,
      subject,
    );
  }
  for (const key of ["branch", "tag"] as const) {
    if (!/^refs\//.test(github[key] ?? "")) continue;
    context.report(
      "ref-prefix",
      `${path}.${key}`,
      `"${github[key]}" begins with refs/, which is added; write the name alone`,
      github[key],
    );
  }
  if (subject !== undefined && workflow !== undefined) {
    context.report(
      "workflow-and-subject",
      `${path}.workflow`,
      "cannot stand beside subject; write it into the subject",
    );
  }
};

const checkGitlab = (context: RuleContext, path: string, gitlab: GitlabCi): void => {
  const problem = exactlyOne(["branch", "tag"], gitlab);
  if (problem !== undefined) context.report("one-of", path, problem);
  wildcards(context, path, gitlab);
};

const checkPipeline = (context: RuleContext, path: string, ci: Ci): void => {
  if ("github" in ci) checkGithub(context, `${path}.github`, ci.github);
  else if ("gitlab" in ci) checkGitlab(context, `${path}.gitlab`, ci.gitlab);
  else {
    wildcards(context, `${path}.oidc`, ci.oidc);
    pullRequests(context, `${path}.oidc.subject`, ci.oidc.subject);
  }
};

/** Every pipeline has one exact subject. */
export const pipelines: Rule = (context) => {
  for (const [team, { ci = {} }] of Object.entries(context.declaration.teams)) {
    for (const [name, pipeline] of Object.entries(ci)) checkPipeline(context, `teams.${team}.ci.${name}`, pipeline);
  }
};
