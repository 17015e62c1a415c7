import type { Rule } from "../../rule";

/** There is no delete: what Terraform destroys is archived, for good. */
export const workspaceArchive: Rule = {
  id: "anthropic/workspace-archive",
  protects: "No apply archives a workspace, and with it every API key in it, without somebody having said so",
  appliesTo: ["anthropic_workspace"],
  remedy: "keep the workspace, or acknowledge that it is archived for good and its keys stop working",
  link: "https://platform.claude.com/docs/en/manage-claude/workspaces",
  check: (view) =>
    (view.changes ?? [])
      .filter(({ type, action }) => type === "anthropic_workspace" && (action === "delete" || action === "replace"))
      .map(({ address }) => ({
        address,
        detail: "The apply archives this workspace for good, and every API key in it stops working",
        state: "violated",
      })),
};
