import { FAMILIES } from "../catalog/models";
import type { Declaration, ModelSet, Team } from "./schema";

/** Every model of a set that is granted: pinned ones by family, then retiring ones. */
export const modelsOf = (set: ModelSet): string[] => [
  ...FAMILIES.flatMap((family) => set[family] ?? []),
  ...(set.retiring ?? []).map(({ model }) => model),
];

/** The set that a team names; undefined: it names none, or one that is not declared. */
export const modelSetOf = (
  { models }: Pick<Declaration, "models">,
  { models: name }: Pick<Team, "models">,
): ModelSet | undefined => (name !== undefined && Object.hasOwn(models, name) ? models[name] : undefined);

/** What a team gets, as a text that is the same for the same models. */
export const setText = (declaration: Declaration, team: Team): string =>
  [...new Set(modelsOf(modelSetOf(declaration, team) ?? {}))].sort().join(", ");

/** The set of a team whose route grants models. Throws where there is none: the loader reports that, with its line. */
export const demandModels = (declaration: Declaration, team: string, declared: Team): ModelSet => {
  const set = modelSetOf(declaration, declared);
  if (set !== undefined) return set;
  if (declared.models === undefined) throw new Error(`Team ${team} names no model set`);
  throw new Error(`Team ${team} names the model set "${declared.models}", which is not declared`);
};
