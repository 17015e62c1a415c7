/** `*`: any run of characters, also none. */
export const RUN = 0;
/** `?`: exactly one character. */
export const ONE = 1;
/** A literal piece, or a wildcard. */
export type GlobToken = string | typeof RUN | typeof ONE;

/** Reads `*` and `?` as wildcards; there is no escape character in IAM. */
export const globTokens = (text: string): GlobToken[] => {
  const tokens: GlobToken[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character !== "*" && character !== "?") continue;
    if (at > from) tokens.push(text.slice(from, at));
    if (character === "?") tokens.push(ONE);
    else if (tokens.at(-1) !== RUN) tokens.push(RUN);
    from = at + 1;
  }
  if (from < text.length) tokens.push(text.slice(from));
  return tokens;
};

/** Whether the tokens cover the whole value. Time grows with the product of both lengths at most. */
export const matchesGlob = (tokens: readonly GlobToken[], value: string): boolean => {
  let at = 0;
  let position = 0;
  let runAt = -1;
  let runPosition = 0;
  while (true) {
    const token = tokens[at];
    if (token === RUN) {
      runAt = at++;
      runPosition = position;
      continue;
    }
    if (token === undefined && position === value.length) return true;
    if (token === ONE && position < value.length) {
      at++;
      position++;
    } else if (typeof token === "string" && value.startsWith(token, position)) {
      at++;
      position += token.length;
    } else if (runAt >= 0 && runPosition < value.length) {
      position = ++runPosition;
      at = runAt + 1;
    } else return false;
  }
};

/** Whether a pattern with `*` and `?` covers the whole value; case counts. */
export const stringLike = (pattern: string, value: string): boolean =>
  pattern.includes("*") || pattern.includes("?") ? matchesGlob(globTokens(pattern), value) : pattern === value;
