const UNSEEN = /[\p{C}\p{Zl}\p{Zp}\p{DI}\u2800]/gu;

const escaped = (character: string): string =>
  character
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");

/**
 * A report as JSON, indented; ends with a line break. Characters that a terminal does not show, or obeys, are escaped: the
 * value that is read from it is the same.
 */
export const jsonText = (report: object): string => {
  const lines = JSON.stringify(report, null, 2).split("\n");
  return `${lines.map((line) => line.replace(UNSEEN, escaped)).join("\n")}\n`;
};
