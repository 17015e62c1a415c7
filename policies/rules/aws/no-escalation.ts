import { ESCALATION_ACTIONS, type EscalationAction, PASS_ROLE } from "../../../catalog/escalation-actions";
import type { PlanView } from "../../../plans/plan-view";
import { statementName } from "../../../plans/policy-reading";
import {
  allowedBesideClaude,
  type Besides,
  type Covering,
  coveredActions,
  holderOf,
} from "../../allowed-beside-claude";
import { GRANT_TYPES } from "../../policy-documents";
import type { Problem, Rule } from "../../rule";

const WAYS = new Map(ESCALATION_ACTIONS.map((way) => [way.action, way]));
const ACTIONS = [...WAYS.keys()];

/** Whether a holder passes roles: any, only those that are named, or none. */
type Passing = "any" | "named" | "none";

const passingOf = (besides: readonly Besides[]): ReadonlyMap<unknown, Passing> => {
  const passing = new Map<unknown, Passing>();
  for (const one of besides) {
    for (const { actions, wide } of one.coverings) {
      if (actions.includes(PASS_ROLE) && passing.get(holderOf(one)) !== "any")
        passing.set(holderOf(one), wide ? "any" : "named");
    }
  }
  return passing;
};

const isByPassing = (way: EscalationAction): boolean => way.action === PASS_ROLE || way.with === PASS_ROLE;

/** Ways that lead somewhere for this holder. */
const openWays = ({ actions, wide }: Covering, passing: Passing): readonly EscalationAction[] =>
  actions.flatMap((action) => {
    const way = WAYS.get(action);
    if (way === undefined || (way.narrowIsOrdinary === true && !wide)) return [];
    return way.with === PASS_ROLE && passing === "none" ? [] : [way];
  });

const problemOf = (address: string, covering: Covering, passing: Passing): Problem[] => {
  const ways = openWays(covering, passing);
  const [first] = ways;
  if (first === undefined) return [];
  const said = coveredActions({ ...covering, actions: ways.map(({ action }) => action) });
  const named = passing === "named" && ways.every(isByPassing);
  const rest = named ? ", and what the roles that it names may do is not judged here" : "";
  const detail = `${statementName(covering.statement)}: ${said}; beside a grant of Claude its holder ${first.gives}${rest}`;
  return [{ address, what: covering.what, detail, state: named ? "undecided" : "violated" }];
};

/** Who may call Claude can not come by other rights with it. */
export const noEscalation: Rule = {
  id: "aws/no-escalation",
  protects:
    "Who may call Claude holds no action that leads to rights beyond the grant: passing roles, changing policies and trusts, making keys",
  appliesTo: GRANT_TYPES,
  remedy: "keep what administers IAM, or starts things under other roles, with an identity that calls no model",
  link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
  check: (view: PlanView) => {
    const besides = allowedBesideClaude(view, ACTIONS);
    const passing = passingOf(besides);
    return besides.flatMap((one) =>
      one.coverings.flatMap((covering) => problemOf(one.grant.address, covering, passing.get(holderOf(one)) ?? "none")),
    );
  },
};
