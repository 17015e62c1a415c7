import { lstatSync, readdirSync, realpathSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import type { Mistake, Place } from "./finding";
import { type ParsedDocument, parseText } from "./parse-document";
import { readText } from "./read-text";

const PATTERN = /^(?!.*(^|\/)\.\.(\/|$))[\w.*-]+(\/[\w.*-]+)*$/;

const matches = (pattern: string, name: string): boolean =>
  new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&").replace(/\*/g, "[^/]*")}$`).test(name);

/** Files below a folder that a pattern with `*` names, sorted; hidden ones and links out of the folder are left out. */
const filesMatching = (folder: string, pattern: string): string[] => {
  const steps = pattern.split("/");
  let found = [""];
  for (const step of steps) {
    found = found.flatMap((base) => {
      try {
        return readdirSync(join(folder, base))
          .filter((name) => matches(step, name) && (!name.startsWith(".") || step.startsWith(".")))
          .map((name) => join(base, name));
      } catch {
        return [];
      }
    });
  }
  return found.filter((file) => !lstatSync(join(folder, file)).isDirectory()).sort();
};

const staysInside = (folder: string, file: string): boolean =>
  !relative(realpathSync(folder), realpathSync(file)).startsWith(`..${sep}`);

/** What the files named by `include:` hold, each as it was written. */
export interface Included {
  readonly documents: readonly { readonly file: string; readonly document: ParsedDocument }[];
  readonly mistakes: readonly Mistake[];
}

/** Reads every file that a declaration includes, relative to it. */
export const readIncludes = (
  declarationFile: string,
  patterns: readonly string[],
  place: Place | undefined,
): Included => {
  const folder = dirname(declarationFile);
  const mistakes: Mistake[] = [];
  const refuse = (message: string, value?: string) =>
    mistakes.push({
      rule: "include",
      place: place ?? { file: declarationFile },
      path: "include",
      value,
      message,
      state: "violated",
    });
  const files = patterns.flatMap((pattern) => {
    if (!PATTERN.test(pattern)) {
      refuse(
        `${JSON.stringify(pattern)} cannot be included; name files below this folder, with * for any name`,
        pattern,
      );
      return [];
    }
    const found = filesMatching(folder, pattern);
    if (found.length === 0) refuse(`"${pattern}" names no file below ${folder}`, pattern);
    return found;
  });
  const documents = [...new Set(files)].flatMap((name) => {
    const file = join(folder, name);
    if (!staysInside(folder, file)) {
      refuse(`"${name}" is a link out of the folder; put the file itself there`, name);
      return [];
    }
    const read = readText(file);
    if ("problem" in read) {
      mistakes.push({ rule: "file", place: { file }, path: "", message: read.problem, state: "violated" });
      return [];
    }
    const parsed = parseText(file, read.text);
    if ("mistakes" in parsed) {
      mistakes.push(...parsed.mistakes);
      return [];
    }
    return [{ file, document: parsed.document }];
  });
  return { documents, mistakes };
};
