import type { GrantedModel } from "../../facts";
import { probedFamilies } from "../../model-settings";

/** What a start on Bedrock shows where only the environment speaks, as paragraphs; none for a set with every family. */
export const refusedAtStart = (models: readonly GrantedModel[]): readonly string[] => {
  const missing = probedFamilies(models);
  if (missing.length === 0) return [];
  return [
    `The set has no ${missing.join(" and no ")}: with the environment alone the client asks for such a model at every start and is refused, which harms nothing. A settings file avoids that.`,
  ];
};
