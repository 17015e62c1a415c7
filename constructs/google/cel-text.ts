/** A text as a literal of CEL, whose escapes are JSON's. */
export const celText = (text: string): string => JSON.stringify(text);

/** A list of texts in CEL, sorted, each once. */
export const celList = (values: readonly string[]): string =>
  `[${[...new Set(values)].sort().map(celText).join(", ")}]`;
