import type { CheckResult } from "../../../verify/check-result";
import { acmePreflight, CLEAN_REPORT, credentialOf, except, fine, HOLDER } from "./acme-preflight";
import { AT, json, OTHER_TENANT, PERSON, SUBSCRIPTION, subscriptionOf, TENANT } from "./acme-world";

const { look } = acmePreflight();
const SUBJECT = `subscription ${SUBSCRIPTION}`;
const ANOTHER = "Use a subscription with a payment method of its own (pay-as-you-go, enterprise agreement)";
const FOR_GOOD = "Have its owner remove the spending limit for good";
const BUY_LINK = "https://learn.microsoft.com/en-us/azure/foundry/foundry-models/how-to/use-foundry-models-claude";
const TENANT_LINK = "https://learn.microsoft.com/en-us/azure/foundry/foundry-models/how-to/configure-claude-code";
const PROVIDER_LINK =
  "https://learn.microsoft.com/en-us/azure/azure-resource-manager/management/resource-providers-and-types";

const bought = (state: CheckResult["state"], subject: string, detail: string, remedy: string): CheckResult => ({
  check: "marketplace",
  state,
  subject,
  detail,
  remedy,
  link: BUY_LINK,
});
const limited = (spendingLimit: string) =>
  subscriptionOf("MSDNDevTest_2014-09-01", {
    subscriptionPolicies: { quotaId: "MSDNDevTest_2014-09-01", spendingLimit },
  });

test.each([
  ["AzureForStudents_2018-01-01", "Azure for Students"],
  ["FreeTrial_2014-09-01", "free trial"],
  ["AzurePass_2014-09-01", "Azure Pass"],
  ["CSP_2015-05-01", "Cloud Solution Provider"],
])("a subscription of kind %s may not buy", async (quotaId, name) => {
  expect(await look({ [AT.subscription]: subscriptionOf(quotaId) })).toEqual(
    except(
      "marketplace",
      SUBJECT,
      bought("blocked", SUBJECT, `its kind is ${name} (${quotaId}), which may not buy Claude models`, ANOTHER),
    ),
  );
});

test.each([
  [
    "an enterprise agreement may",
    subscriptionOf("EnterpriseAgreement_2014-09-01"),
    fine(
      "marketplace",
      SUBJECT,
      "its kind is enterprise agreement or Azure plan (EnterpriseAgreement_2014-09-01), which may buy Claude models, unless it is billed in South Korea",
    ),
  ],
  [
    "a sponsored one depends on its card",
    subscriptionOf("Sponsored_2016-01-01"),
    bought(
      "undecided",
      SUBJECT,
      "its kind is sponsored (Sponsored_2016-01-01), which may buy Claude models only if a payment card stands behind its credits",
      ANOTHER,
    ),
  ],
  [
    "a kind that nobody knows is undecided",
    subscriptionOf("Internal_2014-09-01"),
    bought(
      "undecided",
      SUBJECT,
      "its kind is Internal_2014-09-01; whether it may buy Claude models is not known here",
      ANOTHER,
    ),
  ],
  [
    "a kind that is not told is undecided",
    subscriptionOf("", { subscriptionPolicies: null }),
    bought("undecided", SUBJECT, "its kind is not told; whether it may buy Claude models is not known here", ANOTHER),
  ],
  [
    "a spending limit forbids it",
    limited("On"),
    bought(
      "blocked",
      SUBJECT,
      "its kind is pay-as-you-go for development and test (MSDNDevTest_2014-09-01), with a spending limit: credits buy no Claude models",
      FOR_GOOD,
    ),
  ],
  [
    "a spending limit that comes back leaves it undecided",
    limited("CurrentPeriodOff"),
    bought(
      "undecided",
      SUBJECT,
      "its kind is pay-as-you-go for development and test (MSDNDevTest_2014-09-01); its spending limit is off until this billing period ends",
      FOR_GOOD,
    ),
  ],
  [
    "a disabled one may not",
    subscriptionOf("PayAsYouGo_2014-09-01", { state: "Disabled" }),
    bought("blocked", SUBJECT, "its state is Disabled", "Ask its owner to enable it"),
  ],
])("buying: %s", async (_, answer, expected) => {
  expect(await look({ [AT.subscription]: answer })).toEqual(except("marketplace", SUBJECT, expected));
});

