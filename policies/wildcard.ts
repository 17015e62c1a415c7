/** Whether a text is a pattern that more than one text can match: a wildcard, or a variable that somebody else sets. */
export const isWide = (text: string): boolean => /[*?]|\$\{/.test(text);
