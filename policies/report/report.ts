import type { Judgement } from "../acknowledgements";
import type { FindingPlace } from "../finding";
import type { Rule } from "../rule";

/** One stack that was judged. */
export interface JudgedStack {
  readonly name: string;
  /** File that it was read from: where a finding is shown that has no place of its own. */
  readonly file: string;
}

/** What a declaration leaves open, and the findings say more exactly. */
export interface Note {
  readonly rule: string;
  readonly place: FindingPlace;
  readonly path: string;
  readonly message: string;
  readonly state: "violated" | "undecided";
}

/** All that a check says, for every format. Findings are sorted by id. */
export interface Report extends Judgement {
  /** Sorted by name. */
  readonly stacks: readonly JudgedStack[];
  /** Rules that were asked. */
  readonly rules: readonly Rule[];
  readonly notes: readonly Note[];
  /** Absolute folder that relative files are relative to: where the command runs. */
  readonly folder: string;
}
