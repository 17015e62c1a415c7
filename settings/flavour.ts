import { findSettingsKey } from "../catalog/client-settings";
import { CLIENT_VARIABLES } from "../catalog/client-variables";
import type { ClientSettings } from "./client-settings";

const withoutManagedKeys = (settings: ClientSettings): ClientSettings =>
  Object.fromEntries(
    Object.entries(settings).filter(([key]) => findSettingsKey(key)?.places !== "managed"),
  ) as unknown as ClientSettings;

/** Every variable by which a shell could send the client elsewhere, closed by its value from the catalog. */
const closers = (): Record<string, string> =>
  Object.fromEntries(
    CLIENT_VARIABLES.flatMap(({ name, closedBy }) => (closedBy === undefined ? [] : [[name, closedBy]])),
  );

/**
 * The document for a managed place: what access needs, and everything closed by which a developer's shell, or their own
 * settings, could redirect the client.
 *
 * @param live variables that the holder's environment decides (`liveVariables`); neither set nor closed
 */
export const managedSettings = (settings: ClientSettings, live: readonly string[] = []): ClientSettings => ({
  // Beside federation and gateways a person's or a repository's own helper would be sent; beside a login policy it ends the session.
  apiKeyHelper: "",
  awsAuthRefresh: "",
  awsCredentialExport: "",
  gcpAuthRefresh: "",
  ...settings,
  env: Object.fromEntries(Object.entries({ ...closers(), ...settings.env }).filter(([name]) => !live.includes(name))),
});

/** The document for a person's own settings file; keys that only managed sources may set are left out. */
export const userSettings = (settings: ClientSettings): ClientSettings => withoutManagedKeys(settings);

/**
 * The document for a repository, read by everybody who works in it: no command (it would run without being asked for)
 * and no profile (it belongs to one team's people).
 */
export const projectSettings = (settings: ClientSettings): ClientSettings => {
  const { apiKeyHelper, awsAuthRefresh, awsCredentialExport, gcpAuthRefresh, env, ...rest } =
    withoutManagedKeys(settings);
  const { AWS_PROFILE, ...shared } = env;
  return { ...rest, env: shared };
};

/** The environment alone, for places that have no settings file. */
export const environmentOf = (settings: ClientSettings): Readonly<Record<string, string>> => ({
  ...settings.env,
  ...(settings.model === undefined ? {} : { ANTHROPIC_MODEL: settings.model }),
});
