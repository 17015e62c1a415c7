import { ApiFailure } from "../api-failure";
import type { CheckResult } from "../check-result";
import type { Reading } from "./arm-api";
import type { DeclaredDeployment } from "./check-deployments";
import { modelsNeeded, type OfferedModel, offersFor, type Region } from "./region-models";
import { reporter } from "./reporter";
import { isSameName } from "./same-name";

const MODELS = reporter(
  "models",
  "https://learn.microsoft.com/en-us/azure/foundry/foundry-models/how-to/use-foundry-models-claude",
);

const declaredWords = ({ version, sku }: DeclaredDeployment): string =>
  version === undefined ? sku : `version ${version} as ${sku}`;

const judgeModel = (
  declared: DeclaredDeployment,
  offers: readonly OfferedModel[],
  { location }: Region,
): CheckResult => {
  const { model } = declared;
  const words = declaredWords(declared);
  if (offersFor(offers, declared).length > 0) return MODELS.fine(model, `${words} is offered in ${location}`);
  const others = offers
    .filter(({ name }) => isSameName(name, model))
    .map(({ version, sku }) => `version ${version} as ${sku}`);
  if (others.length === 0)
    return MODELS.blocked(
      model,
      `it is not offered in ${location} to this subscription`,
      "Declare a model or a location that has it",
    );
  const list = [...new Set(others)].sort().join(", ");
  return MODELS.blocked(
    model,
    `${words} is not offered in ${location}, but ${list}`,
    "Declare what is offered; the version says who hosts",
  );
};

/** Whether the region offers each model as it is declared. */
export const checkModels = (
  models: readonly DeclaredDeployment[],
  offers: Reading<readonly OfferedModel[]>,
  region: Region,
): CheckResult[] => {
  if (models.length === 0) return [];
  if (!(offers instanceof ApiFailure)) return models.map((declared) => judgeModel(declared, offers, region));
  return [MODELS.unread(models.map(({ model }) => model).join(", "), offers, modelsNeeded(region))];
};
