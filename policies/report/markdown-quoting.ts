import { codeSpan } from "../../quoting/code-span";
import { visibleText } from "./visible-text";

/** A word that no Markdown reads as anything else: letters, or a short number that begins no list. */
const PLAIN = /^(?:\(?[A-Za-z]+(?:['-][A-Za-z]+)*\)?[.,:;]?|\d{1,6},?)$/;
/** Letters and digits that a page may link as the id of a commit. */
const COMMIT = /^[0-9a-f]{7,}/i;

const cut = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1).toWellFormed()}…` : text;

/** A text of others as Markdown code, all of it seen. Longer than `most` characters, it ends in `…`. */
export const markdownCode = (text: string, most = 600): string => codeSpan(cut(visibleText(text), most));

/** A sentence that holds words of others: plain words as they are, all others as code. */
export const markdownProse = (text: string, most = 1_000): string =>
  cut(visibleText(text), most)
    .split(" ")
    .filter(Boolean)
    .map((word) => {
      if (PLAIN.test(word) && !COMMIT.test(word)) return word;
      const [, inner = word, end = ""] = /^(.*[^.,:;])([.,:;]+)$/.exec(word) ?? [];
      return `${markdownCode(inner, most)}${end}`;
    })
    .join(" ");
