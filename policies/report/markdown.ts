import { listIn } from "../../plans/list-in";
import { type Finding, findingId } from "../finding";
import { markdownCode, markdownProse } from "./markdown-quoting";
import type { Report } from "./report";
import { placeText } from "./text";

/** GitHub takes 65,536 characters a comment, GitLab 1,000,000; the rest is for what a workflow writes around it. */
const MAX_CHARACTERS = 64_000;
/** What the words around the findings of one rule take at most. */
const FRAME = 250;

/** Findings of one rule that are told, and how many more there are. */
interface Chapter {
  readonly rule: string;
  readonly entries: readonly string[];
  readonly left: number;
}

const entryText = (finding: Finding, more: readonly string[] = []): string => {
  const { state, detail, remedy, place, link } = finding;
  const where = place?.file === undefined ? [] : [`  - at ${markdownCode(placeText(place))}`];
  const page = link !== undefined && /^https:\/\/[\w.~/#?=&%-]+$/.test(link) ? ` ([why](${link}))` : "";
  return [
    `- **${state}** ${markdownCode(findingId(finding))}`,
    `  - ${markdownProse(detail)}`,
    ...where,
    `  - To do: ${markdownProse(remedy)}${page}`,
    ...more.map((line) => `  - ${line}`),
    "",
  ].join("\n");
};

/** Chapters that fit: the first finding of each rule, then the second of each, so that no rule hides another. */
const fitting = (entries: ReadonlyMap<string, readonly string[]>, room: number): Chapter[] => {
  const rules = [...entries.keys()].sort();
  const shown = new Map(rules.map((rule) => [rule, 0]));
  const most = Math.max(0, ...[...entries.values()].map(({ length }) => length));
  let left = room - rules.length * FRAME;
  for (let nth = 0; nth < most; nth += 1) {
    for (const rule of rules) {
      const entry = entries.get(rule)?.[nth];
      if (entry === undefined || shown.get(rule) !== nth || entry.length > left) continue;
      left -= entry.length;
      shown.set(rule, nth + 1);
    }
  }
  return rules.map((rule) => {
    const all = entries.get(rule) ?? [];
    const count = shown.get(rule) ?? 0;
    return { rule, entries: all.slice(0, count), left: all.length - count };
  });
};

const chapterText = ({ rule, entries, left }: Chapter, count: number): string =>
  [
    `<details>\n<summary><code>${rule}</code>: ${count}</summary>\n\n`,
    ...entries,
    ...(left === 0 ? [] : [`\n${left} more; \`claude-access check --format json\` lists all.\n`]),
    "\n</details>\n",
  ].join("");

const byRule = <T>(items: readonly T[], findingOf: (item: T) => Finding): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) listIn(groups, findingOf(item).rule).push(item);
  return groups;
};

const tableText = ({ open, accepted }: Report): string => {
  const all = [...open, ...accepted.map(({ finding }) => finding)];
  const rules = [...new Set(all.map(({ rule }) => rule))].sort();
  if (rules.length === 0) return "";
  const rows = rules.map((rule) => {
    const mine = open.filter((finding) => finding.rule === rule);
    const violated = mine.filter(({ state }) => state === "violated").length;
    const taken = accepted.filter(({ finding }) => finding.rule === rule).length;
    return `| \`${rule}\` | ${violated} | ${mine.length - violated} | ${taken} |\n`;
  });
  return `\n| rule | violated | undecided | accepted |\n| --- | ---: | ---: | ---: |\n${rows.join("")}`;
};

const headText = ({ open, accepted, stacks }: Report): string => {
  const [first = "", ...more] = stacks.map(({ name }) => markdownCode(name, 100));
  const judged =
    more.length === 0
      ? first
      : `${stacks.length} stacks (${[first, ...more].slice(0, 5).join(", ")}${more.length > 4 ? ", …" : ""})`;
  const verdict =
    open.length === 0
      ? "no rule is broken"
      : `${open.length} ${open.length === 1 ? "finding is" : "findings are"} open`;
  const taken = accepted.length === 0 ? "" : ` ${accepted.length} accepted.`;
  return `## Access check: ${verdict}\n\nJudged: ${judged === "" ? "nothing" : judged}.${taken}\n`;
};

const chaptersText = (title: string, entries: ReadonlyMap<string, readonly string[]>, room: number): string => {
  if (entries.size === 0) return "";
  const chapters = fitting(entries, room).map((chapter) =>
    chapterText(chapter, entries.get(chapter.rule)?.length ?? 0),
  );
  return `\n### ${title}\n\n${chapters.join("\n")}`;
};

/**
 * A report for a pull request, as GitHub and GitLab write Markdown: the verdict, a table, and the findings folded by rule.
 * Never longer than `maxCharacters` (UTF-16 units); what does not fit is counted. Whatever others wrote is quoted.
 */
export const markdownReport = (report: Report, { maxCharacters = MAX_CHARACTERS } = {}): string => {
  const open = new Map(
    [...byRule(report.open, (finding) => finding)].map(([rule, found]) => [rule, found.map((one) => entryText(one))]),
  );
  const accepted = new Map(
    [...byRule(report.accepted, ({ finding }) => finding)].map(([rule, found]) => [
      rule,
      found.map(({ finding, by: { reason, until, owner } }) =>
        entryText(finding, [
          `Accepted until ${markdownCode(until)} by ${markdownCode(owner)}: ${markdownProse(reason)}`,
        ]),
      ),
    ]),
  );
  const head = `${headText(report)}${tableText(report)}`;
  const found = chaptersText("Open", open, maxCharacters - head.length - accepted.size * FRAME);
  return `${head}${found}${chaptersText("Accepted", accepted, maxCharacters - head.length - found.length)}`;
};
