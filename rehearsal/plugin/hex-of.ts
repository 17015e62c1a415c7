import { createHash } from "node:crypto";

/** Deterministic hexadecimal digits for an id that a cloud would choose. */
export const hexOf = (text: string, length: number): string =>
  createHash("sha256").update(text).digest("hex").slice(0, length);
