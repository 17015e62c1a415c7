import { awsPlacesOf } from "../declaration/entries";
import type { Mistake } from "../declaration/finding";
import type { Declaration } from "../declaration/schema";
import type { Finding } from "../policies/finding";
import type { LoadedFile } from "./load";

/** Asked again of the built stacks, with the exact subject, by `policies/rules/aws/github-subject-immutable.ts`. */
const ASKED_OF_STACKS = "github-name-only-subject";

/** Whether a team's pins by name are asked about in the stacks: a team that uses no AWS is asked in the declaration. */
export const asksStacksAboutNames = (declaration: Declaration, team: string): boolean => {
  const declared = declaration.teams[team];
  return declared !== undefined && awsPlacesOf(declaration, declared).length > 0;
};

const teamOf = ({ path }: Mistake): string => path.split(".")[1] ?? "";

/** What a declaration leaves undecided: findings to acknowledge one by one, and notes that the stacks are judged for. */
export interface OpenQuestions {
  readonly findings: readonly Finding[];
  readonly notes: readonly Mistake[];
}

const findingOf = ({ rule, path, value, message, place, state }: Mistake): Finding => ({
  rule: `declaration/${rule}`,
  subject: [path, ...(value === undefined ? [] : [value.replace(/^"|"$/g, "")])].join(" "),
  detail: `${path} ${message}`,
  state,
  place: { ...place, path },
  remedy: "change the declaration as it says, or acknowledge this finding in access.accepted.yaml",
});

/** Turns the notes of a declaration that loaded into findings, so that an open question is answered or acknowledged. */
export const openQuestions = ({ declaration, notes }: Pick<LoadedFile, "declaration" | "notes">): OpenQuestions => {
  const isAsked = (note: Mistake): boolean =>
    note.rule === ASKED_OF_STACKS && asksStacksAboutNames(declaration, teamOf(note));
  return { findings: notes.filter((note) => !isAsked(note)).map(findingOf), notes: notes.filter(isAsked) };
};
