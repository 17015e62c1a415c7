import type { ClientSettings } from "./client-settings";
import type { Facts, HelperSignIn } from "./facts";

/** The helper that prints an identity's key; undefined: it has none. */
export const helperOf = ({ signIn }: Facts): HelperSignIn | undefined =>
  signIn.kind === "helper" ? signIn : undefined;

/** How long a client keeps what its helper printed, in milliseconds. */
export const helperEnvironment = ({ ttlSeconds }: HelperSignIn): Readonly<Record<string, string>> =>
  ttlSeconds === undefined ? {} : { CLAUDE_CODE_API_KEY_HELPER_TTL_MS: String(ttlSeconds * 1_000) };

/** The same settings for Windows, whose shell takes another line; undefined: there is no such line. */
export const windowsSettings = (facts: Facts, settings: ClientSettings): ClientSettings | undefined => {
  const helper = helperOf(facts);
  if (helper === undefined) return settings;
  return helper.windows === undefined ? undefined : { ...settings, apiKeyHelper: helper.windows };
};
