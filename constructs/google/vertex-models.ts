import { findModel } from "../../catalog/models";
import type { VertexModel } from "../../settings/facts";
import { chosenModels, type ModelChoice } from "../core/model-choice";

/** Google Cloud's id of a model. Throws for one that the catalog does not know there; the loader reports that earlier. */
export const vertexIdOf = (model: string): string => {
  const id = findModel(model)?.vertex;
  if (id === undefined)
    throw new Error(`The catalog knows no model "${model}" on Vertex AI; name one of catalog/models.ts`);
  return id;
};

/** The chosen models on Vertex AI, pinned before retiring; `locations` tells which of them answer elsewhere. */
export const vertexModels = (
  choice: ModelChoice,
  locations: Readonly<Record<string, string>> = {},
): readonly VertexModel[] =>
  chosenModels(choice).map(({ model, retiringUntil }) => {
    const target = vertexIdOf(model);
    const location = Object.hasOwn(locations, model) ? locations[model] : undefined;
    return {
      model,
      family: findModel(model)?.family ?? "sonnet",
      target,
      ...(location === undefined ? {} : { location }),
      ...(retiringUntil === undefined ? {} : { retiringUntil }),
    };
  });
