import { closeSync, fstatSync, openSync, readSync } from "node:fs";

/** Bytes of a file, or why there are none, as the end of a sentence that begins with its name. */
export type BoundedRead = { readonly bytes: Buffer } | { readonly problem: string; readonly missing?: true };

const CHUNK = 1 << 20;

const readAll = (descriptor: number, mostBytes: number): BoundedRead => {
  const stat = fstatSync(descriptor);
  if (stat.isDirectory()) return { problem: "is a folder" };
  const tooLarge = { problem: `is larger than the ${mostBytes} bytes that are read` };
  if (stat.size > mostBytes) return tooLarge;
  // One buffer of the file's own size; a pipe says no size, and is read piece by piece.
  let bytes = Buffer.allocUnsafe(stat.isFile() ? stat.size + 1 : CHUNK);
  for (let length = 0; ; ) {
    if (length > mostBytes) return tooLarge;
    if (length === bytes.length) bytes = Buffer.concat([bytes, Buffer.allocUnsafe(bytes.length)]);
    const count = readSync(descriptor, bytes, length, bytes.length - length, null);
    if (count === 0) return { bytes: bytes.subarray(0, length) };
    length += count;
  }
};

/** Reads a file, or a pipe, of at most so many bytes; asks its size before. Never throws. */
export const readBounded = (file: string, mostBytes: number): BoundedRead => {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, "r");
    return readAll(descriptor, mostBytes);
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    return missing ? { problem: "is not there", missing } : { problem: "cannot be read" };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
};
