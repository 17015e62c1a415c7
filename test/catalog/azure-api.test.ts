import { claudeOffer, subscriptionKind } from "../../catalog/azure-api";

test("an offer is named after its model", () => {
  expect(claudeOffer("claude-sonnet-4-6")).toEqual({
    publisher: "anthropic",
    offer: "anthropic-claude-sonnet-4-6-offer",
    plan: "anthropic-claude-sonnet-4-6-plan-new",
  });
});

test.each([
  ["PayAsYouGo_2014-09-01", "yes"],
  ["EnterpriseAgreement_2014-09-01", "yes"],
  ["AzureForStudentsStarter_2018-01-01", "no"],
  ["CSPDEVTEST_2018-05-01", "no"],
  ["Sponsored_2016-01-01", "undecided"],
  ["Internal_2014-09-01", undefined],
  ["constructor", undefined],
  ["", undefined],
])("a subscription of kind %s may buy: %s", (quotaId, mayBuy) => {
  expect(subscriptionKind(quotaId)?.mayBuy).toBe(mayBuy);
});
