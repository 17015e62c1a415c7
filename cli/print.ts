import colors from "picocolors";
import type { Mistake } from "../declaration/finding";
import type { Finding } from "../policies/finding";
import { findingLines, noteLines, type Paint } from "../policies/report/text";

/** Colours only where a terminal reads: `NO_COLOR`, `FORCE_COLOR` and redirection are honoured. */
const errorColors = () => colors.createColors(process.stderr.isTTY === true && !process.env.NO_COLOR);

/** Mistakes of a declaration, one a line, as compilers print them. */
export const mistakeLines: (mistakes: readonly Mistake[], paint?: Paint) => string[] = noteLines;

/** Colours of a report on stdout, as those of errors. */
export const reportColors = () => colors.createColors(process.stdout.isTTY === true && !process.env.NO_COLOR);

const printLines = (lines: readonly string[]): void => {
  if (lines.length > 0) process.stderr.write(`${lines.join("\n")}\n`);
};

/** Prints mistakes to stderr, with a count at the end where there are several. */
export const printMistakes = (mistakes: readonly Mistake[]): void => {
  const lines = mistakeLines(mistakes, errorColors());
  printLines(mistakes.length > 1 ? [...lines, `${mistakes.length} mistakes; nothing was written`] : lines);
};

/** Prints findings to stderr. */
export const printFindings = (findings: readonly Finding[]): void => {
  printLines(findingLines(findings, errorColors()));
};

/** Prints problems that have no place of their own. */
export const printProblems = (problems: readonly string[]): void => {
  const paint = errorColors();
  printLines(problems.map((problem) => `${paint.red("error")}: ${problem}`));
};
