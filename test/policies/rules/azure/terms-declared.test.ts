import { readPlan } from "../../../../plans/read-plan";
import { termsDeclared } from "../../../../policies/rules/azure/terms-declared";
import { runPolicies } from "../../../../policies/run-policies";
import { idsOf, known, testRule } from "../../support/case-table";
import { testMutations } from "../../support/mutation-table";

testRule(termsDeclared);
testMutations(termsDeclared);

const planned = (actions: readonly string[]): string[] => {
  const signed = { organizationName: "Acme GmbH", countryCode: "DE", industry: "technology" };
  const model = { format: "Anthropic", name: "claude-sonnet-5", version: "1" };
  const after = { body: { properties: { model, modelProviderData: signed } } };
  const change = { actions, before: after, after, after_unknown: {}, after_sensitive: false };
  const address = "azapi_resource.d";
  const json = {
    format_version: "1.2",
    resource_changes: [{ address, mode: "managed", type: "azapi_resource", name: "d", change }],
  };
  return idsOf(runPolicies([known(readPlan(JSON.stringify(json), { stack: "azure-se" }))], [termsDeclared]));
};

test.each([["made"], ["made anew"]])("refuses that a deployment which is %s accepts terms unasked", (made) => {
  const actions = made === "made" ? ["create"] : ["delete", "create"];
  expect(planned(actions)).toEqual(["azure/terms-declared[azure-se/azapi_resource.d]"]);
});

test.each([["no-op"], ["update"]])("a deployment that is there (%s) accepted its terms when it was made", (action) => {
  expect(planned([action])).toEqual([]);
});
