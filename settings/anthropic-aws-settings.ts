import { awsProfileEnvironment, awsSignInSettings } from "./aws-sign-in";
import type { ClientSettings, ClientWishes } from "./client-settings";
import type { AnthropicAwsFacts, AnthropicAwsKeyFacts } from "./facts";
import { helperEnvironment } from "./helper-settings";
import { environmentFor, modelChoice, pins, versionedLocks } from "./model-settings";

/**
 * What a client must be told to reach just the granted models through Claude Platform on AWS. Neutral of the place where it
 * will lie. The client checks no models at a start here, so nothing has to be mapped away.
 *
 * @throws Error when every model is retiring, or the wishes set a variable of `OWNED_VARIABLES`: the loader refuses both.
 */
export const anthropicAwsSettings = (facts: AnthropicAwsFacts, wishes: ClientWishes): ClientSettings => ({
  ...versionedLocks(wishes, "anthropicAws"),
  ...awsSignInSettings(facts),
  ...modelChoice(facts),
  env: environmentFor(
    {
      CLAUDE_CODE_USE_ANTHROPIC_AWS: "1",
      AWS_REGION: facts.region,
      ANTHROPIC_AWS_WORKSPACE_ID: facts.workspace,
      // Else a shell could make the client send no signature.
      CLAUDE_CODE_SKIP_ANTHROPIC_AWS_AUTH: "",
      ...awsProfileEnvironment(facts),
      ...pins(facts),
    },
    wishes,
  ),
});

/**
 * The same by a key of the workspace, which a helper reads: the client leaves AWS's signature out, and sends the key.
 *
 * @throws Error as above
 */
export const anthropicAwsKeySettings = (facts: AnthropicAwsKeyFacts, wishes: ClientWishes): ClientSettings => ({
  ...versionedLocks(wishes, "anthropicAws"),
  ...modelChoice(facts),
  apiKeyHelper: facts.signIn.posix,
  env: environmentFor(
    {
      CLAUDE_CODE_USE_ANTHROPIC_AWS: "1",
      CLAUDE_CODE_SKIP_ANTHROPIC_AWS_AUTH: "1",
      AWS_REGION: facts.region,
      ANTHROPIC_AWS_WORKSPACE_ID: facts.workspace,
      ...helperEnvironment(facts.signIn),
      ...pins(facts),
    },
    wishes,
  ),
});
