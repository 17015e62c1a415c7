import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Writes a file so that whoever reads it finds the old text or the new one, never a part. @param mode permissions, `0o644` */
export const writeWhole = (file: string, text: string | Buffer, mode?: number): void => {
  mkdirSync(dirname(file), { recursive: true });
  const next = `${file}.${process.pid}.tmp`;
  writeFileSync(next, text, mode === undefined ? {} : { mode });
  renameSync(next, file);
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
