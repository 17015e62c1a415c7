/** Where a line of a log would become a command of the runner that prints it: `::` at its start (GitHub), `##[`, `##vso[` (Azure). */
const COMMAND = /^(\s*):(?=:)|#(?=#)/g;

const marked = (character: string): string => `\\u{${character.codePointAt(0)?.toString(16)}}`;

/**
 * A text on one line in which what is not seen stands as `\u{...}`, and which no runner takes for a command.
 * @param unseen characters that a reader does not see, with the flags `g` and `u`; line breaks are among them
 */
export const markUnseen = (text: string, unseen: RegExp): string =>
  text.replace(unseen, marked).replace(COMMAND, (whole, indent?: string) => `${indent ?? ""}${marked(whole.trim())}`);
