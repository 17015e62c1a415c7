import { createHash } from "node:crypto";
import { existsSync, lstatSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Artefact } from "../settings/emit/artefact";
import { writeWhole } from "./write-whole";

/** File in which a folder remembers what was written into it: path -> SHA-256. */
const RECORD = ".claude-access.json";

/** What was done, or why nothing was. */
export type Written =
  | { readonly changed: number; readonly kept: readonly string[]; readonly removed: readonly string[] }
  | { readonly problems: readonly string[] };

const hashOf = (content: string | Buffer): string => createHash("sha256").update(content).digest("hex");

const readRecord = (folder: string): Readonly<Record<string, string>> => {
  try {
    const record: unknown = JSON.parse(readFileSync(join(folder, RECORD), "utf8"));
    return Object(Object(record).files) as Record<string, string>;
  } catch {
    return {};
  }
};

/** A file that is there and that this tool did not write, or that was edited since. */
const isForeign = (file: string, recorded: string | undefined, wanted: string): boolean => {
  if (!existsSync(file)) return false;
  if (!lstatSync(file).isFile()) return true;
  const have = hashOf(readFileSync(file));
  return have !== recorded && have !== hashOf(wanted);
};

const freeName = (file: string): string => {
  let name = `${file}.old`;
  for (let number = 2; existsSync(name); number += 1) name = `${file}.old${number}`;
  return name;
};

/** Takes away what an earlier run wrote and this one no longer does: settings of a removed team must not be delivered. */
const removeStale = (
  folder: string,
  recorded: Readonly<Record<string, string>>,
  wanted: ReadonlySet<string>,
): string[] =>
  Object.keys(recorded).filter((path) => {
    const file = join(folder, path);
    if (wanted.has(path) || path.split("/").includes("..") || !existsSync(file)) return false;
    if (hashOf(readFileSync(file)) !== recorded[path]) return false;
    rmSync(file);
    return true;
  });

/**
 * Writes files into a folder. One that is there and was not written by this tool is never lost: without `force` nothing is
 * written at all, with it the old one is kept as `FILE.old`.
 */
export const writeArtefacts = (folder: string, artefacts: readonly Artefact[], force: boolean): Written => {
  const recorded = readRecord(folder);
  const foreign = artefacts.filter(({ path, value }) => isForeign(join(folder, path), recorded[path], value));
  if (foreign.length > 0 && !force) {
    return {
      problems: foreign.map(
        ({ path }) =>
          `${join(folder, path)} is there, and was not written by this command; move it, or use --force, which keeps it as ${path}.old`,
      ),
    };
  }
  const kept = foreign.map(({ path }) => {
    const old = freeName(join(folder, path));
    renameSync(join(folder, path), old);
    return old;
  });
  const stale = artefacts.filter(({ path, value }) => {
    const file = join(folder, path);
    return !existsSync(file) || hashOf(readFileSync(file)) !== hashOf(value);
  });
  for (const artefact of stale) writeWhole(join(folder, artefact.path), artefact.value, artefact.mode);
  const files = Object.fromEntries(
    [...artefacts].sort((a, b) => (a.path < b.path ? -1 : 1)).map(({ path, value }) => [path, hashOf(value)]),
  );
  writeWhole(join(folder, RECORD), `${JSON.stringify({ schemaVersion: 1, files }, null, 2)}\n`, 0o644);
  const removed = removeStale(folder, recorded, new Set(Object.keys(files)));
  return { changed: stale.length, kept, removed };
};
