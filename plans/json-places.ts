import { LineCounter } from "yaml";
import type { SourcePlaces } from "./source-places";

const afterText = (text: string, start: number): number => {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let before = end - 1;
    while (text.charAt(before) === "\\") before -= 1;
    if ((end - before) % 2 === 1) return end + 1;
  }
  return text.length;
};

const nameOf = (quoted: string): string | undefined => {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return undefined;
  }
};

/** Address of the block at a path of keys, if it is the path of one. */
const addressOf = ([kind, first, second, ...more]: readonly (string | undefined)[]): string | undefined => {
  if (first === undefined || more.length > 0) return undefined;
  if (second === undefined) return kind === "output" || kind === "variable" ? `${kind}.${first}` : undefined;
  if (kind === "data") return `data.${first}.${second}`;
  return kind === "resource" ? `${first}.${second}` : undefined;
};

/** Calls `visit` with the path of keys of every value that is no deeper than `deepest`; lists have no key of their own. */
const eachKey = (text: string, deepest: number, visit: (path: readonly (string | undefined)[], at: number) => void) => {
  const open: string[] = [];
  const path: (string | undefined)[] = [];
  let depth = 0;
  for (let at = 0; at < text.length; ) {
    const character = text.charAt(at);
    if (character === "{" || character === "[") {
      open.push(character);
      if (character === "{") depth += 1;
    } else if ((character === "}" || character === "]") && open.pop() === "{") depth -= 1;
    if (character !== '"') {
      at += 1;
      continue;
    }
    const end = afterText(text, at);
    if (open.at(-1) === "{" && depth <= deepest && /^\s{0,100}:/.test(text.slice(end, end + 101))) {
      path.length = depth - 1;
      path.push(nameOf(text.slice(at, end)));
      visit(path, at);
    }
    at = end;
  }
};

/**
 * Where the blocks of a `.tf.json` file stand, by address, as `hclPlaces` has them. One pass; never throws, and finds what it
 * can in a text that is no JSON.
 */
export const jsonPlaces = (text: string): SourcePlaces => {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lines.addNewLine(at + 1);
  const places = new Map<string, { line: number; column: number }>();
  eachKey(text, 3, (path, at) => {
    const address = addressOf(path);
    if (address === undefined || places.has(address)) return;
    const { line, col } = lines.linePos(at);
    places.set(address, { line, column: col });
  });
  return places;
};
