import { textAt } from "../../../plans/json-value";
import type { PlanView } from "../../../plans/plan-view";
import { holdsReference } from "../../../plans/reference";
import type { Problem, Rule } from "../../rule";

/** Where a role of a person is said, and which roles let change what others may do. */
const ROLES = [
  [
    "anthropic_workspace_member",
    "workspace_role",
    new Set(["workspace_admin"]),
    "This person administers the workspace",
  ],
  [
    "anthropic_organization_member",
    "role",
    new Set(["admin", "owner", "primary_owner", "membership_admin"]),
    "This person administers the organization",
  ],
  [
    "anthropic_invite",
    "role",
    new Set(["admin", "owner", "primary_owner", "membership_admin"]),
    "Who accepts this invitation administers the organization",
  ],
] as const;

const judge = (view: PlanView, [type, argument, roles, detail]: (typeof ROLES)[number]): Problem[] =>
  view.ofType(type).flatMap(({ address, values, unknown }): Problem[] => {
    const said = textAt(values, argument);
    if (said === undefined ? unknown.some((one) => one.argument === argument) : holdsReference(said))
      return [{ address, what: argument, detail: "Which role this is shows only after the apply", state: "undecided" }];
    return said !== undefined && roles.has(said) ? [{ address, what: said, detail, state: "undecided" }] : [];
  });

/** Somebody has to administer; who it is, is a decision, and none that comes along with the use of models. */
export const noAdminMember: Rule = {
  id: "anthropic/no-admin-member",
  protects: "Nobody becomes an administrator of an Anthropic organization or workspace without somebody having said so",
  appliesTo: ROLES.map(([type]) => type),
  remedy: "give workspace_developer, or developer in the organization; or acknowledge that this person administers",
  link: "https://platform.claude.com/docs/en/manage-claude/workspaces",
  check: (view) => ROLES.flatMap((row) => judge(view, row)),
};
