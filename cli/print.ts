import colors from "picocolors";
import type { Mistake } from "../declaration/finding";
import { type Finding, findingId } from "../policies/finding";

const placeText = ({ file, line, column }: { file?: string; line?: number; column?: number }): string =>
  [file, line, column].filter((part) => part !== undefined).join(":");

/** Colours only where a terminal reads: `NO_COLOR`, `FORCE_COLOR` and redirection are honoured. */
const errorColors = () => colors.createColors(process.stderr.isTTY === true && !process.env.NO_COLOR);

/** Mistakes and notes of a declaration, one a line, as compilers print them. */
export const mistakeLines = (mistakes: readonly Mistake[], paint = colors.createColors(false)): string[] =>
  mistakes.map(({ place, path, message, rule, state }) => {
    const word = state === "violated" ? paint.red("error") : paint.yellow("undecided");
    const subject = path === "" ? "" : `${path} `;
    return `${placeText(place)}: ${word}: ${subject}${message} [${rule}]`;
  });

/** Findings of the policies: what, where, and what to do. */
export const findingLines = (findings: readonly Finding[], paint = colors.createColors(false)): string[] =>
  findings.flatMap((finding) => {
    const word = finding.state === "violated" ? paint.red("violated") : paint.yellow("undecided");
    const where = finding.place?.file === undefined ? "" : `${placeText(finding.place)}: `;
    const link = finding.link === undefined ? "" : ` (${finding.link})`;
    return [`${where}${word}: ${findingId(finding)}`, `  ${finding.detail}`, `  to do: ${finding.remedy}${link}`];
  });

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
