import { type Finding, type FindingPlace, findingId } from "./finding";
import type { PlanView } from "./plan-view";
import type { Problem, Rule } from "./rule";
import { RULES } from "./rules/index";

const placeOf = (view: PlanView, address: string): FindingPlace | undefined => {
  const declared = view.provenance?.resources.get(address.replace(/\[[^\]]*\]/g, ""));
  if (declared === undefined) return undefined;
  const { path, file, line, column } = declared;
  return {
    path,
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
  };
};

const findingOf = (rule: Rule, view: PlanView, problem: Problem): Finding => {
  const { address, what, detail, state, remedy = rule.remedy } = problem;
  const place = placeOf(view, address);
  return {
    rule: rule.id,
    subject: `${view.stack}/${address}${what === undefined ? "" : ` ${what}`}`,
    detail,
    state,
    ...(place === undefined ? {} : { place }),
    remedy,
    ...(rule.link === undefined ? {} : { link: rule.link }),
  };
};

/**
 * Asks every rule about every stack. Findings are sorted by id, and each id stands once: of two findings with the same
 * id, a violated one is kept before an undecided one.
 */
export const runPolicies = (views: readonly PlanView[], rules: readonly Rule[] = RULES): readonly Finding[] => {
  const byId = new Map<string, Finding>();
  for (const view of views) {
    for (const rule of rules) {
      for (const problem of rule.check(view)) {
        const finding = findingOf(rule, view, problem);
        const id = findingId(finding);
        if (byId.get(id)?.state !== "violated") byId.set(id, finding);
      }
    }
  }
  return [...byId.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, finding]) => finding);
};
