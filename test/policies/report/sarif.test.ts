import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import { relativeUri } from "../../../policies/report/relative-uri";
import type { Report } from "../../../policies/report/report";
import { sarifReport } from "../../../policies/report/sarif";
import { RULES } from "../../../policies/rules/index";
import { HOSTILE, report, WIDE } from "./sample-report";

// The schema is one of draft 4, whose `id` is the only word in it that Ajv reads otherwise.
const { $schema, id, ...schema } = JSON.parse(
  readFileSync(join(__dirname, "fixtures/sarif-schema-2.1.0.json"), "utf8"),
);
const URI = /^(?:[A-Za-z0-9._~:/?#@$&()*+,;=-]|%[0-9A-F]{2})*$/;
const formats = { uri: /^https:\/\//, "uri-reference": URI, "date-time": /^\d{4}-/ };
const validate = new Ajv({ strict: false, allErrors: true, formats }).compile(schema);

const written = (of: Report) => {
  const sarif = JSON.parse(sarifReport(of));
  validate(sarif);
  expect(validate.errors ?? []).toEqual([]);
  return sarif.runs[0];
};

test("the schema that is asked is the official one, and refuses what is no SARIF", () => {
  expect([$schema, id]).toEqual([
    "http://json-schema.org/draft-04/schema#",
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
  ]);
  expect(validate({ version: "2.1.0", runs: [{ tool: {}, results: [{}] }] })).toBe(false);
});

test("a finding is a result with its rule, its line, its address and the fingerprint of its id", () => {
  expect(written(report()).results[0]).toEqual({
    ruleId: "aws/wide",
    level: "error",
    message: { text: "Statement 1 allows every model. To do: name each model." },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: "access.yaml", uriBaseId: "%SRCROOT%" },
          region: { startLine: 12, startColumn: 5 },
        },
        logicalLocations: [{ fullyQualifiedName: "aws-eu/aws_iam_role.people", kind: "resource" }],
      },
    ],
    partialFingerprints: {
      // sha256 of "aws/wide[aws-eu/aws_iam_role.people arn:aws:bedrock:*]"
      "findingId/v1": "b3ea3975bd5fe90fdb5b2e9dc908cc7350d90fe659cb40dc26aa431e8a65c5a5",
      primaryLocationLineHash: "b3ea3975bd5fe90f:1",
    },
    suppressions: [],
    properties: { id: "aws/wide[aws-eu/aws_iam_role.people arn:aws:bedrock:*]", state: "violated" },
  });
});

test("what is undecided is a warning, shown at the file of its stack where it has no place of its own", () => {
  expect(written(report()).results[1]).toMatchObject({
    level: "warning",
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: "plans/old%20stack.json", uriBaseId: "%SRCROOT%" },
          region: { startLine: 1 },
        },
        logicalLocations: [{ fullyQualifiedName: "plans/old stack/output.client_settings" }],
      },
    ],
  });
});

test("what is accepted is suppressed, with the reason, the owner, the end and the line that says so", () => {
  expect(written(report()).results[2]).toMatchObject({
    ruleId: "aws/wide",
    suppressions: [
      {
        kind: "external",
        status: "accepted",
        justification: "a trial (platform, until 2026-12-31)",
        location: {
          physicalLocation: {
            artifactLocation: { uri: "access.accepted.yaml" },
            region: { startLine: 1, startColumn: 3 },
          },
        },
      },
    ],
  });
});

test("a fingerprint stays when the line moves, and differs by finding", () => {
  const of = (finding: typeof WIDE) => written(report({ open: [finding] })).results[0].partialFingerprints;
  expect(of({ ...WIDE, place: { file: "access.yaml", line: 99 }, detail: "other words" })).toEqual(of(WIDE));
  expect(of({ ...WIDE, subject: "aws-eu/aws_iam_role.other" })).not.toEqual(of(WIDE));
});

test("every rule that was asked is told, also of acknowledgements, each once and sorted", () => {
  const mistake = { ...WIDE, rule: "acknowledgements", subject: "access.accepted.yaml:1:1", remedy: "correct it" };
  const { rules } = written(report({ open: [mistake, WIDE] })).tool.driver;
  expect(rules).toEqual([
    {
      id: "acknowledgements",
      shortDescription: { text: "What acknowledgements asks for holds" },
      help: { text: "To do: correct it" },
    },
    {
      id: "aws/wide",
      shortDescription: { text: "What aws/wide protects" },
      help: { text: "To do: mend it (https://docs.example.com/wide)" },
      helpUri: "https://docs.example.com/wide",
    },
    { id: "declared", shortDescription: { text: "What declared protects" }, help: { text: "To do: mend it" } },
  ]);
});

test("a report of nothing, and the project's own rules, are valid", () => {
  const { tool, results } = written(report({ open: [], accepted: [], stacks: [], rules: RULES }));
  expect([tool.driver.rules.length, results]).toEqual([RULES.length, []]);
});

test.each(HOSTILE)("hostile text %j stays valid, and makes no link", (text) => {
  const finding = { ...WIDE, subject: `aws-eu/${text}`, detail: text, remedy: text, place: { file: text, line: 1 } };
  const { results } = written(report({ open: [finding] }));
  expect(results[0].message.text).not.toMatch(/(?<!\\)\]\(/);
  expect(sarifReport(report({ open: [finding] }))).not.toContain("##");
});

test.each([
  ["access.yaml", "access.yaml"],
  ["/srv/repo/infra/ö #1%.tf", "infra/%C3%B6%20%231%25.tf"],
  ["/srv/plan.json", "../plan.json"],
  ["./a/../b.json", "b.json"],
  ["it's(1)!.json", "it%27s%281%29%21.json"],
])("%s is addressed as %s", (file, uri) => {
  expect(relativeUri(file, "/srv/repo")).toBe(uri);
});
