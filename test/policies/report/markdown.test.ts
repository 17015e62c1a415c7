import MarkdownIt from "markdown-it";
import { markdownReport } from "../../../policies/report/markdown";
import { HOSTILE, report, TAKEN, WIDE } from "./sample-report";

/** As GitHub reads it: HTML, tables and bare addresses. */
const html = (markdown: string): string => new MarkdownIt({ html: true, linkify: true }).render(markdown);

/** What is left for mentions, references and links: what stands in no code. */
const outsideOfCode = (page: string): string => page.replace(/<code>[\s\S]*?<\/code>/g, "<code/>");

test("says the verdict, counts by rule, and folds the findings with place, remedy and reason", () => {
  expect(markdownReport(report())).toBe(`## Access check: 2 findings are open

Judged: 2 stacks (\`aws-eu\`, \`plans/old stack\`). 1 accepted.

| rule | violated | undecided | accepted |
| --- | ---: | ---: | ---: |
| \`aws/wide\` | 1 | 0 | 1 |
| \`declared\` | 0 | 1 | 0 |

### Open

<details>
<summary><code>aws/wide</code>: 1</summary>

- **violated** \`aws/wide[aws-eu/aws_iam_role.people arn:aws:bedrock:*]\`
  - Statement 1 allows every model
  - at \`access.yaml:12:5\`
  - To do: name each model ([why](https://docs.example.com/wide))

</details>

<details>
<summary><code>declared</code>: 1</summary>

- **undecided** \`declared[plans/old stack/output.client_settings]\`
  - The settings are not known before the apply
  - To do: plan again

</details>

### Accepted

<details>
<summary><code>aws/wide</code>: 1</summary>

- **violated** \`aws/wide[aws-eu/aws_iam_role.ci]\`
  - Statement 1 allows every model
  - at \`access.yaml:20\`
  - To do: name each model ([why](https://docs.example.com/wide))
  - Accepted until \`2026-12-31\` by \`platform\`: a trial

</details>
`);
});

test("says that no rule is broken", () => {
  const clean = report({ open: [], accepted: [], stacks: [{ name: "aws-eu", file: "access.yaml" }] });
  expect(markdownReport(clean)).toBe("## Access check: no rule is broken\n\nJudged: `aws-eu`.\n");
});

const many = (count: number, rules: number) =>
  Array.from({ length: count }, (_, nth) => ({
    ...WIDE,
    rule: `aws/rule-${nth % rules}`,
    subject: `aws-eu/aws_iam_role.r${nth} ${"`*|<".repeat(20)}`,
  }));

test.each([
  [10_000, 1, 1],
  [10_000, 60, 40],
  [3, 3, 1],
])("%i findings of %i rules fit GitHub's comment, and every rule is told", (count, rules, names) => {
  const stacks = Array.from({ length: names }, (_, nth) => ({ name: `stack-${nth}`.repeat(50), file: "x" }));
  const accepted = many(count, rules).map((finding) => ({ finding, by: TAKEN.by }));
  const text = markdownReport(report({ open: many(count, rules), accepted, stacks }));
  expect(text.length).toBeLessThanOrEqual(64_000);
  const folds = text.split("<details>").length - 1;
  expect([folds, text.split("</details>").length - 1]).toEqual([rules * 2, rules * 2]);
  const shown = text.split("\n- **violated** ").length - 1;
  const left = [...text.matchAll(/^(\d+) more; /gm)].reduce((sum, [, more]) => sum + Number(more), 0);
  expect(shown + left).toBe(2 * count);
});

test.each(HOSTILE)("hostile text %j is code, and makes no link, mention, tag or line", (text) => {
  const finding = { ...WIDE, subject: `aws-eu/${text}`, detail: text, remedy: text, place: { file: text, line: 1 } };
  const by = { ...TAKEN.by, reason: text, owner: text };
  const stacks = [{ name: text, file: "x" }];
  const written = markdownReport(report({ open: [finding], accepted: [{ finding, by }], stacks }));
  const plain = markdownReport(report({ open: [WIDE], accepted: [TAKEN], stacks: [{ name: "x", file: "x" }] }));
  expect(written.split("\n")).toHaveLength(plain.split("\n").length);
  const page = outsideOfCode(html(written));
  const tags = (of: string) => [...new Set([...of.matchAll(/<\/?([a-z0-9]+)/g)].map(([, tag]) => tag))].sort();
  expect(tags(page)).toEqual(tags(outsideOfCode(html(plain))));
  expect([...page.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual(Array(2).fill(WIDE.link));
  expect(page.replace(/href="[^"]*"/g, "")).not.toMatch(/@|#\d|![\d[]|GH-|https?:|www\.|##|::|[0-9a-f]{7}/);
});
