import { lstatSync, realpathSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { FORMATS, type Format } from "../policies/report/formats";
import type { Report } from "../policies/report/report";
import { swapIn } from "./write-whole";

/** A report that is wanted in a file. */
export interface WantedReport {
  readonly format: Format;
  readonly file: string;
}

const isFormat = (word: string): word is Format => Object.hasOwn(FORMATS, word);

/** One file, however it is written. */
const oneName = (file: string): string => {
  try {
    return realpathSync(file);
  } catch {
    return resolve(file);
  }
};

/** Reads `FORMAT=FILE` arguments, or says what is wrong with them: no two reports go to one file, and none over an input. */
export const wantedReports = (
  given: readonly string[],
  inputs: readonly string[],
): readonly WantedReport[] | { readonly problems: readonly string[] } => {
  const taken = new Set(inputs.map(oneName));
  const wanted: WantedReport[] = [];
  const problems: string[] = [];
  for (const argument of given) {
    const [format = "", ...rest] = argument.split("=");
    const file = rest.join("=");
    if (!isFormat(format) || file === "")
      problems.push(`--report ${argument} is no FORMAT=FILE; formats are ${Object.keys(FORMATS).join(", ")}`);
    else if (taken.has(oneName(file))) problems.push(`--report ${argument} would write over another file of this run`);
    else wanted.push({ format, file });
    taken.add(oneName(file));
  }
  return problems.length > 0 ? { problems } : wanted;
};

const isSpecial = (file: string): boolean => {
  try {
    return !lstatSync(file).isFile();
  } catch {
    return false;
  }
};

/** Writes a file whole or not at all; into a pipe or through a link as it stands. */
const writeReport = (file: string, text: string): void => {
  if (isSpecial(file)) writeFileSync(file, text);
  else swapIn(file, text);
};

/** Writes the reports that are wanted, each whole; returns what could not be written. */
export const writeReports = (report: Report, wanted: readonly WantedReport[]): readonly string[] =>
  wanted.flatMap(({ format, file }) => {
    const text = FORMATS[format](report);
    try {
      writeReport(file, text);
      return [];
    } catch (error) {
      return [`${file} cannot be written (${(error as NodeJS.ErrnoException).code ?? "unknown error"})`];
    }
  });
