import type { Quoting } from "./sentence";
import { visibleText } from "./visible-text";

/** What a name could say in our place: marks and words between which names stand. */
const LIKE_OURS = /[,:;.)] | \(| and | in |^ | $/;

const isJsonText = (text: string): boolean => /^"(?:[^"\\]|\\.)*"$/.test(text);

const nameText = (text: string): string => {
  const seen = visibleText(text);
  return LIKE_OURS.test(seen) && !isJsonText(seen) ? `"${seen.replaceAll('"', '\\"')}"` : seen;
};

/** Names, prose and addresses for a terminal: all is seen, on one line, and a name that reads like a sentence is in quotes. */
export const TEXT_QUOTING: Quoting = {
  name: nameText,
  prose: (text) => visibleText(text, 1_000),
  link: (address) => visibleText(address, 1_000),
};
