import { isUtf8 } from "node:buffer";
import type { ReadFailure } from "./plan-view";

const startsWith = (bytes: Uint8Array, ...start: readonly number[]): boolean =>
  start.every((byte, at) => bytes[at] === byte);

/** What a file is that holds no UTF-8 text of JSON, and what to do, as the end of a sentence that begins with its name. */
const otherThanText = (bytes: Uint8Array): string | undefined => {
  if (bytes.length === 0) return "is empty; the command that wrote it may have failed";
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04))
    return "is a binary plan; give the output of `terraform show -json PLANFILE` instead";
  if (startsWith(bytes, 0x1f, 0x8b)) return "is compressed; unpack it first";
  if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff) || bytes[0] === 0 || bytes[1] === 0)
    return "is UTF-16, as `>` of PowerShell 5 writes; write it as UTF-8 (`| Out-File -Encoding utf8 FILE`)";
  return isUtf8(bytes) ? undefined : "is no UTF-8 text";
};

/** Text of a file that should hold JSON, without a byte order mark. Quotes nothing of it in a failure. */
export const inputText = (bytes: Buffer): string | ReadFailure => {
  const failure = otherThanText(bytes);
  if (failure !== undefined) return { failure };
  return bytes.toString("utf8", startsWith(bytes, 0xef, 0xbb, 0xbf) ? 3 : 0);
};
