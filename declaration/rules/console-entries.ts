import { conflict } from "../../catalog/credential-sources";
import { allAnthropic } from "../entries";
import type { ConsoleEntry } from "../schema";
import type { Rule, RuleContext } from "./rule-context";

const checkConsole = ({ report }: RuleContext, path: string, entry: ConsoleEntry): void => {
  if (entry.key !== undefined && entry.federation !== undefined) {
    report(
      "two-credentials",
      `${path}.federation`,
      `cannot stand beside key: ${conflict("helper", "federation")?.text}; write two entries`,
    );
  }
  if (entry.keyTtlSeconds !== undefined && entry.key === undefined) {
    report(
      "ttl-without-key",
      `${path}.keyTtlSeconds`,
      "says how long a key is kept, and there is none; remove it, or add key",
    );
  }
  const byTerraform = entry.manage === "terraform";
  if (byTerraform && entry.federation !== undefined && entry.workspace === undefined) {
    report(
      "no-workspace",
      `${path}.federation`,
      "is made for one workspace, and none is declared; add workspace, an id or a name",
    );
  }
  if (!byTerraform && entry.workspaceRole !== undefined) {
    report(
      "workspace-role",
      `${path}.workspaceRole`,
      "is given by Terraform, and manage says byHand; write manage: terraform, or remove it",
    );
  }
  if (byTerraform && entry.workspaceRole !== undefined && entry.workspace === undefined) {
    report(
      "no-workspace",
      `${path}.workspaceRole`,
      "is a role in a workspace, and none is declared; add workspace, an id or a name",
    );
  }
  if (entry.federation?.rules !== undefined && entry.manage === "terraform") {
    report(
      "rules-by-terraform",
      `${path}.federation.rules`,
      "are ids of what was made by hand, and manage says terraform; keep one of the two",
    );
  }
};

/** An entry of the Console has one source of a credential, and nothing that belongs to another. */
export const consoleEntries: Rule = (context) => {
  for (const [name, entry] of allAnthropic(context.declaration)) {
    if (entry.route === "console") checkConsole(context, `providers.${name}`, entry);
  }
};
