import type { Declaration } from "../schema";

/** What a rule judges, and how it says what it found. */
export interface RuleContext {
  readonly declaration: Declaration;
  /** Where a path was written, `access.yaml:12:3`. */
  placeText(path: string): string;
  /** A mistake at a path of the declaration. */
  report(rule: string, path: string, message: string, value?: unknown): void;
  /** Something that is neither wrong nor known to be right: the user must decide. */
  note(rule: string, path: string, message: string, value?: unknown): void;
}

/** One rule about what values of a declaration say of each other. */
export type Rule = (context: RuleContext) => void;
