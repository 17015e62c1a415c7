import { findModel } from "../catalog/models";
import type { ClientSettings, ClientWishes } from "./client-settings";
import type { VertexFacts } from "./facts";
import { googleSignInSettings } from "./google-sign-in";
import { environmentFor, missingFamilies, modelChoice, pins, versionedLocks } from "./model-settings";

/** Regions of models that another location answers for. */
const modelRegions = ({ models }: VertexFacts): Record<string, string> =>
  Object.fromEntries(
    models.flatMap(({ model, location }) => {
      const variable = findModel(model)?.vertexRegionVariable;
      return location === undefined || variable === undefined ? [] : [[variable, location]];
    }),
  );

/**
 * What a client must be told to reach just the granted models on Vertex AI. Neutral of the place where it will lie.
 *
 * @throws Error when every model is retiring, or the wishes set a variable of `OWNED_VARIABLES`: the loader refuses both.
 */
export const vertexSettings = (facts: VertexFacts, wishes: ClientWishes): ClientSettings => {
  const mapped = missingFamilies(facts);
  return {
    ...versionedLocks(wishes, "vertex"),
    ...googleSignInSettings(facts),
    ...modelChoice(facts),
    ...(Object.keys(mapped).length > 0 ? { modelOverrides: mapped } : {}),
    env: environmentFor(
      {
        CLAUDE_CODE_USE_VERTEX: "1",
        CLOUD_ML_REGION: facts.region,
        ANTHROPIC_VERTEX_PROJECT_ID: facts.project,
        ...modelRegions(facts),
        ...pins(facts),
      },
      wishes,
    ),
  };
};
