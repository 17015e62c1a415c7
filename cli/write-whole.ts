import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/** Writes a file in a folder that is there, so that whoever reads it finds the old text or the new one, never a part; else leaves nothing. */
export const swapIn = (file: string, text: string | Buffer, mode?: number): void => {
  const next = join(dirname(file), `.${basename(file)}.${process.pid}.tmp`);
  try {
    writeFileSync(next, text, mode === undefined ? {} : { mode });
    renameSync(next, file);
  } finally {
    rmSync(next, { force: true });
  }
};

/** As `swapIn`; makes the folder where there is none. @param mode permissions, `0o644` */
export const writeWhole = (file: string, text: string | Buffer, mode?: number): void => {
  mkdirSync(dirname(file), { recursive: true });
  swapIn(file, text, mode);
};

/** As `writeWhole`; a sentence where the file cannot be written. */
export const tryWriteWhole = (file: string, text: string): string | undefined => {
  try {
    writeWhole(file, text);
    return undefined;
  } catch (error) {
    return `${file} cannot be written: ${error instanceof Error && "code" in error ? String(error.code) : "unknown reason"}`;
  }
};
