import { type Destinations, findDestinations } from "../../catalog/bedrock-profiles";
import { type Family, findModel } from "../../catalog/models";
import { chosenModels, type ModelChoice } from "../core/model-choice";
import { type BedrockPlace, modelArnOf, profileArnOf, systemIdOf } from "./bedrock-place";

/** Destination regions that the user knows better than the catalog: model id -> geography -> regions. */
export type ProfileOverrides = Readonly<
  Record<string, Readonly<Partial<Record<string, { readonly regions: readonly string[] }>>>>
>;

/** One model at one place, with every ARN that a grant needs. */
export interface PlacedModel {
  readonly model: string;
  readonly family: Family;
  readonly bedrockId: string;
  /** What the client sends when no application profile is used. */
  readonly systemId: string;
  /** ARN of the inference profile; undefined for a model called in its own region. */
  readonly profileArn?: string;
  /** Foundation-model ARNs behind the profile, sorted; `undefined`: only a plan can tell (`resolve: plan`). */
  readonly modelArns?: readonly string[];
  readonly retiringUntil?: string;
}

const destinationsOf = (
  model: string,
  place: BedrockPlace,
  overrides: ProfileOverrides,
): readonly string[] | undefined => {
  const own = overrides[model]?.[place.geography];
  const known: Pick<Destinations, "regions"> | undefined = own ?? findDestinations(model, place.geography);
  if (known === undefined) return undefined;
  return [...new Set([...known.regions, place.region])].sort();
};

const modelArns = (place: BedrockPlace, bedrockId: string, destinations: readonly string[]): readonly string[] => {
  if (place.geography === "in-region") return [modelArnOf(place, place.region, bedrockId)];
  return destinations.map((region) => modelArnOf(place, region, bedrockId));
};

/** One declared model at one place. Throws on a model that the catalog does not know on Bedrock. */
export const placeModel = (
  id: string,
  place: BedrockPlace,
  overrides: ProfileOverrides,
  until?: string,
): PlacedModel => {
  const model = findModel(id);
  if (model?.bedrock === undefined) {
    throw new Error(`The catalog knows no model "${id}" on Bedrock; name one of catalog/models.ts`);
  }
  const destinations = destinationsOf(id, place, overrides);
  return {
    model: id,
    family: model.family,
    bedrockId: model.bedrock,
    systemId: systemIdOf(place.geography, model.bedrock),
    ...(place.geography === "in-region" ? {} : { profileArn: profileArnOf(place, model.bedrock) }),
    ...(destinations === undefined ? {} : { modelArns: modelArns(place, model.bedrock, destinations) }),
    ...(until === undefined ? {} : { retiringUntil: until }),
  };
};

/**
 * The declared models at one place: pinned ones by family, then retiring ones in the order of their names.
 * Throws on a model that the catalog does not know on Bedrock; the loader reports that earlier, with its line.
 */
export const placeModels = (
  choice: ModelChoice,
  place: BedrockPlace,
  overrides: ProfileOverrides = {},
): readonly PlacedModel[] => {
  return chosenModels(choice).map(({ model, retiringUntil }) => placeModel(model, place, overrides, retiringUntil));
};
