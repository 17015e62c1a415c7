/** A piece of a Terraform template: text as it stands, or an expression that Terraform evaluates. */
export type TemplatePart = { readonly literal: string } | { readonly expression: string };

/** End of an expression that begins at `start`: the index of its closing brace, or -1. */
const closingBrace = (text: string, start: number): number => {
  let depth = 0;
  let quoted = false;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (quoted) {
      if (character === "\\") at++;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === "{") depth++;
    else if (character === "}") {
      if (depth === 0) return at;
      depth--;
    }
  }
  return -1;
};

/**
 * Reads a template as Terraform does: `${…}` and `%{…}` are expressions, `$${` and `%%{` stand for `${` and `%{`.
 * An expression that never ends is taken as text.
 */
export const readTemplate = (text: string): readonly TemplatePart[] => {
  if (!text.includes("${") && !text.includes("%{")) return [{ literal: text }];
  const parts: TemplatePart[] = [];
  let literal = "";
  let at = 0;
  const mark = /[$%]{1,2}\{/g;
  for (let found = mark.exec(text); found !== null; found = mark.exec(text)) {
    literal += text.slice(at, found.index);
    at = mark.lastIndex;
    if (found[0].length === 3 && found[0][0] === found[0][1]) {
      literal += found[0].slice(1);
      continue;
    }
    if (found[0].length === 3) literal += found[0][0];
    const end = closingBrace(text, at);
    if (end < 0) {
      literal += found[0].slice(-2);
      continue;
    }
    if (literal !== "") parts.push({ literal });
    literal = "";
    parts.push({ expression: text.slice(at, end).trim() });
    at = end + 1;
    mark.lastIndex = at;
  }
  literal += text.slice(at);
  return literal === "" && parts.length > 0 ? parts : [...parts, { literal }];
};

/** Things that Terraform lets an expression name but that are always known at plan. */
const ALWAYS_KNOWN = new Set(["each", "count", "path", "terraform", "self", "var"]);
const TRAVERSAL = /(?<![\w.\]"])(?:data\.)?[a-zA-Z_][\w-]*(?:\.[a-zA-Z_][\w-]*|\[\*\]|\[\d+\])+/g;

/** Addresses that an expression refers to (`aws_iam_role.x`, `data.aws_y.z`, `local.n`), without attributes; sorted. */
export const addressesIn = (expression: string): readonly string[] => {
  const withoutTexts = expression.replace(/"(?:[^"\\]|\\.)*"/g, (text) =>
    text.includes("${") ? text.slice(1, -1) : "",
  );
  const found = withoutTexts.match(TRAVERSAL) ?? [];
  const addresses = found.map((traversal) => addressOf(traversal)).filter((address) => address !== undefined);
  return [...new Set(addresses)].sort();
};

/** Address of what a traversal starts at; `undefined` for what is always known. */
export const addressOf = (traversal: string): string | undefined => {
  const segments = traversal.split(/[.[]/);
  if (segments[0] === undefined || ALWAYS_KNOWN.has(segments[0])) return undefined;
  return segments.slice(0, segments[0] === "data" || segments[0] === "module" ? 3 : 2).join(".");
};
