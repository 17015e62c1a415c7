import type { CheckResult } from "../../../verify/check-result";
import type { Answer, Answers } from "../fake-json-api";
import { acmePreflight, CLEAN_REPORT, credentialOf, HOLDER, WHO } from "./acme-preflight";
import {
  ACCOUNT_ID,
  AT,
  CLEAN,
  GROUP,
  HAIKU,
  page,
  QUOTA,
  ROLE,
  SCOPE,
  SONNET,
  SUBSCRIPTION,
  tokenOf,
  usageOf,
} from "./acme-world";

const { azure, look } = acmePreflight();

interface Unread {
  readonly check: string;
  readonly subject: string;
  /** Permission, scope and role, as the remedy names them. */
  readonly needs: string;
  readonly link: string;
}
const LEARN = "https://learn.microsoft.com/en-us/azure";
const CLAUDE = `${LEARN}/foundry/foundry-models/how-to/use-foundry-models-claude`;
const reader = (permission: string, scope: string) => `needs ${permission} on ${scope} (Reader)`;
const MODELS_NEED = reader("Microsoft.CognitiveServices/locations/models/read", SCOPE);

/** What cannot be said where one thing cannot be read. */
const UNREAD: Readonly<Record<string, readonly Unread[]>> = {
  [AT.subscription]: [
    {
      check: "marketplace",
      subject: `subscription ${SUBSCRIPTION}`,
      needs: reader("Microsoft.Resources/subscriptions/read", SCOPE),
      link: CLAUDE,
    },
  ],
  [AT.provider]: [
    {
      check: "resource-provider",
      subject: "Microsoft.CognitiveServices",
      needs: reader("Microsoft.Resources/subscriptions/providers/read", SCOPE),
      link: `${LEARN}/azure-resource-manager/management/resource-providers-and-types`,
    },
  ],
  [AT.account]: [
    {
      check: "account",
      subject: "acme-claude",
      needs: reader("Microsoft.CognitiveServices/accounts/read", GROUP),
      link: `${LEARN}/ai-services/disable-local-auth`,
    },
  ],
  [AT.deployments]: [
    {
      check: "deployments",
      subject: "haiku, claude-sonnet-5",
      needs: reader("Microsoft.CognitiveServices/accounts/deployments/read", ACCOUNT_ID),
      link: CLAUDE,
    },
  ],
  [AT.permissions]: [
    {
      check: "roles",
      subject: WHO,
      needs: reader("Microsoft.Authorization/permissions/read", ACCOUNT_ID),
      link: `${LEARN}/role-based-access-control/role-definitions`,
    },
  ],
  [AT.role]: [
    {
      check: "roles",
      subject: `role ${ROLE}`,
      needs: reader("Microsoft.Authorization/roleDefinitions/read", SCOPE),
      link: `${LEARN}/role-based-access-control/role-definitions`,
    },
  ],
  [AT.deleted]: [
    {
      check: "soft-deleted",
      subject: "acme-claude",
      needs: reader("Microsoft.CognitiveServices/deletedAccounts/read", SCOPE),
      link: `${LEARN}/ai-services/recover-purge-resources`,
    },
  ],
  [AT.models]: [
    { check: "models", subject: "claude-haiku-4-5, claude-sonnet-5", needs: MODELS_NEED, link: CLAUDE },
    {
      check: "quota",
      subject: "quota in swedencentral",
      needs: MODELS_NEED,
      link: `${LEARN}/foundry/openai/how-to/quota`,
    },
  ],
  [AT.usages]: [
    {
      check: "quota",
      subject: "quota in swedencentral",
      needs: `needs Microsoft.CognitiveServices/locations/usages/read on ${SCOPE} (Cognitive Services Usages Reader)`,
      link: `${LEARN}/foundry/openai/how-to/quota`,
    },
  ],
  [AT.terms("claude-haiku-4-5")]: [
    {
      check: "marketplace",
      subject: "terms of anthropic-claude-haiku-4-5-offer",
      needs: reader("Microsoft.MarketplaceOrdering/offertypes/publishers/offers/plans/agreements/read", SCOPE),
      link: CLAUDE,
    },
  ],
};
const PATHS = Object.keys(UNREAD);
const NAMED = PATHS.map(
  (path) => [UNREAD[path]?.map(({ check, subject }) => `${check}[${subject}]`).join(", "), path] as const,
);
/** Checks of which one thing that is not read leaves nothing. */
const WHOLE = new Set(["deployments", "models", "quota", "soft-deleted"]);

