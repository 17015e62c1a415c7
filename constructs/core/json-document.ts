import { Fn } from "cdktf";
import { escapeTemplate, holdsToken } from "./template-text";

/** Stands for a token while the text around it is made; no declared text can hold it, for it is not printable. */
const mark = (index: number): string => `\u0001${index}\u0001`;
const MARKED = /"\\u0001(\d+)\\u0001"/g;

/**
 * Renders a JSON document for an argument that takes JSON text, the one way of this project.
 * Without tokens: the text itself, readable in every plan. A value with a token becomes `${jsonencode(VALUE)}` inside the
 * text, so that whatever the value will hold cannot break the JSON, and a plan still shows everything around it.
 * Throws on a key with a token: it could not be told apart from another.
 */
export const jsonDocument = (document: object): string => {
  const tokens: string[] = [];
  const text = JSON.stringify(document, (key: string, value: unknown) => {
    if (holdsToken(key)) throw new Error("A key of a JSON document cannot be a token");
    if (typeof value !== "string" || !holdsToken(value)) return value;
    return mark(tokens.push(Fn.jsonencode(value)) - 1);
  });
  if (tokens.length === 0) return escapeTemplate(text);
  // CDKTF takes a text with `${` in it for an expression, escaped or not: JSON can write the mark another way.
  const literal = text.replace(/([$%])\{/g, (_whole, sign: string) => `${sign === "$" ? "\\u0024" : "\\u0025"}{`);
  return literal.replace(MARKED, (_whole, index) => tokens[Number(index)] ?? "");
};
