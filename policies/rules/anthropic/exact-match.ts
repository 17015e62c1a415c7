import { forkCanMatch } from "../../../authorization/federation/fork-can-match";
import { GITHUB_ISSUER } from "../../../catalog/pipeline/github-subject";
import { isJsonObject, objectAt, textAt } from "../../json-value";
import type { PlannedResource, PlanView } from "../../plan-view";
import type { Problem, Rule } from "../../rule";

type Verdict = Pick<Problem, "what" | "detail" | "state">;

/** Issuers that everybody can get tokens of, in a repository, project or tenant of their own. */
const SHARED = /^https:\/\/(token\.actions\.githubusercontent\.com|gitlab\.com|accounts\.google\.com)$/;

const issuerOf = (view: PlanView, rule: PlannedResource): string | undefined => {
  const references = rule.unknown.find(({ argument }) => argument === "issuer_id")?.references ?? [];
  const said = textAt(rule.values, "issuer_id") ?? "";
  const addresses = [...references, ...[...said.matchAll(/anthropic_federation_issuer\.[\w-]+/g)].map(([one]) => one)];
  for (const address of addresses) {
    const found = view.find(address.replace(/\.id$/, ""));
    if (found !== undefined) return textAt(found.values, "issuer_url");
  }
  return undefined;
};

const judge = (view: PlanView, rule: PlannedResource): Verdict[] => {
  const match = objectAt(rule.values, "match");
  const subject = textAt(match, "subject_prefix");
  const claims = isJsonObject(match.claims) ? match.claims : {};
  const issuer = issuerOf(view, rule) ?? "";
  const isShared = SHARED.test(issuer);
  const verdicts: Verdict[] = [];
  if (subject === undefined && Object.keys(claims).length === 0) {
    const detail = "Whose tokens are taken follows from an expression alone, which nothing here reads";
    return [{ what: "condition", detail, state: textAt(match, "condition") === undefined ? "violated" : "undecided" }];
  }
  if (subject?.endsWith("*") === true) {
    verdicts.push({
      what: subject,
      detail: "The subject is a prefix: whoever can begin theirs so gets in",
      state: "violated",
    });
  }
  if (subject === undefined && isShared) {
    const detail = "No subject is pinned, at an issuer that everybody can get tokens of";
    verdicts.push({ what: "subject_prefix", detail, state: "violated" });
  }
  if (subject !== undefined && !subject.endsWith("*") && issuer === GITHUB_ISSUER && forkCanMatch(subject)) {
    verdicts.push({ what: subject, detail: "A pull request of a fork can have this subject", state: "violated" });
  }
  return verdicts;
};

/** A federation rule takes the tokens of one holder, and of nobody who merely looks like them. */
export const exactMatch: Rule = {
  id: "anthropic/exact-match",
  protects: "Every federation rule pins one subject, which no fork and no stranger at a shared issuer can have",
  appliesTo: ["anthropic_federation_rule"],
  remedy: "pin the whole subject, with an environment, a branch or a tag",
  link: "https://platform.claude.com/docs/en/manage-claude/workload-identity-federation",
  check: (view) =>
    view
      .ofType("anthropic_federation_rule")
      .flatMap((rule) => judge(view, rule).map((verdict) => ({ address: rule.address, ...verdict }))),
};
