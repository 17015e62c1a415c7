import type { AnthropicGoogleCloudFacts, VertexFacts } from "../../facts";
import { loginConfigName } from "../../google-sign-in";
import { jsonText } from "../json-text";

type GoogleFacts = VertexFacts | AnthropicGoogleCloudFacts;

/** File, in the folder of the job, in which a pipeline leaves its token. */
export const TOKEN_FILE = "claude-google-token";

/**
 * Configuration by which Google's libraries exchange a pipeline's token: where the token lies, never the token.
 * @see https://google.aip.dev/auth/4117
 */
const externalAccount = (audience: string, serviceAccount: string | undefined): object => ({
  type: "external_account",
  audience,
  subject_token_type: "urn:ietf:params:oauth:token-type:jwt",
  token_url: "https://sts.googleapis.com/v1/token",
  credential_source: { file: TOKEN_FILE },
  ...(serviceAccount === undefined
    ? {}
    : {
        service_account_impersonation_url: `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${serviceAccount}:generateAccessToken`,
      }),
});

/**
 * What tells `gcloud` how people of a company sign in.
 * @see https://docs.cloud.google.com/iam/docs/workforce-log-in-gcloud
 */
const loginConfig = (audience: string): object => ({
  type: "external_account_authorized_user_login_config",
  audience,
  auth_url: "https://auth.cloud.google/authorize",
  token_url: "https://sts.googleapis.com/v1/oauthtoken",
  token_info_url: "https://sts.googleapis.com/v1/introspect",
});

/** Files that credentials come from, none of which holds a secret. GitHub's own action writes its file itself. */
export const federationFiles = (facts: GoogleFacts): Readonly<Record<string, string>> => {
  const { signIn, serviceAccount } = facts;
  if (signIn.kind === "workforce") return { [loginConfigName(facts)]: jsonText(loginConfig(signIn.audience)) };
  if (signIn.kind !== "federation" || signIn.source === "GitHub Actions") return {};
  return { "google-credentials.json": jsonText(externalAccount(signIn.audience, serviceAccount)) };
};
