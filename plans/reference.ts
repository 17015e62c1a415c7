/** Marks a value that only an apply knows, by the expression that stands for it. Holds no wildcard of IAM. */
export const referenceMark = (expression: string): string =>
  `<ref ${expression
    .replace(/\*/g, "all")
    .replace(/\?/g, " then ")
    .replace(/[<>\\]/g, " ")
    .replace(/"/g, "'")
    .replace(/:/g, ";")}>`;

/** Whether a text is, or holds, a value that only an apply knows. */
export const holdsReference = (text: string): boolean => text.includes("<ref ");

/** Whether a text is nothing but one value that only an apply knows. */
export const isReference = (text: string): boolean => /^<ref [^<>]*>$/.test(text);

/** Expressions of the marks in a text. */
export const referencesIn = (text: string): readonly string[] =>
  [...text.matchAll(/<ref ([^<>]*)>/g)].map(([, expression]) => expression ?? "");
