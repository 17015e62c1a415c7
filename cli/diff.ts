import type { AccessDiff } from "../access/access-diff";
import { diffAccess } from "../access/diff-access";
import { diffMarkdown } from "../access/report/diff-markdown";
import { diffSvg } from "../access/report/diff-svg";
import { diffText } from "../access/report/diff-text";
import { PLAIN } from "../access/report/paint";
import { printedJson } from "../quoting/printed-json";
import { EXIT } from "./exit-codes";
import { readPlanFiles } from "./plan-files";
import { printProblems, reportColors } from "./print";
import { tryWriteWhole } from "./write-whole";

/** Arguments of `claude-access diff`. */
export interface DiffOptions {
  readonly format: "text" | "markdown" | "json" | "svg";
  readonly out?: string;
  /** List what does not change, too. */
  readonly all?: boolean;
}

const textOf = (diff: AccessDiff, { format, out, all = false }: DiffOptions): string => {
  if (format === "json") return printedJson(diff);
  if (format === "markdown") return diffMarkdown(diff);
  if (format === "svg") return diffSvg(diff);
  return diffText(diff, out === undefined ? reportColors() : PLAIN, { all });
};

/** Says what plans change for whom; 0 whatever they change, 2 where one cannot be read. */
export const diff = (plans: readonly string[], options: DiffOptions): number => {
  const read = readPlanFiles(plans);
  if ("problems" in read) {
    printProblems(read.problems);
    return EXIT.unusable;
  }
  const text = textOf(diffAccess(read.sides), options);
  if (options.out === undefined) {
    process.stdout.write(text);
    return EXIT.done;
  }
  const problem = tryWriteWhole(options.out, text);
  if (problem === undefined) return EXIT.done;
  printProblems([problem]);
  return EXIT.unusable;
};
