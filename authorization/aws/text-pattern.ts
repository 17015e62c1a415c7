import { type GlobToken, globTokens, matchesGlob, RUN } from "../glob";
import type { Truth } from "../truth";
import type { ContextValue, Subject } from "./request-facts";
import { holdsUnresolved, UNRESOLVED } from "./unresolved";

/** A variable of a pattern, with its default. */
interface Variable {
  readonly key: string;
  readonly fallback: string | undefined;
}
type Part = GlobToken | Variable;

/** A text of a policy, read once: literal, wildcards, policy variables. */
export interface TextPattern {
  readonly text: string;
  /** It is nothing but its own text. */
  readonly literal: boolean;
  readonly unresolved: boolean;
  readonly parts: readonly Part[];
  /** The parts of each of the six components of an ARN, or of fewer; `undefined` when all six are literal. */
  readonly components: readonly (readonly Part[])[] | undefined;
}

/** How the texts of a place are read. */
export interface Reading {
  readonly wildcards: boolean;
  /** Policies of version 2012-10-17 only. */
  readonly variables: boolean;
}

type Context = ReadonlyMap<string, ContextValue>;

const ARN_COMPONENTS = 6;
const SPECIAL = /[*?]|\$\{|%\{|<ref /;

const variableOf = (inside: string): Part => {
  if (inside.length === 1) return inside;
  const comma = inside.indexOf(",");
  if (comma < 0) return { key: inside.toLowerCase(), fallback: undefined };
  const quoted = inside.slice(comma + 1).trim();
  return { key: inside.slice(0, comma).trim().toLowerCase(), fallback: quoted.slice(1, -1) };
};

/** Whether a text holds a wildcard, a variable or something unresolved. */
export const isSpecial = (text: string): boolean => SPECIAL.test(text);

/** Whether a text has the six components of an ARN. */
export const isWholeArn = (text: string): boolean => {
  let at = -1;
  for (let colons = 1; colons < ARN_COMPONENTS; colons++) {
    at = text.indexOf(":", at + 1);
    if (at < 0) return false;
  }
  return true;
};

const partsOf = (text: string, { wildcards, variables }: Reading): readonly Part[] => {
  const read = (literal: string): Part[] => (wildcards ? globTokens(literal) : literal === "" ? [] : [literal]);
  if (!variables) return read(text);
  const parts: Part[] = [];
  let from = 0;
  for (let at = text.indexOf("${"); at >= 0; at = text.indexOf("${", from)) {
    const end = text.indexOf("}", at);
    parts.push(...read(text.slice(from, at)), variableOf(text.slice(at + 2, end)));
    from = end + 1;
  }
  return [...parts, ...read(text.slice(from))];
};

const splitComponents = (parts: readonly Part[]): readonly (readonly Part[])[] => {
  const components: Part[][] = [[]];
  for (const part of parts) {
    if (typeof part !== "string") components.at(-1)?.push(part);
    else {
      let from = 0;
      for (let at = part.indexOf(":"); at >= 0 && components.length < ARN_COMPONENTS; at = part.indexOf(":", from)) {
        if (at > from) components.at(-1)?.push(part.slice(from, at));
        components.push([]);
        from = at + 1;
      }
      if (from < part.length) components.at(-1)?.push(part.slice(from));
    }
  }
  return components;
};

/** Reads a text of a policy. */
export const textPattern = (text: string, reading: Reading): TextPattern => {
  const special = isSpecial(text);
  const unresolved = special && holdsUnresolved(text);
  const parts = special && !unresolved ? partsOf(text, reading) : [text];
  const components = !special && isWholeArn(text) ? undefined : splitComponents(parts);
  return { text, literal: !special, unresolved, parts, components };
};

/** Puts a variable's value in its place; `undefined`: it has none, or several, which no variable takes. */
const variableValue = ({ key, fallback }: Variable, context: Context): string | typeof UNRESOLVED | undefined => {
  const value = context.get(key);
  if (value === undefined) return fallback;
  if (value === UNRESOLVED || typeof value === "string") return value;
  return value.length === 1 ? value[0] : undefined;
};

/**
 * The parts with their variables replaced. `missing`: the request has no value, the text then matches nothing. `unresolved`:
 * a value is not known, or holds a wildcard, of which AWS does not say whether it acts as one.
 */
const resolve = (parts: readonly Part[], context: Context): readonly GlobToken[] | "missing" | "unresolved" => {
  const tokens: GlobToken[] = [];
  for (const part of parts) {
    if (typeof part !== "object") tokens.push(part);
    else {
      const value = variableValue(part, context);
      if (value === undefined) return "missing";
      if (value === UNRESOLVED || /[*?]/.test(value)) return "unresolved";
      if (value !== "") tokens.push(value);
    }
  }
  return tokens;
};

const ask = (parts: readonly Part[], value: string, context: Context, whenMissing: Truth): Truth => {
  const tokens = resolve(parts, context);
  if (tokens === "missing") return whenMissing;
  return tokens === "unresolved" ? undefined : matchesGlob(tokens, value);
};

const isAnything = ({ parts }: TextPattern): boolean => parts.length === 1 && parts[0] === RUN;

/** What holds without looking at wildcards; `continue` when they decide. */
const plainly = (pattern: TextPattern, value: Subject): Truth | "continue" => {
  if (pattern.text === value.text && (pattern.literal || pattern.unresolved)) return true;
  if (isAnything(pattern)) return true;
  return pattern.unresolved || value.unresolved ? undefined : "continue";
};

/**
 * Whether a pattern covers a whole text.
 * @param whenMissing answer when a policy variable has no value
 */
export const coversText = (pattern: TextPattern, value: Subject, context: Context, whenMissing: Truth): Truth => {
  const plain = plainly(pattern, value);
  if (plain !== "continue") return plain;
  return pattern.literal ? false : ask(pattern.parts, value.text, context, whenMissing);
};

const endsInRun = (parts: readonly Part[]): boolean => parts.at(-1) === RUN;

type Components = NonNullable<TextPattern["components"]>;

const coversComponents = (components: Components, value: Subject, context: Context, whenMissing: Truth): Truth => {
  if (components.length > value.components.length) return false;
  let answer: Truth = true;
  for (const [index, component] of components.entries()) {
    const one = ask(component, value.components[index] ?? "", context, whenMissing);
    if (one === false) return false;
    if (one === undefined) answer = undefined;
  }
  return answer;
};

/** Open when wildcards that take colons would make a match, else no. */
const loosely = (pattern: TextPattern, value: Subject, context: Context): Truth =>
  ask(pattern.parts, value.text, context, false) === false ? false : undefined;

/**
 * Whether a `Resource` covers an ARN. Wildcards stay within one of the six components; the last of them may hold colons. An
 * incomplete ARN is completed: missing components are `*`. AWS adds that a `*` at the end of a component "can" reach over the
 * colon: what matches only so is not known. A policy variable stands after the fifth colon only; before it, nothing is matched.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export const coversResource = (pattern: TextPattern, value: Subject, context: Context, whenMissing: Truth): Truth => {
  const plain = plainly(pattern, value);
  if (plain !== "continue") return plain;
  const { components } = pattern;
  if (components === undefined) return false;
  const before = components.slice(0, ARN_COMPONENTS - 1);
  if (before.some((parts) => parts.some((part) => typeof part === "object"))) return whenMissing;
  const strict = coversComponents(components, value, context, whenMissing);
  if (strict !== false || !before.some(endsInRun)) return strict;
  return loosely(pattern, value, context);
};

/**
 * Whether the value of an ARN condition covers an ARN: each of the six components by itself. What a value of fewer components
 * does AWS does not say.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export const coversArn = (pattern: TextPattern, value: Subject, context: Context, whenMissing: Truth): Truth => {
  const { components, unresolved } = pattern;
  if (!unresolved && components !== undefined && components.length < ARN_COMPONENTS) {
    return loosely(pattern, value, context);
  }
  const plain = plainly(pattern, value);
  if (plain !== "continue") return plain;
  return components === undefined ? false : coversComponents(components, value, context, whenMissing);
};
