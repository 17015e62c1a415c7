import { stringLike } from "../glob";
import type { Truth } from "../truth";

/** One comparison of a flexible credential. */
export interface ClaimComparison {
  readonly claim: string;
  readonly operator: "eq" | "matches";
  /** Of `matches`: with `*` and `?`. */
  readonly value: string;
}

const COMPARISON = /claims\['(\w+)'\] (eq|matches) '([^'\\]*)'/y;
const AND = " and ";

/**
 * Reads an expression of Entra's flexible credentials, version 1: `claims['sub'] matches 'repo:acme/*'`, `eq`, joined by `and`.
 * `undefined` for anything else, also for quotes within a value, of which the page says only that they are escaped.
 * @see https://learn.microsoft.com/en-us/entra/workload-id/workload-identities-flexible-federated-identity-credentials
 */
export const readClaimsExpression = (expression: string): readonly ClaimComparison[] | undefined => {
  const comparison = new RegExp(COMPARISON);
  const found: ClaimComparison[] = [];
  while (true) {
    const [whole, claim = "", operator, value = ""] = comparison.exec(expression) ?? [];
    if (whole === undefined) return undefined;
    found.push({ claim, operator: operator === "eq" ? "eq" : "matches", value });
    if (comparison.lastIndex === expression.length) return found;
    if (!expression.startsWith(AND, comparison.lastIndex)) return undefined;
    comparison.lastIndex += AND.length;
  }
};

/**
 * Whether a claim's value is what a comparison asks for. Not known where only the case differs, or where `*` would stand for
 * nothing: the page tells neither.
 */
export const comparisonHolds = ({ operator, value }: ClaimComparison, found: unknown): Truth => {
  if (typeof found !== "string") return false;
  const [lowerValue, lower] = [value.toLowerCase(), found.toLowerCase()];
  if (operator === "eq") return found === value ? true : lower === lowerValue ? undefined : false;
  if (stringLike(value.replaceAll("*", "?*"), found)) return true;
  return stringLike(lowerValue, lower) ? undefined : false;
};
