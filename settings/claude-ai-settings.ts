import type { ClientSettings, ClientWishes } from "./client-settings";
import type { ClaudeAiFacts } from "./facts";
import { environmentFor, modelChoice, pins, versionedLocks } from "./model-settings";

/** One organization as the text that every client knows; several as a list. */
const organizations = ({ anthropicOrganizations }: ClaudeAiFacts): string | readonly string[] => {
  const [first = "", ...others] = anthropicOrganizations;
  return others.length === 0 ? first : anthropicOrganizations;
};

/**
 * What a client must be told so that people work with their account of Claude for Teams or Enterprise, and with no other.
 * Neutral of the place where it will lie; the policy is one of managed settings only.
 *
 * @throws Error when the wishes set a variable of `OWNED_VARIABLES`: the loader refuses that.
 */
export const claudeAiSettings = (facts: ClaudeAiFacts, wishes: ClientWishes): ClientSettings => {
  const chosen = facts.models.length > 0;
  return {
    ...versionedLocks(wishes, "anthropic"),
    ...(chosen ? modelChoice(facts) : {}),
    forceLoginMethod: "claudeai",
    forceLoginOrgUUID: organizations(facts),
    env: environmentFor(chosen ? pins(facts) : {}, wishes),
  };
};
