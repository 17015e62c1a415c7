import type { AccessDiff } from "../access-diff";
import { diffStory } from "./diff-story";
import { type Paint, PLAIN } from "./paint";
import { counted, type Sentence, tell, write } from "./sentence";
import type { Chapter, Mark, Paragraph } from "./story";
import { TEXT_QUOTING } from "./text-quoting";

/** Paragraphs under one title before the rest is only counted. */
const SHOWN = 50;

const text = (sentence: Sentence): string => write(sentence, TEXT_QUOTING);

const painted = (mark: Mark, { green, red, yellow, dim }: Paint): string => {
  if (mark === "+") return green(mark);
  if (mark === "-" || mark === "-/+") return red(mark);
  return mark === "=" ? dim(mark) : yellow(mark);
};

const paragraphLines = ({ mark, head, lines }: Paragraph, paint: Paint): string[] => [
  `${painted(mark, paint)}${" ".repeat(4 - mark.length)}${text(head)}`,
  ...lines.map((line) => `      ${text(line)}`),
];

const chapterLines = ({ title, paragraphs }: Chapter, paint: Paint, shown: number): string[] => {
  const rest = paragraphs.length - shown;
  return [
    "",
    paint.bold(title),
    ...paragraphs.slice(0, shown).flatMap((paragraph) => paragraphLines(paragraph, paint)),
    ...(rest > 0 ? [text(tell`    and ${counted(rest, "more paragraph")}: --all, or --format json`)] : []),
  ];
};

/**
 * An access diff for a terminal, readable without colour; ends with a line break.
 * `all` also lists what stays as it is, and leaves nothing out.
 */
export const diffText = (diff: AccessDiff, paint: Paint = PLAIN, { all = false } = {}): string => {
  const { subject, summary, chapters } = diffStory(diff, { names: all ? Number.POSITIVE_INFINITY : 3, all });
  const shown = all ? Number.POSITIVE_INFINITY : SHOWN;
  const lines = [
    paint.bold(text(subject)),
    text(summary),
    ...chapters.flatMap((chapter) => chapterLines(chapter, paint, shown)),
  ];
  return `${lines.join("\n")}\n`;
};
