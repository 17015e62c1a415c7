import Ajv from "ajv";
import schema from "../../../findings.schema.json";
import { githubReport } from "../../../policies/report/github";
import { jsonReport } from "../../../policies/report/json";
import type { Report } from "../../../policies/report/report";
import { textReport } from "../../../policies/report/text";
import { HOSTILE, report, TAKEN, UNKNOWN, WIDE } from "./sample-report";

const validate = new Ajv({ allErrors: true }).compile(schema);
const json = (of: Report) => {
  const read = JSON.parse(jsonReport(of));
  validate(read);
  expect(validate.errors ?? []).toEqual([]);
  return read;
};

const NOTE = {
  rule: "github-name-only-subject",
  place: { file: "access.yaml", line: 3, column: 1 },
  path: "teams.a",
  message: "names no ids",
  state: "undecided",
} as const;

test("JSON holds every finding with its id, and what was accepted with who, why and until when", () => {
  expect(json(report({ notes: [NOTE] }))).toEqual({
    schemaVersion: 1,
    stacks: [
      { name: "aws-eu", file: "access.yaml" },
      { name: "plans/old stack", file: "/srv/repo/plans/old stack.json" },
    ],
    findings: [
      { id: "aws/wide[aws-eu/aws_iam_role.people arn:aws:bedrock:*]", ...WIDE },
      { id: "declared[plans/old stack/output.client_settings]", ...UNKNOWN },
    ],
    accepted: [
      {
        id: "aws/wide[aws-eu/aws_iam_role.ci]",
        ...TAKEN.finding,
        by: {
          ...{ reason: "a trial", until: "2026-12-31", owner: "platform" },
          place: { file: "access.accepted.yaml", line: 1, column: 3 },
        },
      },
    ],
    notes: [NOTE],
  });
});

test("the schema refuses a finding without an id, and another version", () => {
  const read = json(report());
  expect(validate({ ...read, findings: [WIDE] })).toBe(false);
  expect(validate({ ...read, schemaVersion: 2 })).toBe(false);
});

test("text tells what is open with its place and remedy", () => {
  expect(textReport(report({ notes: [NOTE] }))).toBe(
    [
      "access.yaml:3:1: undecided: teams.a names no ids [github-name-only-subject]",
      "access.yaml:12:5: violated: aws/wide[aws-eu/aws_iam_role.people arn:aws:bedrock:*]",
      "  Statement 1 allows every model",
      "  to do: name each model (https://docs.example.com/wide)",
      "undecided: declared[plans/old stack/output.client_settings]",
      "  The settings are not known before the apply",
      "  to do: plan again",
      "2 findings are open.",
      "",
    ].join("\n"),
  );
});

test("a workflow command names file, line and column, and escapes what GitHub would read", () => {
  const odd = { ...WIDE, place: { file: "a,b:c%.yaml", line: 2, column: 3 }, detail: "100% open: a, b" };
  expect(githubReport(report({ open: [odd, UNKNOWN] }))).toBe(
    [
      "::error file=a%2Cb%3Ac%25.yaml,line=2,col=3,title=aws/wide::100%25 open: a, b%0ATo do: name each model%0Aaws/wide[aws-eu/aws_iam_role.people arn:aws:bedrock:*]",
      "::warning title=declared::The settings are not known before the apply%0ATo do: plan again%0Adeclared[plans/old stack/output.client_settings]",
      "::notice file=access.yaml,line=20,title=aws/wide (accepted)::Accepted until 2026-12-31 by platform: a trial%0AStatement 1 allows every model%0ATo do: name each model%0Aaws/wide[aws-eu/aws_iam_role.ci]",
      "",
    ].join("\n"),
  );
});

test("nothing is annotated where no rule is broken", () => {
  expect(githubReport(report({ open: [], accepted: [] }))).toBe("");
});

describe.each(HOSTILE)("hostile text %j", (text) => {
  const finding = { ...WIDE, subject: `aws-eu/${text}`, detail: text, remedy: text, place: { file: text, line: 1 } };
  const accepted = [{ finding, by: { ...TAKEN.by, reason: text, owner: text } }];
  const of = report({ open: [finding], accepted, notes: [{ ...NOTE, message: text }] });
  const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

  test("is one command of GitHub, and none of its own", () => {
    const lines = githubReport(of).trimEnd().split("\n");
    expect(lines).toHaveLength(2);
    for (const line of lines) {
      expect(line).toMatch(/^::(error|notice) file=[^,:]*,line=1,title=[^,:]*::/);
      expect(line).not.toMatch(unseen);
    }
  });

  test("is no line, command or escape of a terminal in text", () => {
    const lines = textReport(of).split("\n");
    expect(lines).toHaveLength(6);
    for (const line of lines) {
      expect(line).not.toMatch(unseen);
      expect(line).not.toMatch(/^\s*::|##/);
    }
  });

  test("comes back whole from JSON, whose own text shows nothing unseen", () => {
    expect(json(of).findings[0].detail).toBe(text);
    expect(jsonReport(of).replace(/\n/g, "")).not.toMatch(unseen);
    expect(jsonReport(of)).not.toContain("##");
  });
});
