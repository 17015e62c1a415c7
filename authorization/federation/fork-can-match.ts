type Claim = readonly [name: string, value: string];

/** Claims of a customised subject that say whose repository it is. */
const OWNERS = new Set(["repository_id", "repository_owner", "repository_owner_id", "enterprise", "enterprise_id"]);

/** `claim:value:claim:value…`, also with wildcards; GitHub writes a colon within a value as `%3A`. */
const claimsOf = (pattern: string): readonly Claim[] => {
  const pieces = pattern.split(":");
  return Array.from({ length: Math.ceil(pieces.length / 2) }, (_, at) => [
    pieces[2 * at] ?? "",
    pieces[2 * at + 1] ?? "",
  ]);
};

const isPinned = (value: string): boolean => value !== "" && !/[*?]/.test(value);

/**
 * Whether a claim names the owner whole. A wildcard before the slash does not, not even beside an id: it also takes a whole
 * subject of a stranger, who may shape its tail (`repo:evil/x:environment:y@9919/z@71:…` for `repo:*@9919/*@71:…`).
 */
const pinsOwner = ([name, value]: Claim): boolean => {
  if (name === "repo" || name === "repository") return /^[^*?/]+\/./.test(value);
  return OWNERS.has(name) && isPinned(value);
};

/**
 * Whether a claim keeps pull requests off: their ref is no branch and no tag. An environment does so by its own protection,
 * but only one that is named: a pull request may name any other, also one that does not exist yet.
 */
const excludesPulls = ([name, value]: Claim): boolean => {
  if (name === "environment") return isPinned(value);
  if (name === "ref") return /^refs\/(heads|tags)\//.test(value);
  return name === "event_name" && isPinned(value) && !value.startsWith("pull_request");
};

/**
 * Whether a pull request from a fork could bring a token of GitHub Actions whose subject the pattern covers: the subject of a
 * pull request (`repo:OWNER/REPO:pull_request`), or one of the fork's own runs under another owner. No only where the pattern
 * pins an owner and an occasion that no pull request has, a branch, a tag or an environment; in doubt yes.
 * @param pattern with `*` and `?` as in AWS's `StringLike`
 * @see https://docs.github.com/en/actions/reference/security/oidc
 */
export const forkCanMatch = (pattern: string): boolean => {
  const claims = claimsOf(pattern);
  return !(claims.some(pinsOwner) && claims.some(excludesPulls));
};
