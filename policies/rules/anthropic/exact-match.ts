import type { AnthropicRule } from "../../../authorization/federation/anthropic-rule";
import { forkCanMatch } from "../../../authorization/federation/fork-can-match";
import { isGithubIssuer } from "../../../authorization/federation/github-issuer";
import { isSharedIssuer, namesOneHolder } from "../../../authorization/federation/names-one-holder";
import { isKnown, type Text } from "../../../authorization/google/text";
import { isJsonObject, objectAt, textAt } from "../../../plans/json-value";
import type { PlannedResource, PlanView } from "../../../plans/plan-view";
import { holdsReference } from "../../../plans/reference";
import type { Problem, Rule } from "../../rule";

type Verdict = Pick<Problem, "what" | "detail" | "state">;

const RULE = "anthropic_federation_rule";
const ISSUER = "anthropic_federation_issuer";

const textOf = (said: string | undefined): Text | undefined =>
  said !== undefined && holdsReference(said) ? { unknown: said } : said;

/** The issuer that a rule refers to, by its address or, once it exists, by its id. */
const issuerOf = (view: PlanView, rule: PlannedResource): Text => {
  const references = rule.unknown.find(({ argument }) => argument === "issuer_id")?.references ?? [];
  const said = textAt(rule.values, "issuer_id") ?? "";
  const addresses = [...references, ...[...said.matchAll(/anthropic_federation_issuer\.[\w-]+/g)].map(([one]) => one)];
  const found =
    addresses.map((address) => view.find(address.replace(/\.id$/, ""))).find((one) => one !== undefined) ??
    view.ofType(ISSUER).find(({ values }) => said !== "" && textAt(values, "id") === said);
  return textOf(textAt(found?.values, "issuer_url")) ?? { unknown: said };
};

/** What a rule asks, where the plan shows it. */
const ruleOf = (view: PlanView, rule: PlannedResource): AnthropicRule | undefined => {
  if (!isJsonObject(rule.values.match)) return undefined;
  const match = objectAt(rule.values, "match");
  const claims = Object.entries(objectAt(match, "claims")).flatMap(([name, value]): [string, Text][] =>
    typeof value === "string" ? [[name, textOf(value) ?? value]] : [],
  );
  return {
    issuer: issuerOf(view, rule),
    subjectPrefix: textOf(textAt(match, "subject_prefix")),
    claims: Object.fromEntries(claims),
    condition: textOf(textAt(match, "condition")),
  };
};

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
      const rule = ruleOf(view, resource);
      const verdicts: Verdict[] =
        rule === undefined ? [{ what: "match", detail: UNKNOWN, state: "undecided" }] : judge(rule);
      return verdicts.map((verdict) => ({ address: resource.address, ...verdict }));
    }),
};
