import { type Finding, findingId } from "../finding";
import type { Note, Report } from "./report";
import { visibleText } from "./visible-text";

/** Colours of a terminal, as `picocolors` has them. */
export interface Paint {
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
}

const PLAIN: Paint = { red: (text) => text, yellow: (text) => text };

/** `access.yaml:3:7`, as far as it is known. */
export const placeText = ({ file, line, column }: { file?: string; line?: number; column?: number }): string =>
  [file, line, column].filter((part) => part !== undefined).join(":");

/** What a declaration leaves open, one a line, as compilers print it. */
export const noteLines = (notes: readonly Note[], paint = PLAIN): string[] =>
  notes.map(({ place, path, message, rule, state }) => {
    const word = state === "violated" ? paint.red("error") : paint.yellow("undecided");
    const subject = path === "" ? "" : `${path} `;
    return `${visibleText(placeText(place))}: ${word}: ${visibleText(`${subject}${message} [${rule}]`)}`;
  });

/** Findings: what, where, and what to do. */
export const findingLines = (findings: readonly Finding[], paint = PLAIN): string[] =>
  findings.flatMap((finding) => {
    const { state, place, detail, remedy, link } = finding;
    const word = state === "violated" ? paint.red("violated") : paint.yellow("undecided");
    const where = place?.file === undefined ? "" : `${visibleText(placeText(place))}: `;
    const page = link === undefined ? "" : ` (${link})`;
    return [
      `${where}${word}: ${visibleText(findingId(finding))}`,
      `  ${visibleText(detail)}`,
      `  to do: ${visibleText(`${remedy}${page}`)}`,
    ];
  });

/** A report for a person at a terminal; ends with a line break. */
export const textReport = ({ open, notes }: Report, paint = PLAIN): string => {
  const count = open.length === 1 ? "1 finding is" : `${open.length} findings are`;
  const verdict = open.length === 0 ? "No rule is broken." : `${count} open.`;
  return `${[...noteLines(notes, paint), ...findingLines(open, paint), verdict].join("\n")}\n`;
};
