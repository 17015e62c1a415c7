import type { Source } from "./source";

/** Where the client can take a credential from, on Anthropic's host or a gateway. */
export type CredentialSource =
  | "helper"
  | "apiKey"
  | "authToken"
  | "oauthToken"
  | "federation"
  | "profile"
  | "claudeLogin"
  | "consoleLogin";

/** What a managed document can demand of a sign-in. */
export type LoginPolicy = "claudeai" | "console" | "organization" | "gateway";

/** Which source each of the two headers comes from, where both sources are set. Undefined: the header is not sent. */
export interface CredentialPair extends Source {
  readonly sources: readonly [CredentialSource, CredentialSource];
  readonly bearer?: CredentialSource;
  readonly key?: CredentialSource;
}

/** What the client makes of two things that are set together. */
export interface Conflict {
  /** `wins`: the first is used alone; `ignored`: the second is; `both`: each goes out in a header; `refused`: exit 1. */
  readonly kind: "refused" | "ignored" | "wins" | "both";
  /** One sentence; of a refusal, the client's own words. */
  readonly text: string;
}

const RUN = { source: "@anthropic-ai/claude-code 2.1.330, run on loopback (test/lanes/client)", date: "2026-11-23" };

/** Each source by the name that a person knows. */
export const CREDENTIAL_SOURCES: Readonly<Record<CredentialSource, string>> = {
  helper: "apiKeyHelper",
  apiKey: "ANTHROPIC_API_KEY",
  authToken: "ANTHROPIC_AUTH_TOKEN",
  oauthToken: "CLAUDE_CODE_OAUTH_TOKEN",
  federation: "ANTHROPIC_FEDERATION_RULE_ID",
  profile: "a profile in ~/.config/anthropic",
  claudeLogin: "a Claude login",
  consoleLogin: "a Console login",
};

const pair = (
  first: CredentialSource,
  second: CredentialSource,
  sent: { readonly bearer?: CredentialSource; readonly key?: CredentialSource },
): CredentialPair => ({ sources: [first, second], ...sent, ...RUN });
const HELPER = { bearer: "helper", key: "helper" } as const;
const API_KEY = { key: "apiKey" } as const;
const AUTH_TOKEN = { bearer: "authToken" } as const;
const OAUTH_TOKEN = { bearer: "oauthToken" } as const;

/** Every two sources but the two logins, of which a client keeps one. */
export const CREDENTIAL_PAIRS: readonly CredentialPair[] = [
  pair("helper", "apiKey", { bearer: "helper", key: "apiKey" }),
  pair("helper", "authToken", { bearer: "authToken", key: "helper" }),
  pair("helper", "oauthToken", HELPER),
  pair("helper", "federation", HELPER),
  pair("helper", "profile", HELPER),
  pair("helper", "claudeLogin", HELPER),
  pair("helper", "consoleLogin", HELPER),
  pair("apiKey", "authToken", { bearer: "authToken", key: "apiKey" }),
  pair("apiKey", "oauthToken", API_KEY),
  pair("apiKey", "federation", API_KEY),
  pair("apiKey", "profile", API_KEY),
  pair("apiKey", "claudeLogin", API_KEY),
  pair("apiKey", "consoleLogin", API_KEY),
  pair("authToken", "oauthToken", AUTH_TOKEN),
  pair("authToken", "federation", AUTH_TOKEN),
  pair("authToken", "profile", AUTH_TOKEN),
  pair("authToken", "claudeLogin", AUTH_TOKEN),
  pair("authToken", "consoleLogin", { bearer: "authToken", key: "consoleLogin" }),
  pair("oauthToken", "federation", OAUTH_TOKEN),
  pair("oauthToken", "profile", OAUTH_TOKEN),
  pair("oauthToken", "claudeLogin", OAUTH_TOKEN),
  pair("oauthToken", "consoleLogin", OAUTH_TOKEN),
  pair("federation", "profile", { bearer: "federation" }),
  pair("federation", "claudeLogin", { bearer: "federation" }),
  pair("federation", "consoleLogin", { key: "consoleLogin" }),
  pair("profile", "claudeLogin", { bearer: "profile" }),
  pair("profile", "consoleLogin", { key: "consoleLogin" }),
];

/** What the client calls a source that it refuses. */
const REFUSED_AS: Partial<Record<CredentialSource, string>> = {
  helper: "an API key from the apiKeyHelper your organization's managed settings configure",
  apiKey: "an API key from ANTHROPIC_API_KEY",
  authToken: "a bearer token from ANTHROPIC_AUTH_TOKEN",
};
const DEMANDS = {
  claudeai: "require a claude.ai or Console sign-in (forceLoginMethod)",
  console: "require a claude.ai or Console sign-in (forceLoginMethod)",
  organization: "pin Anthropic sign-ins to your organization (forceLoginOrgUUID)",
} as const;

/** The client's own words where a managed policy refuses a source; undefined: it lets the source through. */
export const policyRefusal = (policy: LoginPolicy, source: CredentialSource): string | undefined => {
  const called = REFUSED_AS[source];
  if (policy === "gateway") {
    const saved = source === "consoleLogin" ? "a Console API key saved by an earlier login" : called;
    return saved === undefined
      ? "Not signed in to the Cloud gateway — run /login."
      : `Administrator policy requires a Cloud gateway sign-in on this machine, but this session is configured with ${saved}, which a gateway machine does not accept.`;
  }
  return called === undefined
    ? undefined
    : `This machine's managed settings require a first-party login: they ${DEMANDS[policy]}, and this session is configured with ${called}, which cannot be checked against that policy`;
};

/** Managed policies, each by the settings key that makes it. */
export const LOGIN_POLICIES: Readonly<Record<LoginPolicy, string>> = {
  claudeai: "forceLoginMethod: claudeai",
  console: "forceLoginMethod: console",
  organization: "forceLoginOrgUUID",
  gateway: "forceLoginMethod: gateway",
};

const isPolicy = (name: CredentialSource | LoginPolicy): name is LoginPolicy => Object.hasOwn(LOGIN_POLICIES, name);

const betweenSources = (a: CredentialSource, b: CredentialSource): Conflict | undefined => {
  const found = CREDENTIAL_PAIRS.find(({ sources }) => sources.includes(a) && sources.includes(b));
  if (found === undefined || a === b) return undefined;
  const { bearer, key } = found;
  const used = [a, b].filter((source) => source === bearer || source === key);
  if (bearer !== undefined && key !== undefined && bearer !== key)
    return {
      kind: "both",
      text: `the client sends ${CREDENTIAL_SOURCES[bearer]} as bearer token and ${CREDENTIAL_SOURCES[key]} as x-api-key`,
    };
  const [winner, loser] = used.includes(a) ? [a, b] : [b, a];
  return {
    kind: winner === a ? "wins" : "ignored",
    text: `the client uses ${CREDENTIAL_SOURCES[winner]}, and takes no notice of ${CREDENTIAL_SOURCES[loser]}`,
  };
};

/**
 * What the client makes of two sources, or of a managed policy and a source; of the first's point of view.
 *
 * @returns undefined where they stand together, or nothing is known
 */
export const conflict = (a: CredentialSource | LoginPolicy, b: CredentialSource): Conflict | undefined => {
  if (!isPolicy(a)) return betweenSources(a, b);
  const text = policyRefusal(a, b);
  return text === undefined ? undefined : { kind: "refused", text };
};
