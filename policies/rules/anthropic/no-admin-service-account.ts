import { textAt } from "../../../plans/json-value";
import type { PlannedResource } from "../../../plans/plan-view";
import { holdsReference } from "../../../plans/reference";
import type { Problem, Rule } from "../../rule";

const UNKNOWN = "What this may administer is known after the apply only";

/** A finding where an argument has the value that administers, or one that is not known. */
const judge = (
  resource: PlannedResource,
  argument: string,
  isAdmin: (said: string) => boolean,
  detail: string,
): Problem[] => {
  const { address, values, unknown } = resource;
  const said = textAt(values, argument);
  if (said === undefined ? unknown.some((one) => one.argument === argument) : holdsReference(said))
    return [{ address, what: argument, detail: UNKNOWN, state: "undecided" }];
  return said !== undefined && isAdmin(said) ? [{ address, detail, state: "violated" }] : [];
};

/** Pipelines and workloads send messages; nothing of theirs administers an organization. */
export const noAdminServiceAccount: Rule = {
  id: "anthropic/no-admin-service-account",
  protects:
    "No service account administers an Anthropic organization or a workspace in it, and no exchanged token administers it",
  appliesTo: ["anthropic_service_account", "anthropic_service_account_workspace", "anthropic_federation_rule"],
  remedy:
    "set organization_role to developer, workspace_role to workspace_developer, and oauth_scope to workspace:inference",
  link: "https://platform.claude.com/docs/en/manage-claude/workload-identity-federation",
  check: (view) => [
    ...view
      .ofType("anthropic_service_account")
      .flatMap((account) =>
        judge(
          account,
          "organization_role",
          (role) => role === "admin",
          "This service account administers the organization",
        ),
      ),
    ...view
      .ofType("anthropic_service_account_workspace")
      .flatMap((member) =>
        judge(
          member,
          "workspace_role",
          (role) => role === "workspace_admin",
          "This service account administers the workspace",
        ),
      ),
    ...view
      .ofType("anthropic_federation_rule")
      .flatMap((rule) =>
        judge(
          rule,
          "oauth_scope",
          (scope) => scope.split(" ").includes("org:admin"),
          "Tokens of this rule administer the organization",
        ),
      ),
  ],
};
