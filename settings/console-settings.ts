import type { ClientSettings, ClientWishes } from "./client-settings";
import type { ConsoleFacts, ExchangeSignIn } from "./facts";
import { helperEnvironment } from "./helper-settings";
import { environmentFor, modelChoice, pins, versionedLocks } from "./model-settings";

/** Name of the file in which a pipeline or workload writes its token, and where the client reads it. */
export const IDENTITY_TOKEN_FILE = "anthropic-identity-token";

/** Variables of workload identity federation; honoured from everywhere but managed settings. */
export const exchangeEnvironment = (
  { anthropicOrganization, workspace }: ConsoleFacts,
  { ruleId, serviceAccountId }: ExchangeSignIn,
): Readonly<Record<string, string>> => ({
  ANTHROPIC_ORGANIZATION_ID: anthropicOrganization,
  ANTHROPIC_IDENTITY_TOKEN_FILE: IDENTITY_TOKEN_FILE,
  ...(ruleId === undefined ? {} : { ANTHROPIC_FEDERATION_RULE_ID: ruleId }),
  ...(serviceAccountId === undefined ? {} : { ANTHROPIC_SERVICE_ACCOUNT_ID: serviceAccountId }),
  ...(workspace === undefined ? {} : { ANTHROPIC_WORKSPACE_ID: workspace }),
});

/** What stands for the credential, by its kind: exactly one source. */
const credential = (
  facts: ConsoleFacts,
): Pick<ClientSettings, "apiKeyHelper" | "forceLoginMethod" | "forceLoginOrgUUID" | "env"> => {
  const { signIn, anthropicOrganization } = facts;
  switch (signIn.kind) {
    case "consoleLogin":
      return { forceLoginMethod: "console", forceLoginOrgUUID: anthropicOrganization, env: {} };
    case "helper":
      return { apiKeyHelper: signIn.posix, env: helperEnvironment(signIn) };
    case "exchange":
      return { env: exchangeEnvironment(facts, signIn) };
  }
};

/**
 * What a client must be told to reach just the granted models on Anthropic's own API. Neutral of the place where it will lie.
 *
 * @throws Error when every model is retiring, or the wishes set a variable of `OWNED_VARIABLES`: the loader refuses both.
 */
export const consoleSettings = (facts: ConsoleFacts, wishes: ClientWishes): ClientSettings => {
  const { env, ...keys } = credential(facts);
  return {
    ...versionedLocks(wishes, "anthropic"),
    ...modelChoice(facts),
    ...keys,
    env: environmentFor({ ...env, ...pins(facts) }, wishes),
  };
};
