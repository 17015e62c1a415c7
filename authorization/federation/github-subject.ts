/** What a GitHub Actions token says of its job's occasion. */
export type GithubContext = "environment" | "branch" | "tag" | "ref" | "pull_request";

/** A subject of GitHub Actions, read. */
export interface GithubSubject {
  readonly owner: string;
  readonly repository: string;
  /** Both or none: `repo:OWNER@OWNER_ID/REPO@REPO_ID`, which a renamed or re-created repository cannot take over. */
  readonly ownerId: string | undefined;
  readonly repositoryId: string | undefined;
  /** `undefined` in a customised subject that does not hold it. */
  readonly context: GithubContext | undefined;
  /** Name of the environment, branch or tag, or the whole ref; `undefined` for a pull request. */
  readonly value: string | undefined;
  /** Further claims of a customised subject, in order: `[["job_workflow_ref", "acme/…"]]`. */
  readonly more: readonly (readonly [claim: string, value: string])[];
}

const HEAD = /^repo:([^/:@]+)(?:@(\d+))?\/([^/:@]+)(?:@(\d+))?(?::(.*))?$/s;

/** GitHub writes a colon within a value as `%3A`. */
const decoded = (value: string): string => value.replace(/%3A/gi, ":");

/** `claim:value:claim:value…`; a claim without a value is no pair. */
const pairsOf = (text: string): readonly (readonly [string, string])[] | undefined => {
  if (text === "") return [];
  const pieces = text.split(":");
  if (pieces.length % 2 === 1) return undefined;
  const pairs: [string, string][] = [];
  for (let at = 0; at < pieces.length; at += 2) pairs.push([pieces[at] ?? "", decoded(pieces[at + 1] ?? "")]);
  return pairs;
};

const refContext = (ref: string): Pick<GithubSubject, "context" | "value"> => {
  if (ref.startsWith("refs/heads/")) return { context: "branch", value: ref.slice("refs/heads/".length) };
  if (ref.startsWith("refs/tags/")) return { context: "tag", value: ref.slice("refs/tags/".length) };
  return { context: "ref", value: ref };
};

const NONE = { context: undefined, value: undefined };

const readContext = (rest: string): Pick<GithubSubject, "context" | "value" | "more"> | undefined => {
  if (rest === "pull_request") return { context: "pull_request", value: undefined, more: [] };
  const isPull = rest.startsWith("pull_request:");
  const pairs = pairsOf(isPull ? rest.slice("pull_request:".length) : rest);
  if (pairs === undefined) return undefined;
  if (isPull) return { context: "pull_request", value: undefined, more: pairs };
  const [first, ...more] = pairs;
  if (first?.[0] === "environment") return { context: "environment", value: first[1], more };
  if (first?.[0] === "ref") return { ...refContext(first[1]), more };
  return { ...NONE, more: pairs };
};

/**
 * Reads a subject that begins with its repository: the default shapes, name-only or immutable, and customised ones that add
 * claims. `undefined` for anything else.
 * @see https://docs.github.com/en/actions/reference/security/oidc
 */
export const parseGithubSubject = (subject: string): GithubSubject | undefined => {
  const [whole, owner = "", ownerId, repository = "", repositoryId, rest = ""] = HEAD.exec(subject) ?? [];
  if (whole === undefined || (ownerId === undefined) !== (repositoryId === undefined)) return undefined;
  const context = readContext(rest);
  return context === undefined ? undefined : { owner, repository, ownerId, repositoryId, ...context };
};
