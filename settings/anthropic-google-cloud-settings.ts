import type { ClientSettings, ClientWishes } from "./client-settings";
import type { AnthropicGoogleCloudFacts } from "./facts";
import { googleSignInSettings } from "./google-sign-in";
import { environmentFor, modelChoice, pins, versionedLocks } from "./model-settings";

/**
 * What a client must be told to reach just the granted models that Anthropic manages on Google Cloud. Neutral of the place
 * where it will lie. No `allowedProviders`: the client's word for this route, if it has one, is not known here.
 *
 * @throws Error when every model is retiring, or the wishes set a variable of `OWNED_VARIABLES`: the loader refuses both.
 */
export const anthropicGoogleCloudSettings = (
  facts: AnthropicGoogleCloudFacts,
  wishes: ClientWishes,
): ClientSettings => ({
  ...versionedLocks(wishes, undefined),
  ...googleSignInSettings(facts),
  ...modelChoice(facts),
  env: environmentFor(
    {
      CLAUDE_CODE_USE_ANTHROPIC_GOOGLE_CLOUD: "1",
      ANTHROPIC_GOOGLE_CLOUD_PROJECT: facts.project,
      ANTHROPIC_GOOGLE_CLOUD_LOCATION: facts.location,
      ANTHROPIC_GOOGLE_CLOUD_WORKSPACE_ID: facts.workspace,
      ...pins(facts),
    },
    wishes,
  ),
});
