import type { Quoting } from "./sentence";
import { visibleText } from "./visible-text";

/** Names, prose and addresses for a terminal: all is seen, and on one line. */
export const TEXT_QUOTING: Quoting = {
  name: (text) => visibleText(text),
  prose: (text) => visibleText(text, 1_000),
  link: (address) => visibleText(address, 1_000),
};
