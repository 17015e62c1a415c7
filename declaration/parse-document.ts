import { isAlias, isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from "yaml";
import type { Mistake, Place } from "./finding";
import { pathText } from "./path-text";

/** Aliases that one file may resolve; more is an attempt to make a small file huge. */
const MOST_ALIASES = 100;
const DEEPEST = 40;

/** A file as plain data, and where each of its values stands. */
export interface ParsedDocument {
  readonly value: unknown;
  /** Place of the value at a path; of its key where it has one. */
  readonly places: Map<string, Place>;
}

/** Plain data, or all mistakes of the syntax. */
export type Parsed = { readonly document: ParsedDocument } | { readonly mistakes: readonly Mistake[] };

const syntaxMessage = (message: string): string => {
  const first = message.split(/ at line \d+/)[0] ?? message;
  if (/tabs?/i.test(first)) return "YAML does not take tabs as indentation; use spaces";
  if (/keys must be unique/i.test(first)) return "this key stands here a second time; keep one of the two";
  return `${first}; check the indentation and quotes around this line`;
};

const collectPlaces = (root: unknown, placeAt: (node: Node) => Place | undefined): Map<string, Place> => {
  const places = new Map<string, Place>();
  const set = (path: readonly (string | number)[], node: unknown) => {
    const place = placeAt(node as Node);
    if (place !== undefined) places.set(pathText(path), place);
  };
  const walk = (node: unknown, path: readonly (string | number)[]): void => {
    if (path.length > DEEPEST) return;
    if (isMap(node)) {
      for (const pair of node.items) {
        if (!isPair(pair) || !isScalar(pair.key)) continue;
        const inner = [...path, String(pair.key.value)];
        set(inner, pair.key);
        walk(pair.value, inner);
      }
    } else if (isSeq(node)) {
      node.items.forEach((item, index) => {
        set([...path, index], item);
        walk(item, [...path, index]);
      });
    }
  };
  set([], root);
  walk(root, []);
  return places;
};

const structureProblem = (root: unknown): string | undefined => {
  let aliases = 0;
  let problem: string | undefined;
  visit(root as Node, {
    Alias: () => {
      aliases += 1;
      if (aliases <= MOST_ALIASES) return undefined;
      problem = `more than ${MOST_ALIASES} aliases (*name); write the values out`;
      return visit.BREAK;
    },
    Pair: (_key, pair, path) => {
      if (path.length > DEEPEST * 2) problem = `nested deeper than ${DEEPEST} levels`;
      if (isAlias(pair.key) || (pair.key !== null && !isScalar(pair.key))) problem = "a key must be plain text";
      return problem === undefined ? undefined : visit.BREAK;
    },
  });
  return problem;
};

/**
 * Parses YAML or JSON (which is YAML) with line and column of everything. A tab in JSON is white space; in the
 * indentation of YAML it is a mistake.
 */
export const parseText = (file: string, text: string): Parsed => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false, merge: false });
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const mistake = (offset: number, message: string): Mistake => ({
    rule: "syntax",
    place: at(offset),
    path: "",
    message,
    state: "violated",
  });
  if (document.errors.length > 0) {
    return { mistakes: document.errors.map(({ pos, message }) => mistake(pos[0], syntaxMessage(message))) };
  }
  const problem = structureProblem(document.contents);
  if (problem !== undefined) return { mistakes: [mistake(0, problem)] };
  try {
    const value: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
    const places = collectPlaces(document.contents, ({ range }) => (range ? at(range[0]) : undefined));
    return { document: { value, places } };
  } catch {
    return {
      mistakes: [mistake(0, "its aliases (*name) refer to nothing, or multiply without end; write the values out")],
    };
  }
};
