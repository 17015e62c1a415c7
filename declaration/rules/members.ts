import { type MemberRoute, ORGANIZATION_ROLES } from "../../catalog/anthropic-organizations";
import { anthropicEntriesOf, servedBy } from "../entries";
import type { Rule } from "./rule-context";

const isMemberRoute = (route: string): route is MemberRoute => Object.hasOwn(ORGANIZATION_ROLES, route);

/** People of an Anthropic organization are invited in a role that the organization of their entry has. */
export const members: Rule = ({ declaration, report }) => {
  for (const [team, declared] of Object.entries(declaration.teams)) {
    const role = declared.people?.memberRole;
    if (role === undefined) continue;
    const routes = anthropicEntriesOf(declaration, declared)
      .filter(([, entry]) => servedBy(declaration, entry).people)
      .map(([name, { route }]) => [name, route] as const);
    const inviting = routes.filter((named): named is readonly [string, MemberRoute] => isMemberRoute(named[1]));
    if (inviting.length === 0) {
      const message = "says what members of an Anthropic organization are, and the team uses none; remove it";
      report("member-role", `teams.${team}.people.memberRole`, message, role);
    }
    for (const [name, route] of inviting) {
      const { invited } = ORGANIZATION_ROLES[route];
      if (invited.includes(role)) continue;
      const message = `"${role}" is a role that nobody is invited as at ${name}; allowed: ${invited.join(", ")}`;
      report("member-role", `teams.${team}.people.memberRole`, message, role);
    }
  }
};
