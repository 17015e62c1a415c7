import { codeSpan } from "../../quoting/code-span";
import type { Quoting } from "./sentence";
import { visibleText } from "./visible-text";

/** Words that no Markdown reads as anything else: letters with marks at their end, or a short number that begins no list. */
const PLAIN_WORD = /^(?:\(?[A-Za-z]+(?:['-][A-Za-z]+)*\)?[.,:;]?|\d{1,6}(?:\.\d{1,3})?[,;]?)$/;

/** Letters that a page may link as the id of a commit. */
const COMMIT = /^[0-9a-f]{7,}/i;

const isPlain = (word: string): boolean => PLAIN_WORD.test(word) && !COMMIT.test(word);

/** A name as Markdown code, all of it seen. */
const markdownCode = (text: string, maxCharacters = 200): string => codeSpan(visibleText(text, maxCharacters));

/** Words of others: plain words as they are, all others as code, neighbours together. */
const markdownProse = (text: string, maxCharacters = 600): string => {
  const runs: { plain: boolean; words: string[] }[] = [];
  for (const word of visibleText(text, maxCharacters).split(" ").filter(Boolean)) {
    const plain = isPlain(word);
    const last = runs.at(-1);
    if (last?.plain === plain) last.words.push(word);
    else runs.push({ plain, words: [word] });
  }
  return runs.map(({ plain, words }) => (plain ? words.join(" ") : markdownCode(words.join(" "), Infinity))).join(" ");
};

/** An address of which nothing can end a link; any other stands as code. */
const markdownLink = (address: string): string =>
  /^https:\/\/[a-z0-9.-]+(?:\/[A-Za-z0-9._~/?=#&%-]*)?$/.test(address) ? `[source](${address})` : markdownCode(address);

/** Names, prose and addresses for a pull request. */
export const MARKDOWN_QUOTING: Quoting = {
  name: (text) => markdownCode(text),
  prose: (text) => markdownProse(text),
  link: markdownLink,
};
