import type { BedrockEntry, Declaration, Team } from "../schema";

/** What a rule judges, and how it says what it found. */
export interface RuleContext {
  readonly declaration: Declaration;
  /** Day for which dates are judged. @default dates are not judged */
  readonly asOf?: string;
  /** Where a path was written, `access.yaml:12:3`. */
  placeText(path: string): string;
  /** A mistake at a path of the declaration. */
  report(rule: string, path: string, message: string, value?: unknown): void;
  /** Something that is neither wrong nor known to be right: the user must decide. */
  note(rule: string, path: string, message: string, value?: unknown): void;
}

/** One rule about what values of a declaration say of each other. */
export type Rule = (context: RuleContext) => void;

/** The entries that a team uses and that are declared, by name, each once. */
export const entriesOf = (declaration: Declaration, team: Team): [string, BedrockEntry][] =>
  [...new Set(usesOf(team))].flatMap((name) => {
    const entry = Object.hasOwn(declaration.providers, name) ? declaration.providers[name] : undefined;
    return entry === undefined ? [] : [[name, entry] as [string, BedrockEntry]];
  });

/** Names of the entries that a team uses, as a list. */
export const usesOf = ({ uses }: Team): readonly string[] => (typeof uses === "string" ? [uses] : uses);
