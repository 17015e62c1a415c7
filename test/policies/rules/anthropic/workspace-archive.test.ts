import { readPlan } from "../../../../plans/read-plan";
import { workspaceArchive } from "../../../../policies/rules/anthropic/workspace-archive";
import { runPolicies } from "../../../../policies/run-policies";
import { known } from "../../support/case-table";

const planned = (type: string, actions: readonly string[]) => {
  const after = actions.includes("create") || actions.includes("update") ? { name: "Pipelines" } : null;
  const change = { actions, before: { name: "Pipelines" }, after, after_unknown: {}, after_sensitive: false };
  const json = {
    format_version: "1.2",
    resource_changes: [{ address: `${type}.workspace`, mode: "managed", type, name: "workspace", change }],
  };
  return runPolicies([known(readPlan(JSON.stringify(json), { stack: "pipelines" }))], [workspaceArchive]);
};

test.each([
  ["destroyed", ["delete"]],
  ["made anew, for its data shall rest elsewhere", ["delete", "create"]],
  ["made anew before the old one goes", ["create", "delete"]],
])("refuses that a workspace is %s, unless acknowledged", (_, actions) => {
  expect(planned("anthropic_workspace", actions)).toEqual([
    {
      rule: "anthropic/workspace-archive",
      subject: "pipelines/anthropic_workspace.workspace",
      detail: "The apply archives this workspace for good, and every API key in it stops working",
      state: "violated",
      remedy: "keep the workspace, or acknowledge that it is archived for good and its keys stop working",
      link: "https://platform.claude.com/docs/en/manage-claude/workspaces",
    },
  ]);
});

test.each([
  ["a workspace that is made", "anthropic_workspace", ["create"]],
  ["a workspace that is renamed", "anthropic_workspace", ["update"]],
  ["a workspace that stays", "anthropic_workspace", ["no-op"]],
])("lets pass %s", (_, type, actions) => {
  expect(planned(type, actions)).toEqual([]);
});

test("does not apply to a membership that goes", () => {
  expect(planned("anthropic_workspace_member", ["delete"])).toEqual([]);
});
