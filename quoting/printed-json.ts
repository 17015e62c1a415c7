/** What a terminal does not show, or obeys, and what a runner takes for a command (`##[…`, `##vso[…`). */
const UNPRINTED = /##|[\p{C}\p{Zl}\p{Zp}\p{DI}\u2800]/gu;

const escaped = (characters: string): string =>
  characters
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");

/** A value as indented JSON that terminals and logs may show; ends with a line break. What is read from it is the same. */
export const printedJson = (value: object): string => {
  const lines = JSON.stringify(value, null, 2).split("\n");
  return `${lines.map((line) => line.replace(UNPRINTED, escaped)).join("\n")}\n`;
};
