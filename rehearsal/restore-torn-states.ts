import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

const isWhole = (file: string): boolean => {
  try {
    JSON.parse(readFileSync(file, "utf8"));
    return true;
  } catch {
    return false;
  }
};

/**
 * Repairs what a killed Terraform leaves of a local state: it empties the file before it writes it anew. The state from
 * before that apply takes its place, where there was one; what was made since then, the stand-ins take over.
 *
 * @param folder folder with files named `*.tfstate`
 */
export const restoreTornStates = (folder: string): void => {
  for (const name of readdirSync(folder).filter((entry) => entry.endsWith(".tfstate"))) {
    const file = join(folder, name);
    if (isWhole(file)) continue;
    const backup = `${file}.backup`;
    if (existsSync(backup) && isWhole(backup)) renameSync(backup, file);
    else rmSync(file);
  }
};
