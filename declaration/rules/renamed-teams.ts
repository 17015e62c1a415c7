import { formerNames } from "../../catalog/former-names";
import type { Rule } from "./rule-context";

/** A former name belongs to one team only, and to none that is declared; a team may come back to a name of its own. */
export const renamedTeams: Rule = ({ declaration: { teams }, report }) => {
  /** Team by its former name. */
  const formers = new Map<string, string>();
  for (const [name, { formerly }] of Object.entries(teams)) {
    formerNames(formerly).forEach((former, index) => {
      const path = `teams.${name}.formerly${typeof formerly === "string" ? "" : `[${index}]`}`;
      const twin = formers.get(former);
      if (twin === name) {
        report("formerly-twice", path, `"${former}" is named twice; keep one of the two`, former);
      } else if (twin !== undefined) {
        const message = `"${former}" is the former name of ${twin} too; only one team can have been it`;
        report("formerly-twice", path, message, former);
      } else {
        formers.set(former, name);
      }
      const isBack = former === name && index > 0;
      if (Object.hasOwn(teams, former) && !isBack) {
        const message = `"${former}" is the name of a team that is declared; a former name must be free`;
        report("formerly-in-use", path, message, former);
      }
    });
  }
};
