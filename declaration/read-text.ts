import { closeSync, fstatSync, openSync, readSync } from "node:fs";

/** Largest file that is read: 10,000 teams fit in, a mistaken download does not. */
const MOST_BYTES = 16 * 1024 * 1024;

/** A file's text, or why it is none. */
export type ReadText = { readonly text: string } | { readonly problem: string };

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "is not there; create it with `claude-access init`, or name another with --declaration",
  EACCES: "may not be read by this user",
  ENOTDIR: "lies below something that is no folder",
  ELOOP: "is a link that leads back to itself",
};

const decode = (bytes: Buffer): ReadText => {
  if (bytes.length === 0) return { problem: "is empty; `claude-access init` writes a commented start" };
  if (bytes[0] === 0xff || bytes[0] === 0xfe) return { problem: "is UTF-16; save it as UTF-8" };
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.includes("\0") ? { problem: "is a binary file; a declaration is YAML or JSON text" } : { text };
  } catch {
    return { problem: "is not UTF-8 text; a declaration is YAML or JSON text" };
  }
};

/** Reads a text file of bounded size. A byte-order mark is taken off; nothing is read of a folder, a device or a giant. */
export const readText = (file: string): ReadText => {
  let handle: number | undefined;
  try {
    handle = openSync(file, "r");
    const stat = fstatSync(handle);
    if (stat.isDirectory()) return { problem: "is a folder; name the file in it" };
    if (!stat.isFile()) return { problem: "is no regular file" };
    if (stat.size > MOST_BYTES) {
      return { problem: `has ${stat.size} bytes, more than the ${MOST_BYTES} that are read; split it with "include:"` };
    }
    const bytes = Buffer.alloc(stat.size);
    return decode(bytes.subarray(0, readSync(handle, bytes, 0, stat.size, 0)));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    return { problem: REASONS[code] ?? `cannot be read (${code})` };
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
};
