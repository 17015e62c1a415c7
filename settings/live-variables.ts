import type { Facts } from "./facts";

/** Variables of workload identity federation: in a managed document they have no effect, and an empty one would do harm. */
export const FEDERATION_VARIABLES = [
  "ANTHROPIC_FEDERATION_RULE_ID",
  "ANTHROPIC_IDENTITY_TOKEN",
  "ANTHROPIC_IDENTITY_TOKEN_FILE",
  "ANTHROPIC_ORGANIZATION_ID",
  "ANTHROPIC_PROFILE",
  "ANTHROPIC_SERVICE_ACCOUNT_ID",
  "ANTHROPIC_WORKSPACE_ID",
] as const;

/**
 * Variables that a holder's own environment decides, so that a managed document neither sets nor closes them. An empty
 * `ANTHROPIC_API_KEY` would win over federation.
 */
export const liveVariables = ({ signIn }: Facts): readonly string[] => {
  if (signIn.kind === "variable") return [signIn.variable];
  return signIn.kind === "exchange" ? [...FEDERATION_VARIABLES, "ANTHROPIC_API_KEY"] : [];
};
