import { awsPlacesOf } from "../declaration/entries";
import type { Mistake } from "../declaration/finding";
import type { Finding } from "../policies/finding";
import type { LoadedFile } from "./load";

/** Asked again of the built stacks, with the exact subject, by `policies/rules/aws/github-subject-immutable.ts`. */
const ASKED_OF_STACKS = "github-name-only-subject";

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
  const isAsked = (note: Mistake): boolean => {
    const team = declaration.teams[teamOf(note)];
    return note.rule === ASKED_OF_STACKS && team !== undefined && awsPlacesOf(declaration, team).length > 0;
  };
  return { findings: notes.filter((note) => !isAsked(note)).map(findingOf), notes: notes.filter(isAsked) };
};
