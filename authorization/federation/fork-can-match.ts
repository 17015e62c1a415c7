import { literally, type Piece, patternsMeet, WILD } from "./patterns-meet";

const some = (allows: (character: string) => boolean): readonly Piece[] => [
  { run: false, allows },
  { run: true, allows },
];
const isName = (character: string): boolean => character !== WILD && !"/:@*?".includes(character);
const isDigit = (character: string): boolean => /^\d$/.test(character);
const NAME = some(isName);
const ID = [...literally("@"), ...some(isDigit)];
const REST: readonly Piece[] = [{ run: true, allows: (character) => character !== WILD }];
const WILD_CHARACTER: readonly Piece[] = [{ run: false, allows: (character) => character === WILD }];
/** A name or id with a part that only a wildcard can have matched: a stranger can have such a one. */
const wildly = (is: (character: string) => boolean): readonly Piece[] => [
  { run: true, allows: is },
  ...WILD_CHARACTER,
  { run: true, allows: is },
];

const REPOSITORIES: readonly (readonly Piece[])[] = [
  [...literally("repo:"), ...NAME, ...literally("/"), ...NAME],
  [...literally("repo:"), ...NAME, ...ID, ...literally("/"), ...NAME, ...ID],
];
const STRANGERS: readonly (readonly Piece[])[] = [
  [...literally("repo:"), ...wildly(isName), ...literally("/"), ...NAME],
  [...literally("repo:"), ...wildly(isName), ...literally("@"), ...wildly(isDigit), ...literally("/"), ...NAME, ...ID],
];

/** Subjects of a pull request: the base repository's, with or without further claims. */
const PULL_REQUESTS = REPOSITORIES.flatMap((repository) => [
  [...repository, ...literally(":pull_request")],
  [...repository, ...literally(":pull_request:"), ...REST],
]);
/** Subjects of a fork's own runs: another owner's repository, any occasion. */
const FORKS = STRANGERS.map((repository) => [...repository, ...literally(":"), ...REST]);

/** Claims of a customised subject that name whose repository it is. */
const OWNERS = new Set([
  "repo",
  "repository",
  "repository_id",
  "repository_owner",
  "repository_owner_id",
  "enterprise",
  "enterprise_id",
]);

const isPinned = (value: string): boolean => value !== "" && !/[*?]/.test(value);

/** Whether a claim holds a pull request off: no pull request has a branch or tag as its ref, or this event. */
const excludesPulls = ([claim, value]: readonly [string, string]): boolean => {
  if (claim === "environment") return isPinned(value);
  if (claim === "ref") return /^refs\/(heads|tags)\//.test(value);
  return claim === "event_name" && isPinned(value) && !value.startsWith("pull_request");
};

/** Whether a name before the first wildcard says the owner whole. */
const pinsOwner = ([claim, value]: readonly [string, string]): boolean => {
  if (!OWNERS.has(claim)) return false;
  if (claim === "repo" || claim === "repository") return /^[^*?/]+\/./.test(value) || /^[^*?]*@\d+\//.test(value);
  return isPinned(value);
};

/** `claim:value:claim:value…`, also with wildcards; an odd piece at the end has an empty value. */
const claimsOf = (pattern: string): readonly (readonly [string, string])[] => {
  const pieces = pattern.split(":");
  return Array.from({ length: Math.ceil(pieces.length / 2) }, (_, at) => [
    pieces[2 * at] ?? "",
    pieces[2 * at + 1] ?? "",
  ]);
};

/**
 * Whether a pull request from a fork could bring a token of GitHub Actions whose subject the pattern covers: the subject of a
 * pull request (`repo:OWNER/REPO:pull_request`), or one of a fork's own runs under another owner, who can also shape the
 * subject's tail. Safe is what pins an owner and an occasion that no pull request has (a branch, a tag, one environment, whose
 * own protection decides); in doubt the answer is yes.
 * @param pattern with `*` and `?` as in AWS's `StringLike`
 * @see https://docs.github.com/en/actions/reference/security/oidc
 */
export const forkCanMatch = (pattern: string): boolean => {
  if ([...PULL_REQUESTS, ...FORKS].some((subjects) => patternsMeet(pattern, subjects))) return true;
  const claims = claimsOf(pattern);
  return !(claims.some(pinsOwner) && claims.some(excludesPulls));
};
