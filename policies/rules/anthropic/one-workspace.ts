import { textAt } from "../../../plans/json-value";
import type { PlannedResource } from "../../../plans/plan-view";
import type { Problem, Rule } from "../../rule";

const RULE = "anthropic_federation_rule";

const judge = ({ address, values, unknown }: PlannedResource): Problem[] => {
  const { applies_to_all_workspaces: all } = values;
  if (all === true || all === "true") {
    const detail = "Tokens of this rule are good in every workspace, also in those to come";
    return [{ address, detail, state: "violated" }];
  }
  const isOpen = typeof all === "string" || unknown.some(({ argument }) => argument === "applies_to_all_workspaces");
  if (textAt(values, "workspace_id") !== undefined || !isOpen || all === "false") return [];
  return [{ address, detail: "In which workspaces tokens are good is not known before an apply", state: "undecided" }];
};

/** Whoever exchanges a token works in one workspace: its limits, its keys and its costs are one team's. */
export const oneWorkspace: Rule = {
  id: "anthropic/one-workspace",
  protects: "No federation rule applies to all workspaces of an Anthropic organization",
  appliesTo: [RULE],
  remedy: "set workspace_id, and add further workspaces one by one with anthropic_federation_rule_workspace",
  link: "https://platform.claude.com/docs/en/manage-claude/workload-identity-federation",
  check: (view) => view.ofType(RULE).flatMap(judge),
};
