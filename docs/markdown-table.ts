const cell = (text: string): string => text.replace(/\|/g, "\\|");
const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(" | ")} |`;

/** A Markdown table of texts; a `|` in a cell is escaped. Ends with a line break. */
export const markdownTable = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  `${[line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n")}\n`;

/** A text as Markdown code. */
export const code = (text: string): string => `\`${text}\``;
