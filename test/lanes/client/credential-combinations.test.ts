import { CLIENT_VARIABLES } from "../../../catalog/client-variables";
import {
  CREDENTIAL_PAIRS,
  CREDENTIAL_SOURCES,
  type CredentialSource,
  LOGIN_POLICIES,
  type LoginPolicy,
  policyRefusal,
} from "../../../catalog/credential-sources";
import cases from "./credential-combinations.cases.json";
import { exchangedToken } from "./support/anthropic";
import { type Combination, type Ended, ORGANIZATION, runAll } from "./support/run-on-anthropic";

jest.setTimeout(240_000);

interface Case extends Combination {
  readonly name: string;
  readonly expected: Ended;
  /** The same without what is in conflict. */
  readonly neighbour?: Combination & { readonly expected: Ended };
}
const CASES = cases as unknown as readonly Case[];

/** Each source alone. */
const ALONE: Readonly<Record<CredentialSource, Combination>> = {
  helper: { managed: { apiKeyHelper: "echo helper-key" } },
  apiKey: { env: { ANTHROPIC_API_KEY: "env-key" } },
  authToken: { env: { ANTHROPIC_AUTH_TOKEN: "env-token" } },
  oauthToken: { env: { CLAUDE_CODE_OAUTH_TOKEN: "oauth-acme" } },
  federation: {
    env: {
      ANTHROPIC_FEDERATION_RULE_ID: "fdrl_1",
      ANTHROPIC_ORGANIZATION_ID: ORGANIZATION,
      ANTHROPIC_SERVICE_ACCOUNT_ID: "svac_1",
      ANTHROPIC_IDENTITY_TOKEN: "jwt-env",
    },
  },
  profile: { kept: ["profile"] },
  claudeLogin: { kept: ["claudeLogin"] },
  consoleLogin: { kept: ["consoleLogin"] },
};
/** What each puts into a header. */
const VALUE: Readonly<Record<CredentialSource, string>> = {
  helper: "helper-key",
  apiKey: "env-key",
  authToken: "env-token",
  oauthToken: "oauth-acme",
  federation: exchangedToken("fdrl_1", "jwt-env"),
  profile: exchangedToken("fdrl_profile", "jwt-file"),
  claudeLogin: "login-acme",
  consoleLogin: "console-key",
};
const POLICY: Readonly<Record<LoginPolicy, Readonly<Record<string, unknown>>>> = {
  claudeai: { forceLoginMethod: "claudeai" },
  console: { forceLoginMethod: "console" },
  organization: { forceLoginOrgUUID: ORGANIZATION },
  gateway: { forceLoginMethod: "gateway", forceLoginGatewayUrl: "https://gateway.acme.example" },
};
const SOURCES = Object.keys(CREDENTIAL_SOURCES) as CredentialSource[];
const POLICIES = Object.keys(LOGIN_POLICIES) as LoginPolicy[];

const together = (one: Combination, other: Combination): Combination => ({
  managed: { ...one.managed, ...other.managed },
  env: { ...one.env, ...other.env },
  kept: [...(one.kept ?? []), ...(other.kept ?? [])],
});
const demanded = POLICIES.flatMap((policy) => SOURCES.map((source) => ({ policy, source })));
const neighboured = CASES.flatMap(({ name, neighbour }) => (neighbour === undefined ? [] : [{ name, neighbour }]));

/** A managed document that closes whatever can be closed, but not what the source itself lives by. */
const closedAround = (source: CredentialSource): Combination => {
  const own = Object.keys(ALONE[source].env ?? {});
  const closed = CLIENT_VARIABLES.filter(({ name, closedBy }) => closedBy !== undefined && !own.includes(name));
  return together(ALONE[source], { managed: { env: Object.fromEntries(closed.map(({ name }) => [name, ""])) } });
};

/** Every start of the client, before the first assertion: so a few run at a time. */
let alone: readonly Ended[];
let closed: readonly Ended[];
let pairs: readonly Ended[];
let policies: readonly Ended[];
let whole: readonly Ended[];
let neighbours: readonly Ended[];
beforeAll(async () => {
  alone = await runAll(SOURCES.map((source) => ALONE[source]));
  closed = await runAll(SOURCES.map(closedAround));
  pairs = await runAll(CREDENTIAL_PAIRS.map(({ sources: [a, b] }) => together(ALONE[a], ALONE[b])));
  policies = await runAll(demanded.map(({ policy, source }) => together({ managed: POLICY[policy] }, ALONE[source])));
  whole = await runAll(CASES);
  neighbours = await runAll(neighboured.map(({ neighbour }) => neighbour));
});

/** Credentials of the calls to a model. */
const credentials = ({ sent }: Ended): readonly (readonly (string | undefined)[])[] =>
  sent
    .filter((call) => call.startsWith("api.anthropic.com/v1/messages "))
    .map((call) => [/ bearer=(\S+)/.exec(call)?.[1], / key=(\S+)/.exec(call)?.[1]]);

test("runs every combination there is, and no fewer", () => {
  expect([SOURCES.length, CREDENTIAL_PAIRS.length, demanded.length, CASES.length, neighboured.length]).toEqual([
    8, 27, 32, 76, 33,
  ]);
});

test.each(SOURCES.map((source, at) => ({ source, at })))("$source alone answers", ({ at }) => {
  expect(alone[at]?.exit).toBe(0);
});

test.each(SOURCES.map((source, at) => ({ source, at })))("$source lives on where all else is closed", ({ at }) => {
  expect(closed[at]).toEqual(alone[at]);
});

test.each(CREDENTIAL_PAIRS.map((pair, at) => ({ ...pair, at })))("sends what the table says of $sources", (pair) => {
  const { at, bearer, key } = pair;
  const ended = pairs[at];
  expect(ended?.exit).toBe(0);
  expect(ended && credentials(ended)).toEqual([[bearer && VALUE[bearer], key && VALUE[key]]]);
});

test.each(demanded.map((one, at) => ({ ...one, at })))("policy $policy decides on $source as the table says", (one) => {
  const { policy, source, at } = one;
  const refusal = policyRefusal(policy, source);
  const ended = policies[at];
  const itself = alone[SOURCES.indexOf(source)];
  expect(ended?.exit).toBe(refusal === undefined ? 0 : 1);
  expect(ended && credentials(ended)).toEqual(refusal === undefined ? itself && credentials(itself) : []);
  expect(ended?.said).toContain(refusal ?? "answer of ");
});

test.each(CASES.map((one, at) => ({ ...one, at })))("$name", ({ at, expected }) => {
  expect(whole[at]).toEqual(expected);
});

test.each(neighboured.map((one, at) => ({ ...one, at })))("$name, and the neighbour answers", ({ at, neighbour }) => {
  expect(neighbour.expected.exit).toBe(0);
  expect(neighbours[at]).toEqual(neighbour.expected);
});
