import { printable } from "../declaration/printable";
import type { CheckResult, CheckState } from "../verify/check-result";
import { EXIT } from "./exit-codes";

const WORDS: Readonly<Record<CheckState, string>> = {
  fine: "fine",
  blocked: "blocked",
  undecided: "undecided",
  "could-not-check": "could not check",
};

const linesOf = ({ check, state, subject, detail, remedy, link }: CheckResult): string[] => {
  const page = link === undefined ? "" : ` (${link})`;
  const toDo = remedy === undefined ? [] : [`  to do: ${remedy}${page}`];
  return [`${WORDS[state]}: ${check}[${subject}]`, `  ${detail}`, ...toDo];
};

const count = (results: readonly CheckResult[], wanted: CheckState): number =>
  results.filter(({ state }) => state === wanted).length;

const verdict = (results: readonly CheckResult[]): string => {
  const parts = (["blocked", "undecided", "could-not-check"] as const).flatMap((state) => {
    const number = count(results, state);
    return number === 0 ? [] : [`${number} ${WORDS[state]}`];
  });
  return parts.length === 0 ? "Nothing is in the way." : `${parts.join(", ")}, ${count(results, "fine")} fine.`;
};

/** A preflight as a person reads it. Whatever came from outside is printed so that no terminal obeys it. */
export const preflightText = (results: readonly CheckResult[]): string =>
  `${[...results.flatMap(linesOf), verdict(results)].map(printable).join("\n")}\n`;

/** A preflight as a program reads it. */
export const preflightJson = (entry: string, results: readonly CheckResult[]): string =>
  `${JSON.stringify({ schemaVersion: 1, entry, results }, null, 2)}\n`;

/** Exit code: something blocked or undecided comes before what could not be checked. */
export const preflightExit = (results: readonly CheckResult[]): number => {
  if (count(results, "blocked") + count(results, "undecided") > 0) return EXIT.violated;
  return count(results, "could-not-check") > 0 ? EXIT.unchecked : EXIT.done;
};
