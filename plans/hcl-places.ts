import type { SourcePlaces } from "./source-places";

const COMMENT = /#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y;
const HEREDOC = /<<-?([A-Za-z_][\w-]*)[^\n]*\n/y;
const WORD = /[A-Za-z_][\w-]*/y;
const LABEL = String.raw`[ \t]+"?([A-Za-z_][\w-]*)"?`;
const HEAD = new RegExp(`(resource|data)${LABEL}${LABEL}[ \\t]*\\{|(output|variable)${LABEL}[ \\t]*\\{`, "y");

const matchAt = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

const addressOf = ([, kind, type, name, short, label]: RegExpExecArray): string => {
  if (kind === undefined) return `${short}.${label}`;
  return kind === "data" ? `data.${type}.${name}` : `${type}.${name}`;
};

/** Where a heredoc ends, whose first line ends before `at`: after the line that holds its word alone. */
const heredocEnd = (text: string, at: number, word: string): number => {
  for (let line = at; line < text.length; ) {
    const next = text.indexOf("\n", line);
    const end = next === -1 ? text.length : next;
    if (text.slice(line, end).trim() === word) return end;
    line = end + 1;
  }
  return text.length;
};

/** One step within a quoted text: past an escape, into a template, out of the text, or past one character. */
const stepInText = (text: string, at: number, open: string[]): number => {
  const [one, two] = [text.charAt(at), text.slice(at, at + 2)];
  if (one === "\\" || two === "$$" || two === "%%") return at + 2;
  if (two === "${" || two === "%{") open.push("}");
  else if (one === '"') open.pop();
  return two === "${" || two === "%{" ? at + 2 : at + 1;
};

/** One step outside of texts; at the top, `found` hears of the head of a block. */
const stepOutside = (text: string, at: number, open: string[], found: (head: RegExpExecArray) => void): number => {
  const character = text.charAt(at);
  if (character === "#" || character === "/") return at + (matchAt(COMMENT, text, at)?.[0].length ?? 1);
  if (character === "<") {
    const heredoc = matchAt(HEREDOC, text, at);
    return heredoc === null ? at + 1 : heredocEnd(text, at + heredoc[0].length, heredoc[1] ?? "");
  }
  if (character === '"' || character === "{") open.push(character === "{" ? "}" : '"');
  if (character === "}") open.pop();
  const word = matchAt(WORD, text, at);
  const head = word === null || open.length > 0 ? null : matchAt(HEAD, text, at);
  if (head === null) return at + (word?.[0].length ?? 1);
  found(head);
  open.push("}");
  return at + head[0].length;
};

/**
 * Where the blocks of a `.tf` file stand, by address (`aws_iam_role.a`, `data.aws_x.b`, `output.c`, `variable.d`). Reads heads
 * of blocks at the top only; what it does not understand it passes over. One pass; never throws.
 */
export const hclPlaces = (text: string): SourcePlaces => {
  const places = new Map<string, { line: number; column: number }>();
  const open: string[] = [];
  let [line, lineStart, counted] = [1, 0, 0];
  const placeAt = (at: number) => {
    for (let next = text.indexOf("\n", counted); next !== -1 && next < at; next = text.indexOf("\n", counted)) {
      [line, lineStart, counted] = [line + 1, next + 1, next + 1];
    }
    return { line, column: at - lineStart + 1 };
  };
  for (let at = 0; at < text.length; ) {
    if (open.at(-1) === '"') at = stepInText(text, at, open);
    else {
      at = stepOutside(text, at, open, (head) => {
        const address = addressOf(head);
        if (!places.has(address)) places.set(address, placeAt(head.index));
      });
    }
  }
  return places;
};
