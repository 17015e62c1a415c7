/** A run of backticks that is longer than any in a text, and no shorter than `least`. */
export const backtickFence = (text: string, least = 1): string => {
  const longest = Math.max(least - 1, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  return "`".repeat(longest + 1);
};

/**
 * A text on one line as Markdown code: nothing in it is read as Markdown, HTML, mention, reference or link (GitHub and GitLab leave
 * code alone). Not for cells of a table, in which a `|` would end the cell.
 */
export const codeSpan = (text: string): string => {
  const fence = backtickFence(text);
  const pad = /^[` ]|[` ]$/.test(text) || text === "" ? " " : "";
  return `${fence}${pad}${text}${pad}${fence}`;
};
