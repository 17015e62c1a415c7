import { entriesOf, usesOf } from "../entries";
import { listed, suggestion } from "../nearest-name";
import type { Rule } from "./rule-context";

const allowed = (name: string, known: readonly string[]): string =>
  known.length === 0 ? "nothing is; declare it there" : `allowed: ${listed(known)}${suggestion(name, known)}`;

/** Every name that is used is declared. */
export const references: Rule = ({ declaration, report }) => {
  const { providers, models, teams } = declaration;
  const entries = Object.keys(providers).sort();
  const sets = Object.keys(models).sort();
  for (const [name, team] of Object.entries(teams)) {
    usesOf(team).forEach((used, index) => {
      const path = typeof team.uses === "string" ? `teams.${name}.uses` : `teams.${name}.uses[${index}]`;
      if (!Object.hasOwn(providers, used)) {
        report("unknown-provider", path, `"${used}" is not declared under providers; ${allowed(used, entries)}`, used);
      } else if (usesOf(team).indexOf(used) !== index) {
        report("used-twice", path, `"${used}" is named twice; keep one of the two`, used);
      }
    });
    if (team.models === undefined) {
      if (entriesOf(declaration, team).some(([, { route }]) => route !== "claude-ai")) {
        report("no-model-set", `teams.${name}.models`, `is missing; ${allowed("", sets)}`);
      }
    } else if (!Object.hasOwn(models, team.models)) {
      report(
        "unknown-model-set",
        `teams.${name}.models`,
        `"${team.models}" is not declared under models; ${allowed(team.models, sets)}`,
        team.models,
      );
    }
    if (team.people === undefined && Object.keys({ ...team.ci, ...team.workloads }).length === 0) {
      report("nobody", `teams.${name}`, "names nobody; declare people, ci or workloads");
    }
  }
};