const unread = (
  { check, subject, needs, link }: Unread,
  detail: string,
  how: "who" | "again" | "sign-in",
): CheckResult => ({
  check,
  state: "could-not-check",
  subject,
  detail,
  remedy: {
    who: `Whoever runs this ${needs}`,
    again: `Run it again; whoever does ${needs}`,
    "sign-in": "Sign in again, to the declared tenant",
  }[how],
  link,
});
/** What the clean report says of quota where nobody sees what is deployed already. */
const atMost = (one: CheckResult): CheckResult => {
  const more = one.subject === QUOTA.haiku ? 50 : 100;
  return { ...one, detail: one.detail.replace("0 more are declared", `at most ${more} more are declared`) };
};
/** The clean report, without what one path tells. */
const without = (path: string, detail: string, how: "who" | "again" | "sign-in"): CheckResult[] => {
  const gaps = UNREAD[path] ?? [];
  const isGap = (one: CheckResult): boolean =>
    gaps.some(({ check, subject }) => check === one.check && (WHOLE.has(check) || subject === one.subject));
  const rest = CLEAN_REPORT.filter((one) => !isGap(one));
  return [
    ...rest.map((one) => (path === AT.deployments && one.check === "quota" ? atMost(one) : one)),
    ...gaps.map((gap) => unread(gap, detail, how)),
  ];
};
const sorted = (results: readonly CheckResult[]) => results.map((one) => JSON.stringify(one)).sort();

const SAID = "The client 'alice' with object id 'x' does not have authorization to perform action 'y'.";
const refused = { status: 403, word: "AuthorizationFailed", message: SAID };
const expired = {
  status: 401,
  word: "InvalidAuthenticationTokenTenant",
  message: "The access token is from the wrong issuer.",
};
const unknown = { status: 404, word: "SubscriptionNotFound", message: "The subscription could not be found." };

test.each(NAMED)("403 leaves %s open, and names the permission", async (_, path) => {
  expect(sorted(await look({ [path]: refused }))).toEqual(sorted(without(path, `not allowed (403): ${SAID}`, "who")));
});

test.each(NAMED)("401 leaves %s open, and asks to sign in", async (_, path) => {
  const detail = "the credentials were not accepted (401): The access token is from the wrong issuer.";
  expect(sorted(await look({ [path]: expired }))).toEqual(sorted(without(path, detail, "sign-in")));
});

test.each(NAMED.filter(([, path]) => !path.includes("MarketplaceOrdering")))(
  "404 of something else leaves %s open",
  async (_, path) => {
    const detail = "not found (404): The subscription could not be found.";
    expect(sorted(await look({ [path]: unknown }))).toEqual(sorted(without(path, detail, "who")));
  },
);

test.each([
  ["an answer that is not JSON", "page", "the answer was not JSON"],
  ["an answer that is a list", { json: [] }, "the answer was not as the API's reference says (the answer)"],
  ["an error of the server's own", { status: 500, message: "Internal error" }, "the API answered 500: Internal error"],
  ["a connection that is cut off", "cut", "the connection failed (PARSE_ERROR)"],
  ["a way to another place", { status: 302, message: "Moved" }, "the API answered 302: Moved"],
] as const)("%s is never fine, wherever it is", async (_, answer, detail) => {
  for (const path of PATHS) {
    expect(sorted(await look({ [path]: answer as Answer }))).toEqual(sorted(without(path, detail, "again")));
  }
});

test("a field of another kind is told by its name", async () => {
  const answers = { [AT.permissions]: page({ dataActions: "*" }) };
  expect(sorted(await look(answers))).toEqual(
    sorted(without(AT.permissions, "the answer was not as the API's reference says (value.0.dataActions)", "again")),
  );
});

