import type { TokenCredential } from "@azure/identity";
import { type PreflightAzure, preflightAzure } from "../../../verify/azure/preflight-azure";
import type { CheckResult } from "../../../verify/check-result";
import { type Answers, FakeJsonApi } from "../fake-json-api";
import { CLEAN, MAAS, PERSON, QUOTA, ROLE, SUBSCRIPTION, TENANT, tokenOf } from "./acme-world";

export const HOLDER = { tid: TENANT, oid: PERSON, idtyp: "user", scp: "user_impersonation" };
export const WHO = `person ${PERSON}`;

/** Gives tokens without asking anybody, by scope. */
export const credentialOf = (claimsFor: (scope: string) => Readonly<Record<string, unknown>>): TokenCredential => ({
  getToken: async (scope) => ({ token: tokenOf(claimsFor(String(scope))), expiresOnTimestamp: Date.now() + 3_600_000 }),
});

export const fine = (check: string, subject: string, detail: string): CheckResult => ({
  check,
  state: "fine",
  subject,
  detail,
});
/** What is said where nothing is in the way. */
export const CLEAN_REPORT: readonly CheckResult[] = [
  fine("identity", "who is signed in", `${WHO} of tenant ${TENANT}, by the credentials given`),
  fine("tenant", "who is signed in", `${TENANT}, as declared`),
  fine("roles", `role ${ROLE}`, `Cognitive Services User holds ${MAAS}`),
  fine("roles", WHO, `it holds ${MAAS} at acme-claude`),
  fine("resource-provider", "Microsoft.CognitiveServices", `registered in ${SUBSCRIPTION}`),
  fine("account", "acme-claude", "AIServices in swedencentral, its keys switched off"),
  fine("soft-deleted", "acme-claude", "no deleted account has its name, and none holds quota in the region"),
  fine("deployments", "haiku", "serves claude-haiku-4-5 version 2"),
  fine("deployments", "claude-sonnet-5", "serves claude-sonnet-5 version 1"),
  fine(
    "marketplace",
    `subscription ${SUBSCRIPTION}`,
    "its kind is pay-as-you-go (PayAsYouGo_2014-09-01), which may buy Claude models",
  ),
  fine("marketplace", "terms of anthropic-claude-haiku-4-5-offer", "accepted for the subscription"),
  fine("marketplace", "terms of anthropic-claude-sonnet-5-offer", "accepted for the subscription"),
  fine("models", "claude-haiku-4-5", "version 2 as GlobalStandard is offered in swedencentral"),
  fine("models", "claude-sonnet-5", "version 1 as GlobalStandard is offered in swedencentral"),
  fine("quota", QUOTA.haiku, "950 of 1000 thousand tokens a minute are left in swedencentral, 0 more are declared"),
  fine("quota", QUOTA.sonnet, "150 of 250 thousand tokens a minute are left in swedencentral, 0 more are declared"),
];
/** The clean report, with other results for one subject, or for all of a check. */
export const except = (
  check: string,
  subject: string | undefined,
  ...results: readonly CheckResult[]
): CheckResult[] => {
  const isMeant = (one: CheckResult): boolean => one.check === check && (subject ?? one.subject) === one.subject;
  const first = CLEAN_REPORT.findIndex(isMeant);
  return CLEAN_REPORT.flatMap((one, at) => (at === first ? results : isMeant(one) ? [] : [one]));
};

/** A loopback server for the tests of one file, and the preflight of acme's entry against it. */
export const acmePreflight = () => {
  const azure = new FakeJsonApi(
    ({ message, word }) => ({ code: word ?? "Error", message }),
    (url) => url,
  );
  beforeAll(() => azure.start());
  afterAll(() => azure.stop());
  const look = async (answers: Answers, more: Partial<PreflightAzure> = {}): Promise<readonly CheckResult[]> => {
    azure.play({ ...CLEAN, ...answers });
    const results = await preflightAzure({
      tenant: TENANT,
      subscription: SUBSCRIPTION,
      resourceGroup: "rg-claude",
      resource: "acme-claude",
      location: "swedencentral",
      models: [
        { model: "claude-haiku-4-5", deployment: "haiku", version: "2", sku: "GlobalStandard", capacity: 50 },
        { model: "claude-sonnet-5", deployment: "claude-sonnet-5", version: "1", sku: "GlobalStandard", capacity: 100 },
      ],
      dataActions: [MAAS],
      role: ROLE,
      credential: credentialOf(() => HOLDER),
      endpoints: { management: azure.address },
      deadlineMs: 5_000,
      ...more,
    });
    expect(JSON.stringify(results)).not.toContain("canary");
    expect(JSON.stringify(results)).not.toContain(tokenOf(HOLDER).split(".")[1]);
    return results;
  };
  return { azure, look };
};
