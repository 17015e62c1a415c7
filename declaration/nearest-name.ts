import { distance } from "fastest-levenshtein";

/** The known name that a misspelt one most likely meant; undefined when none is near. */
export const nearestName = (name: string, known: readonly string[]): string | undefined => {
  const near = known
    .map((candidate) => ({ candidate, steps: distance(name.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.steps - b.steps || (a.candidate < b.candidate ? -1 : 1))[0];
  return near !== undefined && near.steps <= Math.max(1, Math.floor(name.length / 3)) ? near.candidate : undefined;
};

const TYPO_STEPS = 2;

/** The known name that differs from one in at most two letters, whatever their case; undefined when none does. */
export const typoOf = (name: string, known: readonly string[]): string | undefined => {
  const steps = (candidate: string) => distance(name.toLowerCase(), candidate.toLowerCase());
  const near = nearestName(name, known);
  return near !== undefined && steps(near) <= TYPO_STEPS ? near : undefined;
};

/** ` (did you mean "x"?)`, or nothing. */
export const suggestion = (name: string, known: readonly string[]): string => {
  const near = nearestName(name, known);
  return near === undefined ? "" : `; did you mean "${near}"?`;
};

const MOST_LISTED = 20;

/** Names for a message, `a, b, c`; the first twenty of many. */
export const listed = (names: readonly string[]): string => {
  const more = names.length - MOST_LISTED;
  return more > 0 ? `${names.slice(0, MOST_LISTED).join(", ")} and ${more} more` : names.join(", ");
};
