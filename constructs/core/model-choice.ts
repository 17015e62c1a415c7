import { FAMILIES, type Family } from "../../catalog/models";

/** Which models a team may use, by family; what is retiring is granted for a while, and no longer pinned. */
export interface ModelChoice {
  readonly opus?: string;
  readonly sonnet?: string;
  readonly haiku?: string;
  readonly fable?: string;
  /** Family that a session starts with. @default the first declared of sonnet, opus, haiku, fable */
  readonly default?: Family;
  readonly retiring?: readonly { readonly model: string; readonly until: string }[];
}

/** One model of a choice. */
export interface ChosenModel {
  /** Catalog id. */
  readonly model: string;
  readonly retiringUntil?: string;
}

const START_ORDER: readonly Family[] = ["sonnet", "opus", "haiku", "fable"];

/** Family that a session of this choice starts with. Throws for a choice without any model. */
export const startFamilyOf = (choice: ModelChoice): Family => {
  const start = choice.default ?? START_ORDER.find((family) => choice[family] !== undefined);
  if (start === undefined) throw new Error("A model choice needs at least one of opus, sonnet, haiku, fable");
  return start;
};

/** Every granted model: pinned ones by family, then retiring ones in the order of their names. */
export const chosenModels = (choice: ModelChoice): readonly ChosenModel[] => [
  ...FAMILIES.flatMap((family) => {
    const model = choice[family];
    return model === undefined ? [] : [{ model }];
  }),
  ...[...(choice.retiring ?? [])]
    .sort((a, b) => (a.model < b.model ? -1 : 1))
    .map(({ model, until }) => ({ model, retiringUntil: until })),
];
