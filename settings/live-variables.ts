import type { Facts } from "./facts";

/** Variables of workload identity federation: in a managed document they have no effect, and an empty one unsets them. */
export const FEDERATION_VARIABLES = [
  "ANTHROPIC_FEDERATION_RULE_ID",
  "ANTHROPIC_IDENTITY_TOKEN",
  "ANTHROPIC_IDENTITY_TOKEN_FILE",
  "ANTHROPIC_ORGANIZATION_ID",
  "ANTHROPIC_PROFILE",
  "ANTHROPIC_SERVICE_ACCOUNT_ID",
  "ANTHROPIC_WORKSPACE_ID",
] as const;

/** Variables that a holder's own environment decides, so that a managed document neither sets nor closes them. */
export const liveVariables = ({ signIn }: Facts): readonly string[] => {
  switch (signIn.kind) {
    case "variable":
      return [signIn.variable];
    case "exchange":
      return FEDERATION_VARIABLES;
    case "claudeLogin":
      // Made by `claude setup-token`, for one organization: the policy asks which.
      return ["CLAUDE_CODE_OAUTH_TOKEN"];
    default:
      return [];
  }
};
