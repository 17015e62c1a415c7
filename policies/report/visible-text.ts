/** Characters that a reader does not see, or that move what stands beside them. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\uFFFE\uFFFF]/gu;

/** Where a line of a log would become a command of the runner that prints it: `::` at its start (GitHub), `##[`, `##vso[` (Azure). */
const COMMAND = /^(\s*):(?=:)|#(?=#)/g;

const marked = (character: string): string => `\\u{${character.codePointAt(0)?.toString(16)}}`;

/**
 * A text of others on one line, as terminals and logs may show it: what is not seen stands as `\u{...}`, and no runner
 * takes it for a command.
 */
export const visibleText = (text: string): string =>
  text.replace(UNSEEN, marked).replace(COMMAND, (whole, indent?: string) => `${indent ?? ""}${marked(whole.trim())}`);
