import type { Truth } from "../truth";

/** One answer on the way: reasons to refuse, and reasons to doubt. */
export interface Check {
  readonly refusals: readonly string[];
  readonly doubts: readonly string[];
}

/** A check of one thing: refused where it is not so, in doubt where that is not known. */
export const check = (truth: Truth, refusal: string, doubt: string): Check => ({
  refusals: truth === false ? [refusal] : [],
  doubts: truth === undefined ? [doubt] : [],
});
