import { awsProfileEnvironment, awsSignInSettings } from "./aws-sign-in";
import { bedrockRegion } from "./bedrock-settings";
import type { ClientSettings, ClientWishes } from "./client-settings";
import type { MantleFacts } from "./facts";
import { environmentFor, missingFamilies, modelChoice, pins, versionedLocks } from "./model-settings";

/** With both switches on, ids such as `anthropic.claude-sonnet-5` go to Mantle, every other to Bedrock. */
const routes = ({ region, geography }: MantleFacts): Record<string, string> => ({
  CLAUDE_CODE_USE_MANTLE: "1",
  ...(geography === undefined
    ? { AWS_REGION: region }
    : { CLAUDE_CODE_USE_BEDROCK: "1", ...bedrockRegion({ region, geography }) }),
});

/** Mantle alone has no check at a start; with Bedrock beside it there is Bedrock's, for every family without a model. */
const overrides = (facts: MantleFacts): Pick<ClientSettings, "modelOverrides"> => {
  const mapped = facts.geography === undefined ? {} : missingFamilies(facts);
  return Object.keys(mapped).length > 0 ? { modelOverrides: mapped } : {};
};

/**
 * What a client must be told to reach just the granted models on Bedrock Mantle, and on Amazon Bedrock beside it. Neutral of
 * the place where it will lie.
 *
 * @throws Error when every model is retiring, or the wishes set a variable of `OWNED_VARIABLES`: the loader refuses both.
 */
export const mantleSettings = (facts: MantleFacts, wishes: ClientWishes): ClientSettings => ({
  ...versionedLocks(wishes, facts.geography === undefined ? "mantle" : ["mantle", "bedrock"]),
  ...awsSignInSettings(facts),
  ...modelChoice(facts),
  ...overrides(facts),
  env: environmentFor(
    {
      ...routes(facts),
      // Else a shell could make the client send no signature.
      CLAUDE_CODE_SKIP_MANTLE_AUTH: "",
      ...awsProfileEnvironment(facts),
      ...pins(facts),
    },
    wishes,
  ),
});
