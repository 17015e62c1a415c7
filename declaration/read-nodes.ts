import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair, type Scalar } from "yaml";
import type { Mistake, Place } from "./finding";
import { pathText } from "./path-text";

/** Values that aliases may stand for in all; more is an attempt to make a small file huge. */
const MOST_COPIED = 100_000;
/** Characters of one value; no value of a declaration needs more. */
const MOST_CHARACTERS = 2_048;

type Path = readonly (string | number)[];

/** A document as plain data, and where each of its values stands. */
export interface NodeReading {
  readonly value: unknown;
  /** Place of the value at a path; of its key where it has one. */
  readonly places: Map<string, Place>;
  readonly mistakes: readonly Mistake[];
}

const placeText = ({ file, line, column }: Place): string => `${file}:${line}:${column}`;
const keyText = ({ source, value }: Scalar): string => source ?? String(value ?? "");

/**
 * Reads a parsed document, and refuses what has a meaning of its own in YAML and none in a declaration: tags, merge keys,
 * keys that are no text, keys that stand twice, aliases that refer to nothing, to themselves or multiply.
 * The document must be of bounded depth.
 */
export const readNodes = (document: Document.Parsed, placeAt: (offset: number) => Place): NodeReading => {
  const places = new Map<string, Place>();
  const mistakes: Mistake[] = [];
  const anchors = new Map<string, Node>();
  const resolved = new Map<Node, Node>();
  const open = new Set<Node>();
  let aliasDepth = 0;
  let copied = 0;

  const placeOf = (node: Node): Place => placeAt(node.range?.[0] ?? 0);
  const refuse = (rule: string, node: Node, path: Path, message: string): undefined => {
    mistakes.push({ rule, place: placeOf(node), path: pathText(path), message, state: "violated" });
    return undefined;
  };

  const readKey = (key: unknown, path: Path, holder: Node): string | undefined => {
    if (!isScalar(key)) {
      return refuse(
        "syntax",
        (key as Node | null) ?? holder,
        path,
        "a key must be plain text, not a list, a block or an alias",
      );
    }
    const name = keyText(key);
    const at = [...path, name];
    if (key.tag !== undefined) return refuse("syntax", key, at, "tags (!name) are not taken; write plain text");
    if (name.length > MOST_CHARACTERS)
      return refuse("out-of-bounds", key, path, "holds a key of more than 2048 characters");
    if (name === "<<") {
      return refuse(
        "merge-key",
        key,
        at,
        "merge keys (<<) are not taken; write the keys out, or let an alias (*name) stand for a whole value",
      );
    }
    if (name === "__proto__") return refuse("bad-name", key, at, '"__proto__" cannot be a key; choose another name');
    const first = places.get(pathText(at));
    if (aliasDepth > 0 || first === undefined) return name;
    return refuse(
      "duplicate-key",
      key,
      at,
      `stands here a second time, first at ${placeText(first)}; keep one of the two`,
    );
  };

  const readPairs = (pairs: readonly Pair[], path: Path, holder: Node): Record<string, unknown> => {
    const value: Record<string, unknown> = {};
    for (const pair of pairs) {
      const name = readKey(pair.key, path, holder);
      if (name === undefined) continue;
      const at = [...path, name];
      places.set(pathText(at), placeOf(pair.key as Node));
      value[name] = pair.value === null ? null : read(pair.value as Node, at);
    }
    return value;
  };

  const readAlias = (node: Node & { source: string }, path: Path): unknown => {
    const target = resolved.get(node) ?? anchors.get(node.source);
    if (target === undefined)
      return refuse("alias", node, path, `no anchor &${node.source} stands before the alias *${node.source}`);
    if (open.has(target))
      return refuse("alias", node, path, `the alias *${node.source} stands inside of what it refers to`);
    resolved.set(node, target);
    aliasDepth += 1;
    const value = read(target, path);
    aliasDepth -= 1;
    return value;
  };

  const readScalar = (node: Scalar, path: Path): unknown => {
    const { value, source = "" } = node;
    if (source.length > MOST_CHARACTERS) {
      return refuse(
        "out-of-bounds",
        node,
        path,
        `has ${source.length} characters; allowed: at most ${MOST_CHARACTERS}`,
      );
    }
    if (typeof value === "number" && String(value) !== source) {
      return refuse("number", node, path, `${source} is read as the number ${value}; write it in quotes, "${source}"`);
    }
    return value;
  };

  const readCollection = (node: Node, path: Path): unknown => {
    if (isMap(node)) return readPairs(node.items, path, node);
    if (!isSeq(node)) return null;
    return node.items.map((item, index) => {
      const at = [...path, index];
      places.set(pathText(at), placeOf(item as Node));
      return read(item as Node, at);
    });
  };

  const read = (node: Node, path: Path): unknown => {
    if (aliasDepth > 0) copied += 1;
    if (copied > MOST_COPIED) return undefined;
    if (isAlias(node)) return readAlias(node, path);
    if (node.tag !== undefined)
      return refuse("syntax", node, path, "tags (!name) are not taken; write the plain value");
    if ("anchor" in node && typeof node.anchor === "string" && aliasDepth === 0) anchors.set(node.anchor, node);
    if (isScalar(node)) return readScalar(node, path);
    open.add(node);
    const value = readCollection(node, path);
    open.delete(node);
    return value;
  };

  const { contents } = document;
  const value = contents === null ? null : read(contents, []);
  places.set("", contents === null ? placeAt(0) : placeOf(contents));
  if (copied <= MOST_COPIED) return { value, places, mistakes };
  const message = `its aliases (*name) multiply to more than ${MOST_COPIED} values; write the values out`;
  return {
    value: undefined,
    places,
    mistakes: [{ rule: "alias", place: placeAt(0), path: "", message, state: "violated" }],
  };
};
