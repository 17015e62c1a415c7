import { readSynth } from "../../../../plans/read-synth";
import { settingsAndDoorsAgree } from "../../../../policies/rules/aws/settings-and-doors-agree";
import { runPolicies } from "../../../../policies/run-policies";
import { EVERY_AWS_DOOR } from "../../../helpers/every-aws-door";
import { synthDeclaration } from "../../../helpers/synth-declaration";
import { known } from "../../support/case-table";
import { testMutations } from "../../support/mutation-table";

testMutations(settingsAndDoorsAgree);

const RULE = settingsAndDoorsAgree;
const STACKS = synthDeclaration(EVERY_AWS_DOOR);

/** Findings of a stack after a text in its JSON was replaced, everywhere; quotes of documents within it are escaped. */
const findingsAfter = (stack: string, from = "{", to = "{") => {
  const text = JSON.stringify(STACKS[stack]);
  expect(text).toContain(from);
  return runPolicies([known(readSynth(text.replaceAll(from, to), { stack }))], [RULE]);
};
const finding = (subject: string, detail: string) => ({
  ...{ rule: RULE.id, subject, detail, state: "violated" },
  ...{ remedy: RULE.remedy, link: RULE.link },
});
const CARDS = "beside/aws_iam_role.cards_ci_deploy";

test.each(Object.keys(STACKS))("lets pass what is built for %s", (stack) => {
  expect(findingsAfter(stack)).toEqual([]);
});

test("refuses a model of Mantle that settings lead to and no document allows", () => {
  expect(findingsAfter("beside", '[\\"anthropic.claude-opus-4-8\\"]', '[\\"anthropic.claude-opus-5\\"]')).toEqual([
    finding(
      `${CARDS} anthropic.claude-opus-4-8`,
      "ANTHROPIC_DEFAULT_FABLE_MODEL leads to anthropic.claude-opus-4-8, but bedrock-mantle:CreateInference on arn:aws:bedrock-mantle:eu-central-1:444455556666:project/default is not shown to be allowed",
    ),
    finding(`${CARDS} anthropic.claude-opus-5`, "anthropic.claude-opus-5 may be called, but no settings lead to it"),
  ]);
});

test("refuses a model of Mantle that is allowed and no settings lead to", () => {
  const wider = '[\\"anthropic.claude-opus-4-8\\",\\"anthropic.claude-opus-5-5\\"]';
  expect(findingsAfter("beside", '[\\"anthropic.claude-opus-4-8\\"]', wider)).toEqual([
    finding(
      `${CARDS} anthropic.claude-opus-5-5`,
      "anthropic.claude-opus-5-5 may be called, but no settings lead to it",
    ),
  ]);
});

test("refuses a workspace that is not the one of the settings, both ways", () => {
  const [ours, other] = ["wrkspc_02AbCdEfGh", "wrkspc_99AbCdEfGh"].map(
    (id) => `arn:aws:aws-external-anthropic:us-east-1:111122223333:workspace/${id}`,
  );
  const at = "platform-two/aws_iam_role.research_people";
  expect(findingsAfter("platform-two", "workspace/wrkspc_02AbCdEfGh", "workspace/wrkspc_99AbCdEfGh")).toEqual([
    finding(
      `${at} ${ours}`,
      `ANTHROPIC_AWS_WORKSPACE_ID leads to ${ours}, but aws-external-anthropic:CreateInference on ${ours} is not shown to be allowed`,
    ),
    finding(`${at} ${other}`, `${other} may be called, but no settings lead to it`),
  ]);
});

test("refuses Mantle for an identity whose settings lead to Bedrock alone", () => {
  const bedrock = `organization: acme
models: { everyday: { sonnet: claude-sonnet-5 } }
providers: { aws-eu: { route: bedrock, account: "111122223333", region: eu-central-1, geography: eu } }
teams: { payments: { uses: aws-eu, models: everyday, workloads: { function: { lambda: {} } } } }
`;
  const text = JSON.stringify(synthDeclaration(bedrock)["aws-eu"]);
  const more =
    '{\\"Sid\\":\\"More\\",\\"Effect\\":\\"Allow\\",\\"Action\\":[\\"bedrock-mantle:CreateInference\\"],\\"Resource\\":\\"*\\",\\"Condition\\":{\\"StringEquals\\":{\\"bedrock-mantle:Model\\":\\"anthropic.claude-opus-5\\"}}},';
  const wider = text.replace('{\\"Sid\\":\\"CallDeclaredProfiles\\"', `${more}{\\"Sid\\":\\"CallDeclaredProfiles\\"`);
  expect(wider).not.toBe(text);
  expect(runPolicies([known(readSynth(wider, { stack: "aws-eu" }))], [RULE])).toEqual([
    finding(
      "aws-eu/aws_iam_role.payments_workload_function anthropic.claude-opus-5",
      "anthropic.claude-opus-5 may be called, but no settings lead to it",
    ),
  ]);
});

test("does not apply to a stack that gives out no settings", () => {
  const policy = JSON.stringify({ Statement: [{ Effect: "Allow", Action: "bedrock-mantle:*", Resource: "*" }] });
  const stack = { resource: { aws_iam_role_policy: { p: { role: "app", name: "claude", policy } } } };
  expect(runPolicies([known(readSynth(JSON.stringify(stack), { stack: "old" }))], [RULE])).toEqual([]);
});
