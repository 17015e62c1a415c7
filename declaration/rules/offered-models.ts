import { findDestinations, type Geography, knownGeographies } from "../../catalog/bedrock-profiles";
import { FAMILIES, findModel } from "../../catalog/models";
import type { Declaration, ModelSet } from "../schema";
import { entriesOf, type Rule } from "./rule-context";

const modelsOf = (set: ModelSet): string[] => [
  ...FAMILIES.flatMap((family) => set[family] ?? []),
  ...(set.retiring ?? []).map(({ model }) => model),
];

const isKnown = ({ profiles = {} }: Declaration, model: string, geography: Geography): boolean =>
  (Object.hasOwn(profiles, model) && profiles[model]?.[geography] !== undefined) ||
  findDestinations(model, geography) !== undefined;

const wayOut = (model: string, geography: Geography): string => {
  const offered = knownGeographies(model);
  const known = offered.length > 0 ? `known for it: ${offered.join(", ")}` : "the catalog knows no geography for it";
  const list = `list its regions under profiles.${model}.${geography}`;
  return geography === "in-region" || geography === "global"
    ? `${known}; choose another model or geography, or ${list}`
    : `${known}; choose another model or geography, or ${list}, or set "resolve: plan" to read them from AWS`;
};

/** Every model that a team gets at an entry is offered in its geography, as far as anybody knows. */
export const offeredModels: Rule = ({ declaration, report }) => {
  for (const [name, team] of Object.entries(declaration.teams)) {
    const set = Object.hasOwn(declaration.models, team.models) ? declaration.models[team.models] : undefined;
    if (set === undefined) continue;
    for (const [entryName, { geography, resolve }] of entriesOf(declaration, team)) {
      for (const model of modelsOf(set)) {
        if (findModel(model) === undefined || isKnown(declaration, model, geography)) continue;
        if (resolve === "plan" && geography !== "in-region" && geography !== "global") continue;
        report(
          "model-not-offered",
          `teams.${name}.models`,
          `"${model}" of the set "${team.models}" has no known ${geography} profile, which ${entryName} needs; ${wayOut(model, geography)}`,
          team.models,
        );
      }
    }
  }
};
