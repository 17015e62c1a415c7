import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";

/** Largest file that is read: 10,000 teams fit in, and it is parsed in seconds and well below 2 GB of memory. */
const MOST_BYTES = 4 * 1024 * 1024;

/** A file's text, or why it is none. */
export type ReadText = { readonly text: string } | { readonly problem: string };

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "is not there; create it with `claude-access init`, or name another with --declaration",
  EACCES: "may not be read by this user",
  ENOTDIR: "lies below something that is no folder",
  ELOOP: "is a link that leads back to itself",
  ENAMETOOLONG: "has a name that is too long",
  ERR_INVALID_ARG_VALUE: "has a name that no file can have",
};

const decode = (bytes: Buffer): ReadText => {
  if (bytes.length === 0) return { problem: "is empty; `claude-access init` writes a commented start" };
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return { problem: "is UTF-16; save it as UTF-8" };
  }
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.includes("\0") ? { problem: "is a binary file; a declaration is YAML or JSON text" } : { text };
  } catch {
    return { problem: "is not UTF-8 text; a declaration is YAML or JSON text" };
  }
};

/**
 * Reads a text file of bounded size. A byte-order mark is taken off; nothing is read of a folder, a device, a pipe or a
 * giant, and nothing is waited for.
 */
export const readText = (file: string): ReadText => {
  let handle: number | undefined;
  try {
    handle = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
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
