import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { diffMarkdown } from "../../../access/report/diff-markdown";
import { anyDiff, manyUnlike, reversed } from "./any-diff";
import { alike, change, diffOf, HAIKU, identity, SONNET } from "./sample-diff";

const PROFILE = "`arn:aws:bedrock:eu-central-1:111122223333:inference-profile/eu.anthropic.claude";
const page = new MarkdownIt({ html: true, linkify: true });
const HEADINGS = ["Gains", "Losses", "Made anew", "Changed otherwise", "Settings", "Not known yet"];

/** What a reader of the page could take for more than words: our own folds, source links and signs aside. */
const breakouts = (markdown: string): string[] => {
  const tokens = page.parse(markdown, {});
  const blocks = tokens.flatMap(({ type, content }) =>
    type === "html_block" && !/^(<details>\n<summary>[\d,]+ more<\/summary>\n|<\/details>\n)$/.test(content)
      ? [content]
      : /^(fence|code_block|blockquote_open|hr|ordered_list_open)$/.test(type)
        ? [type]
        : [],
  );
  const headings = tokens.flatMap(({ type }, at) =>
    type === "heading_open" && tokens[at]?.tag === "h3" ? [tokens[at + 1]?.content ?? ""] : [],
  );
  const inline = tokens
    .flatMap(({ children }) => children ?? [])
    .flatMap(({ type, content, attrGet }, at, all) => {
      if (type === "text") return /^[A-Za-z0-9 ,.:;()'-]*$/.test(content) ? [] : [content];
      if (type === "link_open") {
        const isOurs =
          all[at + 1]?.content === "source" && String(attrGet.call(all[at], "href")).startsWith("https://");
        return isOurs ? [] : ["link"];
      }
      return ["code_inline", "softbreak", "link_close"].includes(type) ? [] : [type];
    });
  return [...blocks, ...headings.filter((heading) => !HEADINGS.includes(heading)), ...inline];
};

const isBalanced = (markdown: string): boolean =>
  markdown.split("<details>\n").length === markdown.split("\n</details>\n").length;

test("a small diff is a page with counts, what is gained and what is lost", () => {
  const diff = diffOf([
    identity({ change: "added", models: change([SONNET]) }),
    identity({
      ...{ id: "b", address: "aws_iam_role.B", name: "b", holders: [], change: "changed" },
      models: change([], [HAIKU], [SONNET]),
      openSessions: { seconds: 5400, why: "A role ends at 12 hours.", source: "https://example.com/a_b?c=d#e" },
    }),
  ]);
  expect(diffMarkdown(diff)).toBe(`## Access diff of \`aws-eu\`

1 identity gains and 1 identity loses.

| What | How many |
| --- | ---: |
| Identities added | 1 |
| Identities changed | 1 |
| Models gained | 1 |
| Models lost | 1 |

### Gains

- \`+\` \`payments people\`: new role \`acme-payments-people\` in \`aws-eu\`
  - gains Claude Sonnet 5 on Amazon Bedrock, answered in \`eu\`, through ${PROFILE}-sonnet-5\`
  - at \`aws_iam_role.Payments\`

### Losses

- \`-\` role \`b\` in \`aws-eu\`, to which no settings lead
  - loses Claude Haiku 4.5 on Amazon Bedrock, answered in \`eu\`, through ${PROFILE}-haiku-4-5\`
  - open sessions still work for up to 1 hour 30 minutes. A role ends at 12 hours. [source](https://example.com/a_b?c=d#e)
  - keeps Claude Sonnet 5 on Amazon Bedrock, answered in \`eu\`
  - at \`aws_iam_role.B\`
`);
});

test("a page on which nothing changes is two lines", () => {
  expect(diffMarkdown(diffOf([]))).toBe("## Access diff of no stack\n\nNothing changes for anybody.\n");
});

test("names are quoted so that they are read as names", () => {
  const names = ["@acme/all #1", "a`b``c", "<b>x</b>", "\u202eevil\n# x", "", " ", "`"];
  const shown = names.map((name) => {
    const text = diffMarkdown(diffOf([identity({ change: "added", name, models: change([SONNET]) })]));
    return /new role (.*) in `aws-eu`\n/.exec(text)?.[1];
  });
  expect(shown).toEqual([
    "`@acme/all #1`",
    "```a`b``c```",
    "`<b>x</b>`",
    "`\\u{202e}evil\\u{a}# x`",
    '`""`',
    '`" "`',
    "`` ` ``",
  ]);
});

test("of the words of others those are quoted that a page could take for more", () => {
  const shown = (sentence: string) =>
    /\n {2}- (.*)\n$/.exec(diffMarkdown(diffOf([identity({ open: [sentence] })])))?.[1];
  expect([
    shown("The policy of aws_iam_role.X, in eu-west-1, isn't known (yet)."),
    shown("See https://evil.example now @all #1 GH-1"),
    shown("1. one deadbeef"),
    shown("- *a* b"),
    shown("www.evil.example"),
  ]).toEqual([
    "The policy of `aws_iam_role.X,` in `eu-west-1,` isn't known (yet).",
    "See `https://evil.example` now `@all #1 GH-1`",
    "`1.` one `deadbeef`",
    "`- *a*` b",
    "`www.evil.example`",
  ]);
});

test("what comes after the first five is folded", () => {
  const roles = Array.from({ length: 7 }, (_, nth) =>
    identity({ ...alike(7)[nth], change: "added", models: change([{ ...SONNET, name: `Model ${nth}` }]) }),
  );
  const text = diffMarkdown(diffOf(roles));
  const [open = "", folded = "", after] = text.split(/<details>\n<summary>2 more<\/summary>\n\n|\n<\/details>\n/);
  expect([open.split("\n- ").length - 1, folded.split(/^- /m).length - 1, after]).toEqual([5, 2, ""]);
  expect(breakouts(text)).toEqual([]);
});

test("ten thousand unlike identities fit a comment of GitHub, with whole folds, and say how many are left out", () => {
  const text = diffMarkdown(manyUnlike(10_000));
  expect(text.length).toBeLessThanOrEqual(64_000);
  expect(text.length).toBeGreaterThan(60_000);
  expect(Buffer.byteLength(text)).toBeLessThan(1_000_000);
  expect(isBalanced(text)).toBe(true);
  expect(breakouts(text)).toEqual([]);
  const shown = text.split(/^- /m).length - 1;
  const left = /\n([\d,]+) entries left out to fit a comment\. All of it: `claude-access diff --all`/.exec(text)?.[1];
  // A quarter is made anew and gains besides, so it is told twice.
  expect(shown + Number(left?.replace(",", ""))).toBe(12_500);
});

test("a thousand teams that change alike leave nothing out", () => {
  const text = diffMarkdown(diffOf(alike(1_000, { change: "added", models: change([SONNET]) })));
  expect(text.length).toBeLessThan(1_500);
  expect(text).not.toContain("left out");
});

test("no name gets out of where it is written, no page is too long, and the order of the input does not matter", () => {
  fc.assert(
    fc.property(anyDiff(), fc.integer({ min: 4_000, max: 20_000 }), (diff, maxCharacters) => {
      const text = diffMarkdown(diff, { maxCharacters });
      expect(text.length).toBeLessThanOrEqual(maxCharacters);
      expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      expect(breakouts(text)).toEqual([]);
      expect(isBalanced(text)).toBe(true);
      expect(diffMarkdown(reversed(diff), { maxCharacters })).toBe(text);
    }),
    { numRuns: 100 },
  );
});
