import { lstatSync, readdirSync, realpathSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import type { Mistake, Place, Places } from "./finding";
import { type ParsedDocument, parseText } from "./parse-document";
import { pathText } from "./path-text";
import { readText } from "./read-text";

/** Characters of all files of a declaration together: far more than 10,000 teams, and still parsed in bounded memory. */
const MOST_CHARACTERS = 16 * 1024 * 1024;
const PATTERN = /^(?!.*\*\*)(?!.*(^|\/)\.\.?(\/|$))[\w.*-]+(\/[\w.*-]+)*$/;
const FILE_NAME = /^[\w.-]+$/;

/** Whether a name fits a pattern with `*`; takes every piece at its first fit, so that no pattern is slow. */
const matches = (pattern: string, name: string): boolean => {
  const [first = "", ...pieces] = pattern.split("*");
  const last = pieces.pop();
  if (last === undefined) return pattern === name;
  if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length) return false;
  const end = name.length - last.length;
  let from = first.length;
  for (const piece of pieces) {
    const found = name.indexOf(piece, from);
    if (found === -1 || found + piece.length > end) return false;
    from = found + piece.length;
  }
  return true;
};

const isFolder = (path: string): boolean => {
  try {
    return lstatSync(path).isDirectory();
  } catch {
    return false;
  }
};

const namesIn = (folder: string): string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};

/** Files below a folder that a pattern with `*` names, sorted; hidden ones only where the pattern says so. */
const filesMatching = (folder: string, pattern: string): string[] =>
  pattern
    .split("/")
    .reduce<string[]>(
      (bases, step) =>
        bases.flatMap((base) =>
          namesIn(join(folder, base))
            .filter((name) => matches(step, name) && (!name.startsWith(".") || step.startsWith(".")))
            .map((name) => join(base, name)),
        ),
      [""],
    )
    .filter((file) => !isFolder(join(folder, file)))
    .sort();

/** Why a file is not included; undefined for one that may be read. */
const refusalOf = (declarationFile: string, folder: string, name: string): string | undefined => {
  if (!name.split(sep).every((part) => FILE_NAME.test(part))) {
    return `${JSON.stringify(name)} has a name with other characters than letters, digits, ".", "_" and "-"; rename it`;
  }
  try {
    const real = realpathSync(join(folder, name));
    if (real === realpathSync(declarationFile)) return `"${name}" is the declaration itself; name files of teams only`;
    const inside = !relative(realpathSync(folder), real).startsWith(`..${sep}`);
    return inside ? undefined : `"${name}" is a link out of the folder; put the file itself there`;
  } catch {
    return `"${name}" is a link to nothing; remove it`;
  }
};

/** What the files named by `include:` hold, each as it was written. */
export interface Included {
  readonly documents: readonly { readonly file: string; readonly document: ParsedDocument }[];
  readonly mistakes: readonly Mistake[];
}

/**
 * Reads every file that a declaration includes, relative to it, each once.
 * @param include value of `include:` as it was written; what is no text there is left to the schema
 * @param characters length of the declaration itself
 */
export const readIncludes = (
  declarationFile: string,
  include: unknown,
  places: Places,
  characters: number,
): Included => {
  const folder = dirname(declarationFile);
  const mistakes: Mistake[] = [];
  const patterns = (Array.isArray(include) ? include : [include]).map((pattern, index) => ({
    pattern,
    path: pathText(Array.isArray(include) ? ["include", index] : ["include"]),
  }));
  const refuse = (place: Place, path: string, message: string) => {
    mistakes.push({ rule: "include", place, path, message, state: "violated" });
  };

  const files = new Map<string, { place: Place; path: string }>();
  for (const { pattern, path } of patterns) {
    if (typeof pattern !== "string" || pattern === "") continue;
    const place = places.get(path) ?? { file: declarationFile };
    if (!PATTERN.test(pattern)) {
      refuse(
        place,
        path,
        `${JSON.stringify(pattern)} cannot be included; name files below this folder, with * for any name`,
      );
      continue;
    }
    const found = filesMatching(folder, pattern);
    if (found.length === 0) refuse(place, path, `"${pattern}" names no file below ${folder}`);
    for (const name of found) if (!files.has(name)) files.set(name, { place, path });
  }

  const documents: { file: string; document: ParsedDocument }[] = [];
  let total = characters;
  for (const [name, { place, path }] of files) {
    const file = join(folder, name);
    const refusal = refusalOf(declarationFile, folder, name);
    if (refusal !== undefined) {
      refuse(place, path, refusal);
      continue;
    }
    const read = readText(file);
    if ("problem" in read) {
      mistakes.push({ rule: "file", place: { file }, path: "", message: read.problem, state: "violated" });
      continue;
    }
    total += read.text.length;
    if (total > MOST_CHARACTERS) {
      refuse(
        place,
        path,
        `files of more than ${MOST_CHARACTERS} characters together; make a declaration of a part of the teams`,
      );
      break;
    }
    const document = parseText(file, read.text);
    for (const mistake of document.mistakes) mistakes.push(mistake);
    if (document.readable) documents.push({ file, document });
  }
  return { documents, mistakes };
};
