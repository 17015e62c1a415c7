import { bedrockSettings } from "../../settings/bedrock-settings";
import { needsApply, readClientSettingsOutput } from "../../settings/client-settings-output";
import { awsConfig } from "../../settings/emit/bedrock/aws-config";
import { jsonText } from "../../settings/emit/json-text";
import { renderDocuments } from "../../settings/emit/render-documents";
import { PEOPLE, PIPELINE } from "./facts";

const documentOf = (facts: typeof PEOPLE) => ({ facts, settings: bedrockSettings(facts, {}) });
const output = {
  schemaVersion: 1,
  teams: { payments: { people: documentOf(PEOPLE), "ci/deploy": documentOf(PIPELINE) } },
};

test("every identity gets its files below team, entry and identity; the same input gives the same bytes", () => {
  const { facts, settings } = documentOf(PEOPLE);
  const artefacts = renderDocuments(facts, settings);
  expect(artefacts.map(({ path, mode }) => [path, mode])).toEqual(
    [
      "README.md",
      "aws-config",
      "env.ps1",
      "env.sh",
      "managed-settings.d/50-claude-access.json",
      "managed-settings.json",
      "mdm/claude-code.mobileconfig",
      "mdm/claude-code.reg",
      "mdm/com.anthropic.claudecode.plist",
      "project-settings.json",
      "settings.json",
    ].map((name) => [`payments/aws-eu/people/${name}`, 0o644]),
  );
  expect(renderDocuments(structuredClone(facts), structuredClone(settings))).toEqual(artefacts);
});

test("a pipeline has no AWS config of its own", () => {
  const { facts, settings } = documentOf(PIPELINE);
  expect(renderDocuments(facts, settings).some(({ path }) => path.endsWith("aws-config"))).toBe(false);
});

test("the AWS config of each sign-in is whole", () => {
  const profile = "[profile claude_aws-eu_payments]\n";
  expect(awsConfig(PEOPLE)).toBe(
    `[sso-session claude-acme.awsapps.com-start-eu-central-1]\nsso_start_url = https://acme.awsapps.com/start\nsso_region = eu-central-1\nsso_registration_scopes = sso:account:access\n\n${profile}sso_session = claude-acme.awsapps.com-start-eu-central-1\nsso_account_id = 111122223333\nsso_role_name = claude_aws-eu_payments\nregion = eu-central-1\n`,
  );
  const roleArn = "arn:aws:iam::111122223333:role/claude_aws-eu_payments_people";
  const process = { kind: "credentialProcess", command: "acme-login --role {roleArn}" } as const;
  expect(awsConfig({ ...PEOPLE, roleArn, signIn: process })).toBe(
    `${profile}credential_process = acme-login --role ${roleArn}\nregion = eu-central-1\n`,
  );
  expect(awsConfig({ ...PEOPLE, roleArn, signIn: { kind: "authRefresh", command: "x" } })).toBe(
    `${profile}region = eu-central-1\n`,
  );
  expect(awsConfig(PIPELINE)).toBeUndefined();
});

test("the page of people shows the three steps, and each model with its command", () => {
  const { facts, settings } = documentOf(PEOPLE);
  const page = renderDocuments(facts, settings).find(({ path }) => path.endsWith("README.md"))?.value ?? "";
  expect(page).toContain("3. Sign in: `aws sso login --profile claude_aws-eu_payments`.");
  expect(page).toContain(
    "| claude-opus-4-8 | `/model opus` |\n| claude-sonnet-5 | `/model sonnet`; a session starts with it |",
  );
});

test("JSON is sorted at every depth and ends with a line end", () => {
  expect(jsonText({ b: [{ d: 1, c: 2 }], a: undefined })).toBe(
    '{\n  "b": [\n    {\n      "c": 2,\n      "d": 1\n    }\n  ]\n}\n',
  );
});

test.each([
  ["the value itself", output],
  ["terraform output -json", { client_settings: { sensitive: false, type: "object", value: output } }],
  ["cdktf's outputs file", { "aws-eu": { client_settings: output }, "shared-1": {} }],
])("the output is read from %s", (_shape, json) => {
  const read = readClientSettingsOutput(JSON.parse(JSON.stringify(json)));
  expect(read.ok && read.documents.map(({ facts }) => facts.identity)).toEqual(["people", "ci/deploy"]);
});

test.each([
  [null, ["no output client_settings was found"]],
  [[1], ["no output client_settings was found"]],
  [{ client_settings: 7 }, ["no output client_settings was found"]],
  [{ ...output, schemaVersion: 2 }, ["client_settings has schemaVersion 2; this version reads 1"]],
  [{ schemaVersion: 1, teams: 3 }, ["client_settings holds no teams"]],
  [
    { schemaVersion: 1, teams: { a: { people: {} } } },
    ["client_settings: a, people is not a document of this tool: it has no facts and settings"],
  ],
])("refuses %j", (json, problems) => {
  expect(readClientSettingsOutput(json)).toEqual({ ok: false, problems });
});

test("refuses an output whose names would lead out of the folder", () => {
  const facts = { ...PEOPLE, team: "../../etc" };
  const read = readClientSettingsOutput({ schemaVersion: 1, teams: { x: { people: documentOf(facts) } } });
  expect(read.ok).toBe(false);
});

test("a document with a token waits for an apply", () => {
  expect(needsApply(documentOf(PEOPLE))).toBe(false);
  expect(needsApply(documentOf({ ...PEOPLE, roleArn: "${TfToken[TOKEN.7]}" }))).toBe(true);
});
