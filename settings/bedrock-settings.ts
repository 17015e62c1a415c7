import { clientPrefixOf } from "../catalog/bedrock-profiles";
import { findModel } from "../catalog/models";
import { awsProfileEnvironment, awsSignInSettings } from "./aws-sign-in";
import type { ClientSettings, ClientWishes } from "./client-settings";
import type { BedrockFacts } from "./facts";
import { environmentFor, missingFamilies, modelChoice, pinnedModels, pins, versionedLocks } from "./model-settings";

/** The region, and which profiles the client takes for ids of its own. */
export const bedrockRegion = ({
  region,
  geography,
}: Pick<BedrockFacts, "region" | "geography">): Record<string, string> => {
  const prefix = geography !== "in-region" && clientPrefixOf(region) !== geography;
  return { AWS_REGION: region, ...(prefix ? { ANTHROPIC_BEDROCK_REGION_PREFIX: geography } : {}) };
};

/** Ids mapped to what is granted: every model with an application profile to that profile, and what `missingFamilies` says. */
const overrides = (facts: BedrockFacts): Record<string, string> => {
  const own = pinnedModels(facts.models)
    .filter(({ target, systemId }) => target !== systemId)
    .map(({ model, target }) => [findModel(model)?.anthropic ?? model, target]);
  return { ...missingFamilies(facts), ...Object.fromEntries(own) };
};

const environment = (facts: BedrockFacts): Record<string, string> => ({
  CLAUDE_CODE_USE_BEDROCK: "1",
  ...bedrockRegion(facts),
  ...awsProfileEnvironment(facts),
  ...pins(facts),
});

/**
 * What a client must be told to reach just the granted models on Amazon Bedrock. Neutral of the place where it will lie;
 * `flavour.ts` derives the documents. Strings of the facts may be Terraform tokens: they are placed, never looked into.
 *
 * @throws Error when every model is retiring, or the wishes set a variable of `OWNED_VARIABLES`: the loader refuses both.
 */
export const bedrockSettings = (facts: BedrockFacts, wishes: ClientWishes): ClientSettings => {
  const mapped = overrides(facts);
  return {
    ...versionedLocks(wishes, "bedrock"),
    ...awsSignInSettings(facts),
    ...modelChoice(facts),
    ...(Object.keys(mapped).length > 0 ? { modelOverrides: mapped } : {}),
    env: environmentFor(environment(facts), wishes),
  };
};
