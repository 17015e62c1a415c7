import type { Statement } from "../authorization/aws/policy-document";
import { forkCanMatch } from "../authorization/federation/fork-can-match";
import { stringLike } from "../authorization/glob";
import { isWide } from "./wildcard";

/** Operators that a request without the key does not pass, and that compare the whole value. */
const EQUAL = new Set(["stringequals", "foranyvalue:stringequals"]);
const LIKE = new Set(["stringlike", "foranyvalue:stringlike"]);
const ARN = new Set(["arnequals", "arnlike"]);

/** Start of a subject of GitLab that says which project and which of its refs. */
const ONE_PROJECT = /^project_path:[^:*?]+:ref_type:(?:branch|tag):ref:[^*?]/;
/** A claim of GitHub that names one repository whole. */
const ONE_REPOSITORY = /(?:^|:)(?:(?:repo|repository):[^:*?/]+\/[^:*?/]+|repository_id:\d+)(?=:|$)/;

/** Whether a subject of GitHub names pull requests: as its occasion, or by a claim of a customised template. */
const namesPullRequests = (subject: string): boolean =>
  subject.split(":").some((claim, at, pieces) => {
    if (at % 2 === 1) return false;
    const value = pieces[at + 1] ?? "";
    if (claim === "event_name") return value.startsWith("pull_request");
    return claim === "pull_request" || (claim === "ref" && value.startsWith("refs/pull/"));
  });

/** How a trust narrows one claim. */
export type Pin =
  | { readonly kind: "exact" | "pattern"; readonly values: readonly string[] }
  | { readonly kind: "open"; readonly why: string };

/**
 * How the conditions of a statement pin a claim. Only operators that fail when the claim is missing count:
 * `ForAllValues:` and `…IfExists` let a token without the claim in, and negations name nobody.
 */
export const pinOf = ({ conditions }: Statement, key: string): Pin => {
  const tests = conditions.filter((condition) => condition.key.toLowerCase() === key.toLowerCase());
  const empty = tests.find(({ values }) => values.includes(""));
  if (empty !== undefined) return { kind: "open", why: `${key} is compared with an empty text` };
  const operators = tests.map(({ operator }) => operator.toLowerCase());
  const equal = tests.find((_, at) => EQUAL.has(operators[at] ?? ""));
  if (equal !== undefined && equal.values.length > 0) {
    const variable = equal.values.find((value) => value.includes("${"));
    return variable === undefined
      ? { kind: "exact", values: equal.values }
      : { kind: "open", why: `${key} is compared with the variable ${variable}` };
  }
  const like = tests.find((_, at) => LIKE.has(operators[at] ?? ""));
  if (like !== undefined && like.values.length > 0)
    return { kind: like.values.some(isWide) ? "pattern" : "exact", values: like.values };
  const first = tests[0];
  if (first === undefined) return { kind: "open", why: `${key} is not named in any condition` };
  if (/^forallvalues:/i.test(first.operator))
    return { kind: "open", why: `${first.operator} lets a token without ${key} in` };
  return { kind: "open", why: `${first.operator} does not pin ${key}` };
};

/** ARNs to which conditions pin a key, by the operators of ARNs or of texts. */
export const pinnedArns = ({ conditions }: Statement, key: string): readonly string[] =>
  conditions
    .filter((test) => test.key.toLowerCase() === key.toLowerCase())
    .filter(({ operator }) => EQUAL.has(operator.toLowerCase()) || ARN.has(operator.toLowerCase()))
    .filter(({ values }) => values.length > 0 && !values.some(isWide))
    .flatMap(({ values }) => values);

/**
 * Why a subject lets in more than it should; `undefined` when it stands for one pipeline or person.
 *
 * @param kind `exact`: compared as it stands, a wildcard in it is a character like any other
 * @param ofGithub whether the issuer is known to be GitHub; a subject that begins with `repo:` is read as GitHub's anyway
 */
export const subjectProblem = (subject: string, kind: Pin["kind"], ofGithub: boolean): string | undefined => {
  const isGithub = ofGithub || subject.startsWith("repo:");
  if (isGithub && namesPullRequests(subject)) return `${subject} lets in pull requests, also those from forks`;
  if (kind === "exact" || !isWide(subject)) return undefined;
  const hasVariable = subject.includes("${");
  if (isGithub && !hasVariable && ONE_REPOSITORY.test(subject) && !forkCanMatch(subject)) return undefined;
  if (!isGithub && !hasVariable && ONE_PROJECT.test(subject)) return undefined;
  const attacks = ["repo:acme/payments:pull_request", "repo:evil/fork:ref:refs/heads/main"];
  if (isGithub || attacks.some((attack) => stringLike(subject, attack)))
    return `${subject} also matches pull requests from forks, or other repositories`;
  return `${subject} matches more than one subject`;
};