test("terms that nobody accepted are accepted by the first deployment, and told", async () => {
  const terms = "terms of anthropic-claude-sonnet-5-offer";
  expect(await look({ [AT.terms("claude-sonnet-5")]: json({ properties: { accepted: false } }) })).toEqual(
    except(
      "marketplace",
      terms,
      bought(
        "fine",
        terms,
        "not accepted yet: the first deployment of the model accepts them in the name of the organization under anthropicTerms",
        `Nothing, or beforehand: az term accept --publisher anthropic --product anthropic-claude-sonnet-5-offer --plan anthropic-claude-sonnet-5-plan-new --subscription ${SUBSCRIPTION}`,
      ),
    ),
  );
});

test.each([
  [400, "not found", "the API answered 400: Offer was not found"],
  [404, "not found", "not found (404): Offer was not found"],
])("an offer of another name (%i) could not be checked", async (status, _, detail) => {
  const terms = "terms of anthropic-claude-sonnet-5-offer";
  expect(await look({ [AT.terms("claude-sonnet-5")]: { status, message: "Offer was not found" } })).toEqual(
    except(
      "marketplace",
      terms,
      bought(
        "could-not-check",
        terms,
        detail,
        "Look for the model on Azure Marketplace: its offer's name is concluded from those of other models",
      ),
    ),
  );
});

const tenantBlocked = (subject: string, detail: string, remedy: string): CheckResult => ({
  check: "tenant",
  state: "blocked",
  subject,
  detail,
  remedy,
  link: TENANT_LINK,
});
const OTHER = `${OTHER_TENANT}, not ${TENANT}: Foundry takes tokens of the account's own tenant only`;

test("a person of another tenant is told how to sign in", async () => {
  const report = await look({}, { credential: credentialOf(() => ({ ...HOLDER, tid: OTHER_TENANT })) });
  expect(report.slice(0, 2)).toEqual([
    fine("identity", "who is signed in", `person ${PERSON} of tenant ${OTHER_TENANT}, by the credentials given`),
    tenantBlocked("who is signed in", OTHER, `Sign in to the declared tenant: az login --tenant ${TENANT}`),
  ]);
  expect(report.slice(2)).toEqual(CLEAN_REPORT.slice(2));
});

test("an application of another tenant is told what to set", async () => {
  const report = await look({}, { credential: credentialOf(() => ({ tid: OTHER_TENANT, oid: PERSON, idtyp: "app" })) });
  expect(report[1]).toEqual(
    tenantBlocked(
      "who is signed in",
      OTHER,
      `Sign in to the declared tenant: AZURE_TENANT_ID=${TENANT}, with an identity of it`,
    ),
  );
});

test("a subscription of another tenant is told", async () => {
  const answers = { [AT.subscription]: subscriptionOf("PayAsYouGo_2014-09-01", { tenantId: OTHER_TENANT }) };
  const asDeclared = fine("tenant", "who is signed in", `${TENANT}, as declared`);
  const other = tenantBlocked(
    SUBJECT,
    `it is of tenant ${OTHER_TENANT}, not ${TENANT}`,
    "Correct the tenant or the subscription of the entry",
  );
  expect(await look(answers)).toEqual(except("tenant", "who is signed in", asDeclared, other));
});

test.each([
  [
    "NotRegistered",
    "blocked",
    `not registered in ${SUBSCRIPTION} (NotRegistered): no account can be made`,
    `Apply the entry, which registers it, or: az provider register --namespace Microsoft.CognitiveServices --subscription ${SUBSCRIPTION}`,
  ],
  ["Registering", "undecided", "being registered", "Wait some minutes"],
] as const)("a resource provider that is %s is told", async (registrationState, state, detail, remedy) => {
  expect(await look({ [AT.provider]: json({ registrationState }) })).toEqual(
    except("resource-provider", undefined, {
      check: "resource-provider",
      state,
      subject: "Microsoft.CognitiveServices",
      detail,
      remedy,
      link: PROVIDER_LINK,
    }),
  );
});
