import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SetupError } from "./setup-error";

const isRunning = (processId: number): boolean => {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
};

const holderOf = (file: string): number => {
  try {
    return Number(readFileSync(file, "utf8"));
  } catch {
    return Number.NaN;
  }
};

/**
 * Keeps a second rehearsal out of a folder while one runs; returns what gives the folder free again. What a killed
 * process left behind is taken over. Throws a `SetupError` when another process is at work.
 */
export const holdFolder = (directory: string): (() => void) => {
  const file = join(directory, "running.pid");
  const holder = holderOf(file);
  if (holder > 0 && holder !== process.pid && isRunning(holder)) {
    throw new SetupError(`Another rehearsal is running here (process ${holder}). Wait until it has ended.`);
  }
  writeFileSync(file, String(process.pid));
  return () => rmSync(file, { force: true });
};
