/** Former names of a team: the last one, or several, the newest first. */
export type FormerNames = string | readonly string[] | undefined;

/** Former names as a list, the newest first. */
export const formerNames = (formerly: FormerNames): readonly string[] =>
  formerly === undefined ? [] : typeof formerly === "string" ? [formerly] : formerly;

/** The name that a team was born with: what cannot be renamed in a cloud is named after it. */
export const nameAtBirth = (team: string, formerly: FormerNames): string => formerNames(formerly).at(-1) ?? team;
