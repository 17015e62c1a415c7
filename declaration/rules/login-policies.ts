import { CLIENT_GATES, isAtLeast } from "../../catalog/client-versions";
import { type AnthropicEntry, allAnthropic, teamsOf } from "../entries";
import type { Rule, RuleContext } from "./rule-context";

/** Entries whose people sign in under a policy of the client. */
const withLoginPolicy = (context: RuleContext): [string, AnthropicEntry][] =>
  allAnthropic(context.declaration).filter(
    ([name, entry]) =>
      teamsOf(context.declaration, name).length > 0 &&
      (entry.route === "claude-ai" ||
        (entry.route === "gateway" && entry.apps !== undefined) ||
        (entry.route === "console" && entry.key === undefined && entry.federation === undefined)),
  );

const gateOf = (entry: AnthropicEntry): { readonly what: string; readonly since: string } => {
  if (entry.route === "gateway") return { what: "the policy of its sign-in", since: CLIENT_GATES.gatewayLogin.since };
  if (entry.route === "claude-ai" && typeof entry.organization !== "string" && entry.organization.length > 1)
    return { what: "several organizations in one policy", since: CLIENT_GATES.loginOrganizations.since };
  return { what: "the policy of its sign-in", since: CLIENT_GATES.loginPolicy.since };
};

/** A client that is too old takes no notice of the policy, and lets in whoever signs in. */
const checkVersion = (context: RuleContext): void => {
  const { minimumVersion } = context.declaration.clients ?? {};
  for (const [name, entry] of withLoginPolicy(context)) {
    const { what, since } = gateOf(entry);
    if (minimumVersion !== undefined && isAtLeast(minimumVersion, since)) continue;
    const older =
      minimumVersion === undefined ? "no minimumVersion is declared" : `minimumVersion is ${minimumVersion}`;
    context.note(
      "login-policy-version",
      `providers.${name}`,
      `needs clients of ${since} or newer for ${what}, and ${older}: an older one would let in whoever signs in; declare clients.minimumVersion, or acknowledge this`,
    );
  }
};

/** Login policies hold in managed settings only; anywhere else a person's own settings decide. */
const checkDelivery = (context: RuleContext): void => {
  const deliver = context.declaration.clients?.deliver;
  if (deliver === undefined || deliver === "managed") return;
  const [first] = withLoginPolicy(context);
  if (first === undefined) return;
  context.report(
    "login-not-managed",
    "clients.deliver",
    `"${deliver}" cannot carry the sign-in policy of ${first[0]}, which the client takes from managed settings only; write managed`,
    deliver,
  );
};

/** What makes people sign in to one organization or gateway reaches a client that honours it, from where it does. */
export const loginPolicies: Rule = (context) => {
  checkDelivery(context);
  checkVersion(context);
};
