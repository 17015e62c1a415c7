import type { JsonValue } from "./json-value";
import { readTemplate } from "./template-text";

/** What names in an expression stand for. */
export interface ExpressionScope {
  /** Value of `local.NAME`, its templates resolved; `undefined` when it is not known. */
  local(name: string): JsonValue | undefined;
  /** Stand-in for any other expression: a text that marks it. */
  reference(expression: string): JsonValue;
}

const MAX_DEPTH = 60;
const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/;
/** `aws_iam_role.x.name`, by far the most frequent expression. */
const PLAIN_TRAVERSAL = /^(?!local\.)[a-z_]\w*(?:\.[A-Za-z_][\w-]*)+$/;
const OPEN = "([{";
const CLOSE = ")]}";

/** Reads literals of HCL; what is no literal becomes a reference, up to the next comma or closing bracket. */
class Reader {
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly scope: ExpressionScope,
    private depth: number,
  ) {}

  whole(): JsonValue {
    const value = this.value();
    this.space();
    return this.at === this.text.length ? value : this.scope.reference(this.text);
  }

  private value(): JsonValue {
    this.depth++;
    this.space();
    const start = this.at;
    const literal = this.depth > MAX_DEPTH ? undefined : this.literal();
    this.depth--;
    this.space();
    if (literal !== undefined && (this.at === this.text.length || ",]})\n".includes(this.text.charAt(this.at))))
      return literal;
    this.at = start;
    return this.scope.reference(this.rest());
  }

  private literal(): JsonValue | undefined {
    const rest = this.text.slice(this.at, this.at + 40);
    if (rest.startsWith('"')) return this.quoted();
    if (rest.startsWith("[")) return this.list();
    if (rest.startsWith("{")) return this.object();
    const word = /^(true|false|null)\b(?![.[(])/.exec(rest)?.[1];
    if (word !== undefined) {
      this.at += word.length;
      return word === "null" ? null : word === "true";
    }
    const number = NUMBER.exec(rest)?.[0];
    if (number !== undefined) {
      this.at += number.length;
      return Number(number);
    }
    return this.call() ?? this.local();
  }

  private call(): JsonValue | undefined {
    const name = /^jsonencode\s*\(/.exec(this.text.slice(this.at, this.at + 40))?.[0];
    if (name === undefined) return undefined;
    this.at += name.length;
    const argument = this.value();
    this.space();
    if (this.text[this.at] !== ")") return undefined;
    this.at++;
    return JSON.stringify(argument);
  }

  private local(): JsonValue | undefined {
    const name = /^local\.([A-Za-z_][\w-]*)/.exec(this.text.slice(this.at));
    if (name?.[1] === undefined) return undefined;
    this.at += name[0].length;
    return this.scope.local(name[1]);
  }

  private quoted(): JsonValue | undefined {
    const text = /^"(?:[^"\\]|\\.)*"/s.exec(this.text.slice(this.at))?.[0];
    if (text === undefined) return undefined;
    this.at += text.length;
    const inner = text.slice(1, -1).replace(/\\(u[0-9a-fA-F]{4}|.)/gs, (whole, escaped: string) => {
      const plain: Record<string, string> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };
      if (escaped.length === 5) return String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
      return plain[escaped] ?? whole;
    });
    return templateValue(inner, this.scope, this.depth);
  }

  private list(): JsonValue | undefined {
    const items: JsonValue[] = [];
    this.at++;
    for (this.space(); this.text[this.at] !== "]"; this.space()) {
      if (this.at >= this.text.length) return undefined;
      items.push(this.value());
      this.space();
      if (this.text[this.at] === ",") this.at++;
      else if (this.text[this.at] !== "]") return undefined;
    }
    this.at++;
    return items;
  }

  private object(): JsonValue | undefined {
    const entries: [string, JsonValue][] = [];
    this.at++;
    for (this.space(); this.text[this.at] !== "}"; this.space()) {
      const key = this.key();
      this.space();
      if (key === undefined || !"=:".includes(this.text[this.at] ?? " ")) return undefined;
      this.at++;
      entries.push([key, this.value()]);
      this.space();
      if (this.text[this.at] === ",") this.at++;
    }
    this.at++;
    return Object.fromEntries(entries);
  }

  private key(): string | undefined {
    if (this.text[this.at] === '"') {
      const key = this.quoted();
      return typeof key === "string" ? key : undefined;
    }
    const bare = /^[A-Za-z_][\w-]*/.exec(this.text.slice(this.at, this.at + 200))?.[0];
    this.at += bare?.length ?? 0;
    return bare;
  }

  /** Text up to the comma or bracket that ends this value. */
  private rest(): string {
    const start = this.at;
    let depth = 0;
    for (; this.at < this.text.length; this.at++) {
      const character = this.text.charAt(this.at);
      if (character === '"') {
        this.at += (/^"(?:[^"\\]|\\.)*"/s.exec(this.text.slice(this.at))?.[0].length ?? 1) - 1;
      } else if (OPEN.includes(character)) depth++;
      else if (depth === 0 && (character === "," || CLOSE.includes(character))) break;
      else if (CLOSE.includes(character)) depth--;
    }
    if (this.at === start) this.at++;
    return this.text.slice(start, this.at).trim();
  }

  private space(): void {
    while (/\s/.test(this.text.charAt(this.at))) this.at++;
  }
}

/** `jsonencode` of a thing of which nothing is known: no document, but a reference to one. */
const isEncodedReference = (value: JsonValue): boolean => typeof value === "string" && /^"<ref [^<>]*>"$/.test(value);

/** Value of one HCL expression (without `${` and `}`). */
export const expressionValue = (expression: string, scope: ExpressionScope, depth = 0): JsonValue =>
  PLAIN_TRAVERSAL.test(expression) ? scope.reference(expression) : new Reader(expression, scope, depth).whole();

/** Value of a text that Terraform reads as a template; one lone expression keeps its type. */
export const templateValue = (text: string, scope: ExpressionScope, depth = 0): JsonValue => {
  if (!text.includes("${") && !text.includes("%{")) return text;
  const parts = readTemplate(text);
  const values = parts.map((part) =>
    "literal" in part ? part.literal : expressionValue(part.expression, scope, depth),
  );
  const [part, value] = [parts[0], values[0] ?? null];
  if (part !== undefined && values.length === 1)
    return "expression" in part && isEncodedReference(value) ? scope.reference(part.expression) : value;
  return values.map((value) => (typeof value === "string" ? value : JSON.stringify(value))).join("");
};
