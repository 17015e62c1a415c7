import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Mistake } from "../declaration/finding";
import { type Loaded, loadDeclaration } from "../declaration/load-declaration";
import type { ProviderEntry } from "../declaration/schema";
import { declarationFile } from "./declaration-file";
import { printMistakes } from "./print";

/** A declaration that loaded, with what reads the files that it names. */
export interface LoadedFile extends Extract<Loaded, { ok: true }> {
  readonly file: string;
  readonly readText: (path: string) => string;
  /** Folder that holds all state in a rehearsal, from `CLAUDE_ACCESS_REHEARSAL_STATE`. */
  readonly rehearsalFolder?: string;
}

const metadataOf = (entry: ProviderEntry): [string, string | undefined] => {
  const signIn = "signIn" in entry ? entry.signIn : undefined;
  if (signIn !== undefined && "workforce" in signIn) return ["workforce.saml", signIn.workforce.saml?.metadataFile];
  return ["saml", signIn !== undefined && "saml" in signIn ? signIn.saml.metadataFile : undefined];
};

/** Files that the declaration names and that cannot be read. */
const missingFiles = (
  { declaration, places }: Extract<Loaded, { ok: true }>,
  file: string,
  folder: string,
): Mistake[] =>
  Object.entries(declaration.providers).flatMap(([name, entry]) => {
    const [key, metadata] = metadataOf(entry);
    if (metadata === undefined || existsSync(join(folder, metadata))) return [];
    const path = `providers.${name}.signIn.${key}.metadataFile`;
    const message = `"${metadata}" is not there; save the identity provider's metadata beside the declaration`;
    return [{ rule: "file", place: places.get(path) ?? { file }, path, message, state: "violated" as const }];
  });

/** Loads the declaration that the arguments or the environment name; prints its mistakes and returns undefined otherwise. */
export const loadOrPrint = (declaration?: string): LoadedFile | undefined => {
  const file = declarationFile(declaration === undefined ? [] : ["--declaration", declaration], process.env);
  const loaded = loadDeclaration({ file });
  if (!loaded.ok) {
    printMistakes(loaded.mistakes);
    return undefined;
  }
  const folder = dirname(resolve(file));
  const missing = missingFiles(loaded, file, folder);
  if (missing.length > 0) {
    printMistakes(missing);
    return undefined;
  }
  const rehearsalFolder = process.env.CLAUDE_ACCESS_REHEARSAL_STATE;
  return { ...loaded, file, rehearsalFolder, readText: (path) => readFileSync(join(folder, path), "utf8") };
};
