import type { ClientSettings } from "./client-settings";
import type { AnthropicGoogleCloudFacts, VertexFacts } from "./facts";
import { quotePosix } from "./quote/quote-posix";

/** Name of the file that tells `gcloud` how people of a company sign in; unusual enough to meet none of their own. */
export const loginConfigName = ({ entry, team }: Pick<VertexFacts, "entry" | "team">): string =>
  `claude-${entry}-${team}-login.json`;

/** Where a person puts that file: the client runs the command from any folder, through a shell. */
export const loginConfigPath = (facts: Pick<VertexFacts, "entry" | "team">): string =>
  `"$HOME"/.config/gcloud/${loginConfigName(facts)}`;

/** Command by which people sign in, as a shell takes it; undefined for machines, whose credentials come from where they run. */
export const signInCommand = (facts: VertexFacts | AnthropicGoogleCloudFacts): string | undefined => {
  const { signIn, quotaProject } = facts;
  if (signIn.kind !== "googleAccount" && signIn.kind !== "workforce") return undefined;
  const config = signIn.kind === "workforce" ? [`--login-config=${loginConfigPath(facts)}`] : [];
  const login = ["gcloud auth application-default login", ...config];
  if (quotaProject === undefined) return [...login, "--disable-quota-project"].join(" ");
  return `${login.join(" ")} && gcloud auth application-default set-quota-project ${quotePosix(quotaProject)}`;
};

/** The client runs it when it has no credentials. */
export const googleSignInSettings = (
  facts: VertexFacts | AnthropicGoogleCloudFacts,
): Pick<ClientSettings, "gcpAuthRefresh"> => {
  const gcpAuthRefresh = signInCommand(facts);
  return gcpAuthRefresh === undefined ? {} : { gcpAuthRefresh };
};
