import type { AccessDiff, DiffSummary } from "../access-diff";
import { diffStory } from "./diff-story";
import { MARKDOWN_QUOTING } from "./markdown-quoting";
import { counted, numberText, type Sentence, write } from "./sentence";
import type { Chapter, Paragraph } from "./story";

/**
 * GitHub takes 65,536 characters a comment; the reserve is for what a workflow writes around it. As UTF-8 no more than 192 KiB,
 * where GitLab takes 1 MB.
 */
const MAX_CHARACTERS = 65_536 - 1_536;

/** Paragraphs of a chapter that stand open; the others are folded. */
const OPEN = 5;

const text = (sentence: Sentence): string => write(sentence, MARKDOWN_QUOTING);

const paragraphText = ({ mark, head, lines }: Paragraph): string =>
  [`- \`${mark}\` ${text(head)}`, ...lines.map((line) => `  - ${text(line)}`), ""].join("\n");

const summaryTable = ({ identities, ...counts }: DiffSummary): string => {
  const rows: readonly (readonly [string, number])[] = [
    ["Identities added", identities.added],
    ["Identities removed", identities.removed],
    ["Identities made anew", identities.replaced],
    ["Identities changed", identities.changed],
    ["Identities unchanged", identities.unchanged],
    ["Models gained", counts.modelsGained],
    ["Models lost", counts.modelsLost],
    ["Ways in gained", counts.entrancesGained],
    ["Ways in lost", counts.entrancesLost],
    ["Settings documents that change", counts.settingsChanged],
    ["Values known only after the apply", counts.knownAfterApply],
  ];
  const lines = rows.filter(([, count]) => count > 0).map(([what, count]) => `| ${what} | ${numberText(count)} |\n`);
  return lines.length === 0 ? "" : `\n| What | How many |\n| --- | ---: |\n${lines.join("")}`;
};

/** A chapter, of which some paragraphs may be left out; whole folds only. */
const chapterText = (title: string, shown: readonly string[], left: number): string => {
  const folded = shown.slice(OPEN);
  const fold =
    folded.length === 0
      ? ""
      : `\n<details>\n<summary>${numberText(folded.length)} more</summary>\n\n${folded.join("")}\n</details>\n`;
  const rest = left === 0 ? "" : `\n${text(counted(left, "more is", "more are"))} left out here.\n`;
  return `\n### ${title}\n\n${shown.slice(0, OPEN).join("")}${fold}${rest}`;
};

/** What a chapter takes at most besides its paragraphs. */
const FRAME = 200;

/** How many paragraphs of each chapter fit: the first of each, then the second of each, so that no chapter hides another. */
const fitting = (chapters: readonly (readonly string[])[], room: number): number[] => {
  const shown = chapters.map(() => 0);
  const isOpen = chapters.map(() => true);
  let left = room - chapters.length * FRAME;
  for (let nth = 0; isOpen.includes(true); nth++) {
    chapters.forEach((paragraphs, at) => {
      const next = paragraphs[nth];
      if (!isOpen[at]) return;
      isOpen[at] = next !== undefined && next.length <= left;
      if (!isOpen[at]) return;
      left -= next?.length ?? 0;
      shown[at] = nth + 1;
    });
  }
  return shown;
};

const chaptersText = (chapters: readonly Chapter[], room: number): { written: string; left: number } => {
  const paragraphs = chapters.map((chapter) => chapter.paragraphs.map(paragraphText));
  const shown = fitting(paragraphs, room);
  const written = chapters.map(({ title }, at) => {
    const all = paragraphs[at] ?? [];
    return chapterText(title, all.slice(0, shown[at]), all.length - (shown[at] ?? 0));
  });
  const left = paragraphs.reduce((sum, { length }, at) => sum + length - (shown[at] ?? 0), 0);
  return { written: written.join(""), left };
};

/**
 * An access diff for a pull request, as GitHub and GitLab write Markdown; ends with a line break. Never longer than
 * `maxCharacters` (UTF-16 units, at least 4,000): what does not fit is counted. Names of others are quoted.
 */
export const diffMarkdown = (
  diff: AccessDiff,
  { maxCharacters = MAX_CHARACTERS }: { readonly maxCharacters?: number } = {},
): string => {
  const { subject, summary, chapters } = diffStory(diff, { names: 3, all: false });
  const head = `## ${text(subject)}\n\n${text(summary)}\n${summaryTable(diff.summary)}`;
  const { written, left } = chaptersText(chapters, maxCharacters - head.length - FRAME);
  const rest =
    left === 0
      ? ""
      : `\n${text(counted(left, "entry", "entries"))} left out to fit a comment. All of it: \`claude-access diff --all\` on the same plans.\n`;
  return `${head}${written}${rest}`;
};
