/** Whether an IAM pattern (`*`: any text, `?`: any one character) matches a text. Linear in time for one `*`, never exponential. */
export const wildcardMatches = (pattern: string, text: string): boolean => {
  let [at, read, star, mark] = [0, 0, -1, 0];
  while (read < text.length) {
    if (pattern[at] === "*") {
      star = at++;
      mark = read;
    } else if (pattern[at] === "?" || (at < pattern.length && pattern[at] === text[read])) {
      at++;
      read++;
    } else if (star >= 0) {
      at = star + 1;
      read = ++mark;
    } else return false;
  }
  while (pattern[at] === "*") at++;
  return at === pattern.length;
};

/** Whether a text is a pattern that more than one text can match. */
export const isWide = (text: string): boolean => /[*?]/.test(text) || /\$\{/.test(text);
