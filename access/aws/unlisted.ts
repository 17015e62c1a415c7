/** A region that no document names: what is allowed there is allowed everywhere. */
export const ANY_REGION = "zz-unlisted-1";

/** Something that a pattern covers and no list names. */
export const unlisted = (pattern: string): string => pattern.replace(/\*/g, "zz-unlisted").replace(/\?/g, "z");