test("429 and 503 once, then an answer", async () => {
  const busy = { status: 429, message: "Too many requests", retryAfter: "0" };
  const down = { status: 503, message: "try again", retryAfter: "0.01" };
  const twice = (path: string, first: Answer) => ({ [path]: [first, CLEAN[path] as Answer] });
  expect(await look({ ...twice(AT.usages, busy), ...twice(AT.account, down) })).toEqual(CLEAN_REPORT);
  expect(azure.requests.filter((one) => one === `GET ${AT.usages}`)).toHaveLength(2);
  expect(azure.requests.filter((one) => one === `GET ${AT.account}`)).toHaveLength(2);
});

test("429 with more to wait than there is time", async () => {
  const answers = { [AT.deleted]: { status: 429, message: "Wait", retryAfter: "3600" } };
  expect(sorted(await look(answers))).toEqual(
    sorted(without(AT.deleted, "too many requests, also after waiting (429): Wait", "again")),
  );
});

test("servers that say nothing are waited for until one deadline", async () => {
  const started = Date.now();
  const report = await look({ [AT.deleted]: "silent", [AT.role]: "silent" }, { deadlineMs: 200 });
  const late = (path: string) => unread(UNREAD[path]?.[0] as Unread, "no answer within 0.2 s", "again");
  expect(report[2]).toEqual(late(AT.role));
  expect(report[6]).toEqual(late(AT.deleted));
  expect(Date.now() - started).toBeLessThan(2_000);
});

test("nobody who answers: nothing is fine but what the token says", async () => {
  const report = await look({}, { endpoints: { management: "http://127.0.0.1:1" } });
  expect(report.filter(({ state }) => state === "fine")).toEqual(CLEAN_REPORT.slice(0, 2));
  expect(new Set(report.slice(2).map(({ state, detail }) => `${state}: ${detail}`))).toEqual(
    new Set(["could-not-check: the connection failed (ECONNREFUSED)"]),
  );
});

const pageTo = (nextLink: string): Answers => ({ [AT.deployments]: { json: { value: [HAIKU, SONNET], nextLink } } });

test("a next page on another server is not asked for: the token would go there", async () => {
  for (const link of ["https://management.azure.com.example/next", "//elsewhere.example/next", "not an address"]) {
    expect(sorted(await look(pageTo(link)))).toEqual(
      sorted(without(AT.deployments, "the next page of the answer lies on another server", "again")),
    );
  }
});

test("pages that lead in a circle end", async () => {
  expect(sorted(await look(pageTo(`${azure.address}${AT.deployments}`)))).toEqual(
    sorted(without(AT.deployments, "the pages of the answer lead in a circle", "again")),
  );
});

test("a second page that is refused leaves nothing fine of the first", async () => {
  const next = `${AT.deployments}&$skipToken=2`;
  expect(sorted(await look({ ...pageTo(`${azure.address}${next}`), [next]: refused }))).toEqual(
    sorted(without(AT.deployments, `not allowed (403): ${SAID}`, "who")),
  );
});

test("quota that may be short is not judged where the deployments cannot be read", async () => {
  const answers = {
    [AT.deployments]: refused,
    [AT.usages]: page(usageOf(QUOTA.haiku, 980, 1_000), usageOf(QUOTA.sonnet, 100, 250)),
  };
  expect((await look(answers)).slice(-2)).toEqual([
    {
      check: "quota",
      state: "could-not-check",
      subject: QUOTA.haiku,
      detail: "20 of 1000 thousand tokens a minute are left in swedencentral, at most 50 more are declared",
      remedy:
        "Let the deployments be read, or: declare less capacity, ask for quota, or purge deleted accounts, which hold theirs for 48 hours",
      link: `${LEARN}/foundry/openai/how-to/quota`,
    },
    {
      check: "quota",
      state: "fine",
      subject: QUOTA.sonnet,
      detail: "150 of 250 thousand tokens a minute are left in swedencentral, at most 100 more are declared",
    },
  ]);
});

test("a server that repeats the token does not get it into a result", async () => {
  const token = tokenOf(HOLDER);
  const report = await look(
    { [AT.deleted]: { status: 400, message: `Bearer ${token}` } },
    { credential: credentialOf(() => HOLDER) },
  );
  expect(report[6]?.detail).toBe("the API answered 400: Bearer (token)");
});
