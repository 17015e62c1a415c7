const inCell = (text: string): string => text.replace(/\|/g, "\\|");

/** A Markdown table of texts, its columns aligned; a `|` in a cell is escaped. Ends with a line break. */
export const markdownTable = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const cells = [head, ...rows].map((row) => row.map(inCell));
  const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) => `| ${row.map((text, at) => text.padEnd(widths[at] ?? 0)).join(" | ")} |`;
  const [first = [], ...others] = cells;
  return `${[line(first), line(widths.map((width) => "-".repeat(width))), ...others.map(line)].join("\n")}\n`;
};

/** A Markdown table as it was written elsewhere, its columns aligned. */
export const alignTable = (table: string): string => {
  const rows = table
    .trimEnd()
    .split("\n")
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((text) => text.trim().replace(/\\\|/g, "|")),
    );
  return markdownTable(rows[0] ?? [], rows.slice(2));
};

/** A text as Markdown code. */
export const code = (text: string): string => `\`${text}\``;
