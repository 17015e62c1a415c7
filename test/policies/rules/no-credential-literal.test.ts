import { readPlan } from "../../../plans/read-plan";
import { noCredentialLiteral } from "../../../policies/rules/no-credential-literal";
import { runPolicies } from "../../../policies/run-policies";
import { idsOf, known, testRule } from "../support/case-table";
import { testMutations } from "../support/mutation-table";

testRule(noCredentialLiteral);
testMutations(noCredentialLiteral);

const CANARY = "canary-value-of-a-secret";

/** Findings of the plan of one resource with one sensitive argument. */
const judge = (type: string, argument: string, expression: object, more: object = {}) => {
  const plan = {
    format_version: "1.2",
    resource_changes: [
      {
        ...{ address: `${type}.a`, mode: "managed", type },
        change: {
          actions: ["create"],
          ...{ after: { [argument]: CANARY, ...more }, after_unknown: {}, after_sensitive: { [argument]: true } },
        },
      },
    ],
    configuration: { root_module: { resources: [{ address: `${type}.a`, expressions: { [argument]: expression } }] } },
  };
  return runPolicies([known(readPlan(JSON.stringify(plan)))], [noCredentialLiteral]);
};
const literal = { constant_value: CANARY };

test("tells where a literal is that Terraform withholds, and never what it is", () => {
  const found = judge("aws_secretsmanager_secret_version", "secret_string", literal);
  expect(idsOf(found)).toEqual(["no-credential-literal[plan/aws_secretsmanager_secret_version.a secret_string]"]);
  expect(found[0]?.detail).toBe("secret_string holds a literal, and Terraform calls it sensitive");
  expect(JSON.stringify(found)).not.toContain("canary");
});

test.each([
  ["azurerm_key_vault_secret", "value", {}, "violated"],
  ["aws_ssm_parameter", "value", { type: "SecureString" }, "violated"],
  ["acme_thing", "settings", {}, "undecided"],
])("a literal in %s.%s is a finding in a plan", (type, argument, more, state) => {
  expect(judge(type, argument, literal, more).map((one) => one.state)).toEqual([state]);
});

test.each([
  ["aws_ssm_parameter", "value", literal, { type: "String" }],
  ["azurerm_linux_virtual_machine", "custom_data", literal, {}],
  ["aws_secretsmanager_secret_version", "secret_string", { references: ["var.key"] }, {}],
  ["aws_secretsmanager_secret_version", "secret_string", { constant_value: "${var.key}" }, {}],
])("what %s.%s holds is no literal of a credential", (type, argument, expression, more) => {
  expect(judge(type, argument, expression, more)).toEqual([]);
});
