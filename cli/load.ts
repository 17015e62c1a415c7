import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { type Loaded, loadDeclaration } from "../declaration/load-declaration";
import { declarationFile } from "./declaration-file";
import { printMistakes } from "./print";

/** A declaration that loaded, with what reads the files that it names. */
export interface LoadedFile extends Extract<Loaded, { ok: true }> {
  readonly file: string;
  readonly readText: (path: string) => string;
  /** Folder that holds all state in a rehearsal, from `CLAUDE_ACCESS_REHEARSAL_STATE`. */
  readonly rehearsalFolder?: string;
}

/** Loads the declaration that the arguments or the environment name; prints its mistakes and returns undefined otherwise. */
export const loadOrPrint = (declaration?: string, asOf?: string): LoadedFile | undefined => {
  const file = declarationFile(declaration === undefined ? [] : ["--declaration", declaration], process.env);
  const loaded = loadDeclaration({ file, asOf });
  if (!loaded.ok) {
    printMistakes(loaded.mistakes);
    return undefined;
  }
  const folder = dirname(resolve(file));
  const rehearsalFolder = process.env.CLAUDE_ACCESS_REHEARSAL_STATE;
  return { ...loaded, file, rehearsalFolder, readText: (path) => readFileSync(join(folder, path), "utf8") };
};
