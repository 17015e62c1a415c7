import { applyAcknowledgements, readAcknowledgements } from "../../policies/acknowledgements";
import type { Finding } from "../../policies/finding";

const FILE = "access.accepted.yaml";
const FOUND: Finding = {
  rule: "aws/no-wildcard-model",
  subject: "aws-eu/aws_iam_role_policy.p arn:aws:bedrock:eu-central-1::foundation-model/*",
  detail: "Invoke allows every model of every vendor",
  state: "violated",
  remedy: "name each model and profile",
};
const ID = `${FOUND.rule}[${FOUND.subject}]`;

const entry = (changes: Readonly<Record<string, string>> = {}): string => {
  const values = { finding: ID, reason: "a trial until the quarter ends", until: "2026-12-31", owner: "platform" };
  const lines = Object.entries({ ...values, ...changes }).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return `- ${lines.join("\n  ")}\n`;
};

const judge = (text: string, asOf = "2026-11-23", findings: readonly Finding[] = [FOUND]) =>
  applyAcknowledgements(findings, readAcknowledgements(text, FILE), asOf);

const said = (subject: string, detail: string, remedy: string, line = 1, column = 3): Finding => ({
  ...{ rule: "acknowledgements", subject, detail, state: "violated", remedy },
  place: { file: FILE, line, column },
});
const SHAPE = "write a list of { finding, reason, until: YYYY-MM-DD, owner }";

test("takes out exactly the finding that is acknowledged, and says by whom", () => {
  expect(judge(entry())).toEqual({
    open: [],
    accepted: [
      {
        finding: FOUND,
        by: {
          ...{ finding: ID, reason: "a trial until the quarter ends", until: "2026-12-31", owner: "platform" },
          place: { file: FILE, line: 1, column: 3 },
        },
      },
    ],
  });
});

test("an acknowledgement holds through its last day", () => {
  expect(judge(entry(), "2026-12-31").open).toEqual([]);
});

test.each([
  [
    "an expired acknowledgement",
    entry({ until: "2026-11-22" }),
    said(ID, "The acknowledgement expired on 2026-11-22", "mend what was found, or decide anew and set a new end"),
  ],
  [
    "one that lasts for more than a year",
    entry({ until: "2027-11-25" }),
    said(
      ID,
      "The acknowledgement lasts until 2027-11-25, more than 366 days",
      "set an end within a year; a rule that is never to hold here is another decision",
    ),
  ],
  [
    "a whole resource",
    entry({ finding: "aws/no-wildcard-model[aws-eu/aws_iam_role_policy.p]" }),
    said(
      "aws/no-wildcard-model[aws-eu/aws_iam_role_policy.p]",
      "The acknowledgement names what findings lie in, not one finding",
      "name one finding exactly",
    ),
  ],
  [
    "a whole stack",
    entry({ finding: "aws/no-wildcard-model[aws-eu/]" }),
    said(
      "aws/no-wildcard-model[aws-eu/]",
      "The acknowledgement names what findings lie in, not one finding",
      "name one finding exactly",
    ),
  ],
  [
    "a rule instead of a finding",
    entry({ finding: "aws/no-wildcard-model" }),
    said(
      "aws/no-wildcard-model",
      "The acknowledgement names a rule, not one finding",
      "write the id as `claude-access check` prints it",
    ),
  ],
  [
    "a wildcard",
    entry({ finding: "aws/no-wildcard-model[*]" }),
    said(
      "aws/no-wildcard-model[*]",
      "The acknowledgement holds a wildcard and matches no finding as it stands",
      "name one finding exactly",
    ),
  ],
  [
    "one that matches nothing",
    entry({ finding: "aws/session-length[aws-eu/aws_iam_role.gone]" }),
    said(
      "aws/session-length[aws-eu/aws_iam_role.gone]",
      "The acknowledgement matches no finding",
      "remove it, or correct its id",
    ),
  ],
])("refuses %s, and leaves the finding open", (_name, text, expected) => {
  expect(judge(text)).toEqual({ open: [FOUND, expected], accepted: [] });
});

test("an acknowledgement may last for a year", () => {
  expect(judge(entry({ until: "2027-11-24" })).open).toEqual([]);
});

test("refuses to acknowledge one finding twice", () => {
  const { open, accepted } = judge(entry() + entry());
  expect(open).toEqual([said(ID, "The finding is acknowledged twice", "remove one of the two", 5)]);
  expect(accepted).toHaveLength(1);
});

test.each([
  [
    "text that is no YAML",
    "- finding: [",
    said(
      `${FILE}:1:13`,
      "Not YAML: Flow sequence in block collection must be sufficiently indented and end with a ]",
      SHAPE,
      1,
      13,
    ),
  ],
  ["a map instead of a list", "finding: x\n", said(`${FILE}:1:1`, "The file holds no list", SHAPE, 1, 1)],
  ["an entry that is no map", "- just words\n", said(`${FILE}:1:3`, "An entry is no map", SHAPE)],
  [
    "an entry without an owner",
    entry({ owner: "" }),
    said(`${FILE}:1:3`, '"owner" is missing, empty or no text', SHAPE),
  ],
  [
    "a day that does not exist",
    entry({ until: "2026-02-30" }),
    said(`${FILE}:1:3`, '"until" must be a day such as 2027-01-31, not "2026-02-30"', SHAPE),
  ],
  [
    "an unknown key",
    entry({ because: "x" }),
    said(`${FILE}:1:3`, 'Unknown key "because"; allowed are finding, reason, until, owner', SHAPE),
  ],
  ["a file of more than 1 MB", "#".repeat(1_000_001), said(`${FILE}:1:1`, "The file is larger than 1 MB", SHAPE, 1, 1)],
])("refuses %s, at its line", (_name, text, expected) => {
  expect(readAcknowledgements(text, FILE)).toEqual({ acknowledgements: [], mistakes: [expected] });
});

test("the second entry is addressed in the second place, and the first still counts", () => {
  const { open, accepted } = judge(`${entry()}- 7\n`);
  expect(open).toEqual([said(`${FILE}:5:3`, "An entry is no map", SHAPE, 5)]);
  expect(accepted).toHaveLength(1);
});

test.each([
  ["an empty file", ""],
  ["a file of comments", "# nothing yet\n"],
  ["an empty list", "[]\n"],
])("%s acknowledges nothing", (_name, text) => {
  expect(judge(text)).toEqual({ open: [FOUND], accepted: [] });
});
