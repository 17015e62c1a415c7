import type { AnthropicRule } from "../../../authorization/federation/anthropic-rule";
import { forkCanMatch } from "../../../authorization/federation/fork-can-match";
import { isGithubIssuer } from "../../../authorization/federation/github-issuer";
import { isSharedIssuer, namesOneHolder } from "../../../authorization/federation/names-one-holder";
import { isKnown, type Text } from "../../../authorization/google/text";
import { federationRuleOf } from "../../../plans/anthropic/federation-rules";
import type { Problem, Rule } from "../../rule";

type Verdict = Pick<Problem, "what" | "detail" | "state">;

const RULE = "anthropic_federation_rule";
const ALONE = "Whose tokens are taken follows from an expression alone, which nothing here reads";
const UNKNOWN = "Whose tokens are taken is known after the apply only";

/** Where the subject is whole: whether a pull request of a fork can have it. */
const judgeWhole = (issuer: Text, subject: string): Verdict[] => {
  const isGithub = isKnown(issuer) ? isGithubIssuer(issuer) : undefined;
  if (isGithub === false || !forkCanMatch(subject)) return [];
  return isGithub === true
    ? [{ what: subject, detail: "A pull request of a fork can have this subject", state: "violated" }]
    : [{ what: subject, detail: "Whose issuer signs this subject cannot be seen here", state: "undecided" }];
};

const judge = (rule: AnthropicRule): Verdict[] => {
  const { issuer, subjectPrefix: subject, claims = {}, condition } = rule;
  if (subject === undefined && Object.keys(claims).length === 0)
    return [{ what: "condition", detail: ALONE, state: condition === undefined ? "violated" : "undecided" }];
  if (subject !== undefined && !isKnown(subject))
    return [{ what: "subject_prefix", detail: UNKNOWN, state: "undecided" }];
  const named = namesOneHolder(rule);
  if (named === true) return subject === undefined ? [] : judgeWhole(issuer, subject);
  if (subject?.endsWith("*") === true) {
    const detail = "The subject is a prefix: whoever can begin theirs so gets in";
    return [{ what: subject, detail, state: "violated" }];
  }
  if (named === undefined)
    return [{ what: "claims", detail: "Whether these claims name one holder cannot be seen here", state: "undecided" }];
  const detail =
    isSharedIssuer(issuer) === true
      ? "No subject is pinned, at an issuer that everybody can get tokens of"
      : "No holder is pinned: everybody of whom these claims are true gets in";
  return [{ what: "subject_prefix", detail, state: "violated" }];
};

/** A federation rule takes the tokens of one holder, and of nobody who merely looks like them. */
export const exactMatch: Rule = {
  id: "anthropic/exact-match",
  protects: "Every federation rule pins one subject, which no fork and no stranger at a shared issuer can have",
  appliesTo: [RULE],
  remedy: "pin the whole subject, with an environment, a branch or a tag",
  link: "https://platform.claude.com/docs/en/manage-claude/workload-identity-federation",
  check: (view) =>
    view.ofType(RULE).flatMap((resource) => {
      const rule = federationRuleOf(view, resource);
      const verdicts: Verdict[] =
        rule === undefined ? [{ what: "match", detail: UNKNOWN, state: "undecided" }] : judge(rule);
      return verdicts.map((verdict) => ({ address: resource.address, ...verdict }));
    }),
};
