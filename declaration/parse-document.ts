import { isMap, isNode, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from "yaml";
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

/** What a file is built like that no declaration needs, and where. */
interface Oddity {
  readonly offset: number;
  readonly message: string;
}

const offsetOf = (node: unknown): number => (isNode(node) ? (node.range?.[0] ?? 0) : 0);

const oddKey = (key: unknown): string | undefined => {
  if (!isScalar(key)) return "a key must be plain text";
  return key.value === "__proto__" ? '"__proto__" cannot be a name' : undefined;
};

const oddityOf = (root: Node): Oddity | undefined => {
  let aliases = 0;
  let oddity: Oddity | undefined;
  visit(root, {
    Alias: () => {
      aliases += 1;
      if (aliases <= MOST_ALIASES) return undefined;
      oddity = { offset: 0, message: `more than ${MOST_ALIASES} aliases (*name); write the values out` };
      return visit.BREAK;
    },
    Pair: (_key, { key }, path) => {
      const message = path.length > DEEPEST * 2 ? `nested deeper than ${DEEPEST} levels` : oddKey(key);
      if (message === undefined) return undefined;
      oddity = { offset: offsetOf(key), message };
      return visit.BREAK;
    },
  });
  return oddity;
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
  const root = document.contents;
  if (root === null) return { document: { value: null, places: new Map() } };
  const oddity = oddityOf(root);
  if (oddity !== undefined) return { mistakes: [mistake(oddity.offset, oddity.message)] };
  try {
    const value: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
    const places = collectPlaces(root, ({ range }) => (range ? at(range[0]) : undefined));
    return { document: { value, places } };
  } catch {
    return {
      mistakes: [mistake(0, "its aliases (*name) refer to nothing, or multiply without end; write the values out")],
    };
  }
};
