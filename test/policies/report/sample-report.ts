import type { Finding } from "../../../policies/finding";
import type { Report } from "../../../policies/report/report";
import type { Rule } from "../../../policies/rule";

const rule = (id: string, link?: string): Rule => ({
  ...{ id, protects: `What ${id} protects`, appliesTo: [], remedy: "mend it", check: () => [] },
  ...(link === undefined ? {} : { link }),
});

/** Two rules, one with a link. */
export const RULES_OF_SAMPLE = [rule("aws/wide", "https://docs.example.com/wide"), rule("declared")];

export const WIDE: Finding = {
  rule: "aws/wide",
  subject: "aws-eu/aws_iam_role.people arn:aws:bedrock:*",
  detail: "Statement 1 allows every model",
  state: "violated",
  place: { file: "access.yaml", line: 12, column: 5, path: "teams.payments.people" },
  remedy: "name each model",
  link: "https://docs.example.com/wide",
};

export const UNKNOWN: Finding = {
  rule: "declared",
  subject: "plans/old stack/output.client_settings",
  detail: "The settings are not known before the apply",
  state: "undecided",
  remedy: "plan again",
};

export const TAKEN: Report["accepted"][number] = {
  finding: { ...WIDE, subject: "aws-eu/aws_iam_role.ci", place: { file: "access.yaml", line: 20 } },
  by: {
    finding: "aws/wide[aws-eu/aws_iam_role.ci]",
    reason: "a trial",
    until: "2026-12-31",
    owner: "platform",
    place: { file: "access.accepted.yaml", line: 1, column: 3 },
  },
};

/** A report of two stacks, with a violated finding, an undecided one, and one that is accepted. */
export const report = (changes: Partial<Report> = {}): Report => ({
  stacks: [
    { name: "aws-eu", file: "access.yaml" },
    { name: "plans/old stack", file: "/srv/repo/plans/old stack.json" },
  ],
  rules: RULES_OF_SAMPLE,
  open: [WIDE, UNKNOWN],
  accepted: [TAKEN],
  notes: [],
  folder: "/srv/repo",
  ...changes,
});

/** Texts that somebody would put into a plan to be read as something else. */
export const HOSTILE = [
  "::error::stolen",
  "##[add-mask]x ##vso[task.setvariable variable=a]b",
  "a\n::set-output name=x::y\r\nz%0A::warning::%25",
  "\u001b[31mred\u001b]0;title\u0007 \u202eevil\u202c \u009b31m",
  "`code` ``` | pipe | <img src=x onerror=alert(1)> @octocat #12 GH-1 !1 a@b.example",
  "[click](https://evil.example) ![x](https://evil.example/x.png) https://evil.example www.evil.example 0123456789abcdef",
  "]]> <![CDATA[ & ' \" </failure> \u0000 \ufffe \ud800",
  "__proto__ constructor {0} {{1}} [link](1)",
] as const;
