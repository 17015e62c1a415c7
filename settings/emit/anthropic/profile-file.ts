import { IDENTITY_TOKEN_FILE } from "../../console-settings";
import type { ConsoleFacts } from "../../facts";
import { jsonText } from "../json-text";

/**
 * Profile by which a client federates where managed settings cannot tell it to: no secret, where the token lies.
 * Shape as client 2.1.330 reads it.
 */
export const profileFile = (facts: ConsoleFacts): Readonly<Record<string, string>> => {
  const { signIn, anthropicOrganization, workspace } = facts;
  if (signIn.kind !== "exchange" || signIn.ruleId === undefined) return {};
  const profile = {
    version: "1.0",
    organization_id: anthropicOrganization,
    ...(workspace === undefined ? {} : { workspace_id: workspace }),
    authentication: {
      type: "oidc_federation",
      federation_rule_id: signIn.ruleId,
      ...(signIn.serviceAccountId === undefined ? {} : { service_account_id: signIn.serviceAccountId }),
      identity_token: { source: "file", path: IDENTITY_TOKEN_FILE },
    },
  };
  return { "anthropic-profile.json": jsonText(profile) };
};
