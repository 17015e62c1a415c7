import { type AnthropicCall, modelOf, startAnthropic } from "./anthropic";
import { runClient } from "./run-client";

/** The organization of the tokens `oauth-acme` and `login-acme`; those in `-other` are of the other. */
export const ORGANIZATION = "0f8fad5b-d9cb-469f-a165-70867728950e";
const OTHER = "11111111-2222-4333-8444-555555555555";

type Environment = Readonly<Record<string, string>>;

/** What a client is started with: documents in their places, a shell, and who signed in before. */
export interface Combination {
  readonly managed?: Readonly<Record<string, unknown>>;
  readonly user?: Readonly<Record<string, unknown>>;
  readonly project?: Readonly<Record<string, unknown>>;
  readonly env?: Environment;
  /** Sign-ins that the home folder keeps. @default none */
  readonly kept?: readonly Kept[];
  readonly args?: readonly string[];
}

export type Kept = "claudeLogin" | "claudeLoginOfOther" | "consoleLogin" | "profile" | "namedProfile";

/** How it ended: exit code, what it said (home folder as `~`), and what arrived, in order. */
export interface Ended {
  readonly exit: number | undefined;
  readonly said: string;
  readonly sent: readonly string[];
}

const account = (organizationUuid: string): object => ({
  accountUuid: "aaaaaaaa-0000-4000-8000-000000000001",
  emailAddress: "ann@acme.example",
  organizationUuid,
});
const login = (accessToken: string, organization: string): Record<string, object> => ({
  ".claude/.credentials.json": {
    claudeAiOauth: {
      accessToken,
      refreshToken: "refresh",
      expiresAt: 4_102_444_800_000,
      scopes: ["user:inference", "user:profile"],
      subscriptionType: "enterprise",
    },
  },
  ".claude/.claude.json": { oauthAccount: account(organization), hasCompletedOnboarding: true },
});
const profile = {
  authentication: {
    type: "oidc_federation",
    federation_rule_id: "fdrl_profile",
    service_account_id: "svac_1",
    identity_token: { source: "file", path: "../home/identity-token" },
  },
  organization_id: ORGANIZATION,
};
const KEPT: Readonly<Record<Kept, Readonly<Record<string, object>>>> = {
  claudeLogin: login("login-acme", ORGANIZATION),
  claudeLoginOfOther: login("login-other", OTHER),
  consoleLogin: {
    ".claude/.claude.json": {
      primaryApiKey: "console-key",
      oauthAccount: account(ORGANIZATION),
      hasCompletedOnboarding: true,
    },
  },
  profile: { ".config/anthropic/configs/default.json": profile },
  namedProfile: { ".config/anthropic/configs/acme.json": profile },
};

/** Housekeeping that says nothing of credentials. */
const HOUSEKEEPING = new Set(["/api/claude_code/settings", "/api/claude_code/policy_limits", "/api/oauth/profile"]);

const arrived = (call: AnthropicCall): string => {
  const { host, path, query, bearer, key, headers } = call;
  const exchanged = path.endsWith("/v1/oauth/token") ? JSON.stringify(call.body) : undefined;
  const parts = {
    bearer,
    key,
    model: modelOf(call) || undefined,
    "x-acme": headers["x-acme"],
    exchanged,
  };
  const said = Object.entries(parts).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]));
  return [`${host}${path}${query && query !== "beta=true" ? `?${query}` : ""}`, ...said].join(" ");
};

const QUIET = { CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1", CLAUDE_CODE_MAX_RETRIES: "0" };
/** Advice that every refusal by a policy ends with. */
const ADVICE = /\nAdmins: if third-party Claude Desktop[^\n]*/;

/** Starts the real client once, against Anthropic and two gateways on loopback. */
export const runOnAnthropic = async (combination: Combination): Promise<Ended> => {
  const { managed, user, project, env = {}, kept = [], args = [] } = combination;
  const organizations = {
    "oauth-acme": ORGANIZATION,
    "login-acme": ORGANIZATION,
    "oauth-other": OTHER,
    "login-other": OTHER,
  };
  const gateways = ["gateway.acme.example", "other.acme.example"];
  const { calls, ...internet } = await startAnthropic({ gateways, organizations, offers: ["claude-acme-1"] });
  let folder = "";
  try {
    const files = Object.assign({}, ...kept.map((one) => KEPT[one])) as Record<string, object>;
    const ended = await runClient({
      cloud: { ...internet, calls: [], stsCalls: [], ssoCalls: [] },
      settings: { ...(managed && { managed }), ...(user && { user }), ...(project && { project }) },
      env: { ...QUIET, ...env },
      home: {
        "identity-token": "jwt-file",
        ...Object.fromEntries(Object.entries(files).map(([path, content]) => [path, JSON.stringify(content)])),
      },
      prepare: (home) => {
        folder = home;
      },
      args,
      timeoutSeconds: 40,
    });
    return {
      exit: ended.exitCode,
      said: `${ended.stdout}${ended.stderr}`.replaceAll(folder, "~").replace(ADVICE, "").trim(),
      sent: calls.filter(({ path }) => !HOUSEKEEPING.has(path)).map(arrived),
    };
  } finally {
    await internet.close();
  }
};

/** Runs all of them, a few at a time; results in their order. */
export const runAll = async (combinations: readonly Combination[], atOnce = 4): Promise<readonly Ended[]> => {
  const results: Ended[] = [];
  const rest = [...combinations.entries()];
  const worker = async (): Promise<void> => {
    for (let next = rest.shift(); next !== undefined; next = rest.shift())
      results[next[0]] = await runOnAnthropic(next[1]);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
};
