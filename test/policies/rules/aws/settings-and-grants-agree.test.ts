import type { JsonObject } from "../../../../plans/json-value";
import { readSynth } from "../../../../plans/read-synth";
import { settingsAndGrantsAgree } from "../../../../policies/rules/aws/settings-and-grants-agree";
import { runPolicies } from "../../../../policies/run-policies";
import { known } from "../../support/case-table";
import { fixtureText } from "../../support/fixtures";
import { testMutations } from "../../support/mutation-table";

testMutations(settingsAndGrantsAgree);

type Editable = {
  settings: { env: Record<string, unknown> } & Record<string, unknown>;
  facts: Record<string, unknown>;
};

const RULE = settingsAndGrantsAgree;
const PROFILE = "arn:aws:bedrock:eu-central-1:111122223333:inference-profile/eu.anthropic.";
const CI = "aws-eu/aws_iam_role.payments_ci_deploy";

const finding = (subject: string, detail: string, state: "violated" | "undecided" = "violated") => ({
  ...{ rule: RULE.id, subject, detail, state },
  ...{ remedy: RULE.remedy, link: RULE.link },
});

/** Findings after the settings of the pipeline have been changed. */
const findingsAfter = (change: (document: Editable, stack: { resource: Record<string, JsonObject> }) => void) => {
  const stack = JSON.parse(fixtureText("aws-eu.tf.json"));
  change(stack.output.client_settings.value.teams.payments["ci/deploy"], stack);
  return runPolicies([known(readSynth(JSON.stringify(stack), { stack: "aws-eu" }))], [RULE]);
};

const notAllowed = (from: string, said: string, arn: string) =>
  finding(`${CI} ${arn}`, `${from} leads to ${said}, but bedrock:InvokeModel on ${arn} is not allowed`);

test("lets pass settings that lead to just what is granted", () => {
  expect(findingsAfter(() => {})).toEqual([]);
});

test("does not apply where nobody is told anything", () => {
  const stack = JSON.parse(fixtureText("aws-eu.tf.json"));
  delete stack.output;
  expect(runPolicies([known(readSynth(JSON.stringify(stack), { stack: "aws-eu" }))], [RULE])).toEqual([]);
});

test("refuses a pin on a model that is not granted", () => {
  const said = "eu.anthropic.claude-opus-5-5";
  expect(findingsAfter(({ settings }) => (settings.env.ANTHROPIC_DEFAULT_OPUS_MODEL = said))).toEqual([
    notAllowed("ANTHROPIC_DEFAULT_OPUS_MODEL", said, `${PROFILE}claude-opus-5-5`),
  ]);
});

test("refuses a model in the list, the start model, an override and a variable, each by its own name", () => {
  const said = "eu.anthropic.claude-opus-5-5";
  const refused = (from: string) => [notAllowed(from, said, `${PROFILE}claude-opus-5-5`)];
  expect(findingsAfter(({ settings }) => (settings.availableModels = [said]))).toEqual(refused("availableModels"));
  expect(findingsAfter(({ settings }) => (settings.model = said))).toEqual(refused("model"));
  expect(findingsAfter(({ settings }) => (settings.modelOverrides = { "claude-x": said }))).toEqual(
    refused("modelOverrides.claude-x"),
  );
  expect(findingsAfter(({ settings }) => (settings.env.ANTHROPIC_MODEL = `${said}[1m]`))).toEqual([
    notAllowed("ANTHROPIC_MODEL", `${said}[1m]`, `${PROFILE}claude-opus-5-5`),
  ]);
});

test("refuses a family that is left to the client, whose own choice is not granted", () => {
  const found = findingsAfter(({ settings }) => {
    delete settings.env.ANTHROPIC_DEFAULT_OPUS_MODEL;
    settings.availableModels = [];
    settings.model = "opus";
    settings.modelOverrides = {};
  });
  expect(found).toEqual([
    finding(
      `${CI} ${PROFILE}claude-opus-4-8`,
      `${PROFILE}claude-opus-4-8 may be called, but no settings pin it or let it retire`,
    ),
    notAllowed("ANTHROPIC_DEFAULT_OPUS_MODEL (not set)", "claude-opus-5-5", `${PROFILE}claude-opus-5-5`),
    ...["eu-central-1", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-3"].map((region) => {
      const arn = `arn:aws:bedrock:${region}::foundation-model/anthropic.claude-opus-4-8`;
      return finding(`${CI} ${arn}`, `${arn} may be called, but no settings pin it or let it retire`);
    }),
  ]);
});

test("refuses settings that send the client to another region", () => {
  const found = findingsAfter(({ settings }) => (settings.env.AWS_REGION = "us-east-1"));
  const elsewhere =
    "arn:aws:bedrock:us-east-1:111122223333:inference-profile/eu.anthropic.claude-haiku-4-5-20251001-v1:0";
  expect(found).toHaveLength(6);
  expect(found).toContainEqual(
    notAllowed("ANTHROPIC_DEFAULT_HAIKU_MODEL", "eu.anthropic.claude-haiku-4-5-20251001-v1:0", elsewhere),
  );
});

test("refuses a grant that was to retire once the facts no longer say so", () => {
  const found = findingsAfter(({ facts }) => {
    facts.models = (facts.models as { retiringUntil?: string }[]).filter((model) => model.retiringUntil === undefined);
  });
  expect(new Set(found.map(({ state }) => state))).toEqual(new Set(["violated"]));
  expect(found).toContainEqual(
    finding(
      `${CI} ${PROFILE}claude-sonnet-4-5-20250929-v1:0`,
      `${PROFILE}claude-sonnet-4-5-20250929-v1:0 may be called, but no settings pin it or let it retire`,
    ),
  );
});

test("refuses settings for an identity that nothing is granted to", () => {
  const found = findingsAfter(({ facts }) => (facts.roleArn = "arn:aws:iam::111122223333:role/other"));
  expect(found).toEqual([
    finding(
      "aws-eu/output.client_settings payments ci/deploy",
      "Settings of payments ci/deploy are given out, but nothing in this plan grants anything to its identity",
    ),
  ]);
});

test("cannot decide about a model of which nobody knows what the client calls", () => {
  const found = findingsAfter(({ settings }) => (settings.env.ANTHROPIC_MODEL = "claude-next"));
  expect(found).toEqual([
    finding(
      `${CI} claude-next`,
      'ANTHROPIC_MODEL leads to "claude-next", and what the client calls then is not known',
      "undecided",
    ),
  ]);
});

test("cannot decide about a refused model while a document of the identity cannot be read", () => {
  const said = "eu.anthropic.claude-opus-5-5";
  const found = findingsAfter(({ settings }, { resource }) => {
    settings.env.ANTHROPIC_MODEL = said;
    const unreadable = { name: "more", role: "${aws_iam_role.payments_ci_deploy.name}", policy: "${var.policy}" };
    resource.aws_iam_role_policy = { ...resource.aws_iam_role_policy, more: unreadable };
  });
  const arn = `${PROFILE}claude-opus-5-5`;
  const detail = `ANTHROPIC_MODEL leads to ${said}, but bedrock:InvokeModel on ${arn} is not shown to be allowed`;
  expect(found).toEqual([finding(`${CI} ${arn}`, detail, "undecided")]);
});
