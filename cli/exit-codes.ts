/** Exit codes of every command. */
export const EXIT = {
  /** Done, and clean. */
  done: 0,
  /** Something is violated, or undecided and not acknowledged. */
  violated: 1,
  /** The input or the arguments cannot be used. */
  unusable: 2,
  /** It could not be checked: no access, or a tool is missing. */
  unchecked: 3,
} as const;
