import {
  CREDENTIAL_PAIRS,
  CREDENTIAL_SOURCES,
  type CredentialSource,
  conflict,
  LOGIN_POLICIES,
  policyRefusal,
} from "../../catalog/credential-sources";

const SOURCES = Object.keys(CREDENTIAL_SOURCES) as CredentialSource[];

test("every two sources stand in the table once, but the two logins, of which a client keeps one", () => {
  const wanted = SOURCES.flatMap((a, at) => SOURCES.slice(at + 1).map((b) => `${a}+${b}`));
  expect(CREDENTIAL_PAIRS.map(({ sources }) => sources.join("+"))).toEqual(
    wanted.filter((name) => name !== "claudeLogin+consoleLogin"),
  );
});

test("a header comes from one of the two that are set, and at least one is sent", () => {
  for (const { sources, bearer, key } of CREDENTIAL_PAIRS) {
    const sent = [bearer, key].filter((source) => source !== undefined);
    expect(sent.length).toBeGreaterThan(0);
    for (const source of sent) expect(sources).toContain(source);
  }
});

test.each<[CredentialSource, CredentialSource, ReturnType<typeof conflict>]>([
  [
    "helper",
    "oauthToken",
    { kind: "wins", text: "the client uses apiKeyHelper, and takes no notice of CLAUDE_CODE_OAUTH_TOKEN" },
  ],
  [
    "federation",
    "apiKey",
    { kind: "ignored", text: "the client uses ANTHROPIC_API_KEY, and takes no notice of ANTHROPIC_FEDERATION_RULE_ID" },
  ],
  [
    "apiKey",
    "helper",
    { kind: "both", text: "the client sends apiKeyHelper as bearer token and ANTHROPIC_API_KEY as x-api-key" },
  ],
  ["claudeLogin", "consoleLogin", undefined],
  ["apiKey", "apiKey", undefined],
])("says what becomes of %s beside %s", (a, b, expected) => {
  expect(conflict(a, b)).toEqual(expected);
});

test("a policy refuses in the client's own words, whole", () => {
  expect(conflict("claudeai", "apiKey")).toEqual({
    kind: "refused",
    text: "This machine's managed settings require a first-party login: they require a claude.ai or Console sign-in (forceLoginMethod), and this session is configured with an API key from ANTHROPIC_API_KEY, which cannot be checked against that policy",
  });
  expect(policyRefusal("organization", "helper")).toBe(
    "This machine's managed settings require a first-party login: they pin Anthropic sign-ins to your organization (forceLoginOrgUUID), and this session is configured with an API key from the apiKeyHelper your organization's managed settings configure, which cannot be checked against that policy",
  );
  expect(policyRefusal("gateway", "consoleLogin")).toBe(
    "Administrator policy requires a Cloud gateway sign-in on this machine, but this session is configured with a Console API key saved by an earlier login, which a gateway machine does not accept.",
  );
  expect(policyRefusal("gateway", "federation")).toBe("Not signed in to the Cloud gateway — run /login.");
});

test("a policy lets sign-ins and exchanges through, and the gateway's lets nothing", () => {
  const through = Object.fromEntries(
    (["claudeai", "console", "organization", "gateway"] as const).map((policy) => [
      policy,
      SOURCES.filter((source) => conflict(policy, source) === undefined),
    ]),
  );
  const signIns = ["oauthToken", "federation", "profile", "claudeLogin", "consoleLogin"];
  expect(through).toEqual({ claudeai: signIns, console: signIns, organization: signIns, gateway: [] });
  expect(Object.keys(LOGIN_POLICIES)).toEqual(Object.keys(through));
});
