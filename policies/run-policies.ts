import type { PlanView } from "../plans/plan-view";
import { type Circumstances, circumstancesOf, type Knowledge } from "./circumstances";
import type { Expectations } from "./expectations";
import { type Finding, type FindingPlace, findingId } from "./finding";
import type { Problem, Rule } from "./rule";
import { RULES } from "./rules/index";

/** Nearest place that the declaration has for a path: of the path itself, or of what it lies in. */
const declaredPlace = ({ places }: Expectations, path: string): FindingPlace => {
  for (let at = path; at !== ""; at = at.slice(0, Math.max(at.lastIndexOf("."), at.lastIndexOf("["), 0))) {
    const place = places.get(at);
    if (place !== undefined) return { path, ...place };
  }
  return { path };
};

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

const findingOf = (rule: Rule, view: PlanView, problem: Problem, { expectations }: Circumstances): Finding => {
  const { address, what, detail, state, remedy = rule.remedy, declared } = problem;
  const path = declared ?? expectations?.stacks.get(view.stack)?.path;
  const recorded = declared === undefined ? placeOf(view, address) : undefined;
  const place = recorded ?? (expectations && path ? declaredPlace(expectations, path) : undefined);
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
export const runPolicies = (
  views: readonly PlanView[],
  rules: readonly Rule[] = RULES,
  knowledge: Knowledge = {},
): readonly Finding[] => {
  const circumstances = circumstancesOf(views, knowledge);
  const byId = new Map<string, Finding>();
  for (const view of views) {
    for (const rule of rules) {
      for (const problem of rule.check(view, circumstances)) {
        const finding = findingOf(rule, view, problem, circumstances);
        const id = findingId(finding);
        if (byId.get(id)?.state !== "violated") byId.set(id, finding);
      }
    }
  }
  return [...byId.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, finding]) => finding);
};
