/** A place in a file that a person wrote; line and column count from 1. */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** One mistake in a declaration, addressed so that a person can mend it. */
export interface Mistake {
  /** Stable kebab-case id of the rule that was broken: `unknown-model`. */
  readonly rule: string;
  readonly place: Place;
  /** Path in the declaration, `teams.payments.uses`. */
  readonly path: string;
  /** What was found there, shortened; never a credential. */
  readonly value?: string;
  /** One sentence: what is wrong, what is allowed, what to do. */
  readonly message: string;
  /** `undecided`: not known to be wrong, and not known to be right; the user must decide. */
  readonly state: "violated" | "undecided";
}

/** Where each value of a declaration was written, by path (`teams.payments.ci.deploy`). */
export type Places = ReadonlyMap<string, Place>;
