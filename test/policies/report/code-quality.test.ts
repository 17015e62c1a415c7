import { createHash } from "node:crypto";
import type { Finding } from "../../../policies/finding";
import { codeQualityReport } from "../../../policies/report/code-quality";
import type { Report } from "../../../policies/report/report";

const FOUND: Finding = {
  rule: "aws/session-length",
  subject: "aws-eu/aws_iam_role.x 43200",
  detail: "Sessions last 12 hours",
  remedy: "declare sessionMinutes",
  state: "violated",
  place: { file: "access.yaml", line: 7, column: 3 },
};
const report = (...open: readonly Finding[]): Report => ({
  open,
  accepted: [],
  stacks: [
    { name: "aws-eu", file: "/srv/repository/plans/aws-eu.json" },
    { name: "aws-us", file: "./plans/aws-us.json" },
  ],
  rules: [],
  notes: [],
  folder: "/srv/repository",
});
const written = (...open: readonly Finding[]) => JSON.parse(codeQualityReport(report(...open))) as object[];

test("a finding stands at its line; violated is critical, undecided is major", () => {
  expect(written(FOUND, { ...FOUND, state: "undecided" })).toEqual(
    ["critical", "major"].map((severity) => ({
      description: "Sessions last 12 hours. To do: declare sessionMinutes.",
      check_name: "aws/session-length",
      fingerprint: createHash("sha256").update("aws/session-length[aws-eu/aws_iam_role.x 43200]").digest("hex"),
      severity,
      location: { path: "access.yaml", lines: { begin: 7 } },
    })),
  );
});

test.each([
  ["aws-eu/aws_iam_role.x", "plans/aws-eu.json"],
  ["aws-us/aws_iam_role.x", "plans/aws-us.json"],
  ["elsewhere", "plans/aws-eu.json"],
])("without a place, a finding of %s stands at the first line of %s, relative to the repository", (subject, path) => {
  const { place: _, ...placeless } = FOUND;
  expect(written({ ...placeless, subject })).toMatchObject([{ location: { path, lines: { begin: 1 } } }]);
});

test("a finding keeps its fingerprint when its line moves, and another finding has another one", () => {
  const [one, moved, other] = written(FOUND, { ...FOUND, place: { line: 9 } }, { ...FOUND, subject: "aws-us/x" }) as {
    fingerprint: string;
  }[];
  expect(moved?.fingerprint).toBe(one?.fingerprint);
  expect(other?.fingerprint).not.toBe(one?.fingerprint);
});

test("what is not seen, or would be a command of a log, is written so that it is neither", () => {
  const text = codeQualityReport(report({ ...FOUND, detail: "a\u202eb\n##[error]c" }));
  expect(text).not.toMatch(/\u202e|##\[/);
  expect(JSON.parse(text)).toMatchObject([
    { description: "a\\u{202e}b\\u{a}\\u{23}#[error]c. To do: declare sessionMinutes." },
  ]);
});

test("nothing that is open is an empty list", () => {
  expect(codeQualityReport(report())).toBe("[]\n");
});
