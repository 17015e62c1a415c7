import type { Rule } from "./rule";

const cell = (text: string): string => text.replace(/\|/g, "\\|");

/** The rules as a Markdown table, for the generated part of `docs/`. */
export const rulesTable = (rules: readonly Rule[]): string => {
  const rows = rules.map(({ id, protects, remedy, link }) => {
    const name = link === undefined ? `\`${id}\`` : `[\`${id}\`](${link})`;
    return `| ${name} | ${cell(protects)} | ${cell(remedy)} |`;
  });
  return `${["| rule | what it keeps true | what to do otherwise |", "| --- | --- | --- |", ...rows].join("\n")}\n`;
};
