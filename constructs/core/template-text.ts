const TOKEN_MARK = "TfToken[";

/** Whether a text holds a CDKTF token, that is, a value that only Terraform will know. */
export const holdsToken = (text: string): boolean => text.includes(TOKEN_MARK);

/** Makes Terraform read a text as it stands: `${` and `%{` would start a template. Tokens stay tokens. */
export const escapeTemplate = (text: string): string =>
  text.includes("{") ? text.replace(/\$\{(?!TfToken\[)|%\{/g, (mark) => mark.charAt(0) + mark) : text;

/** A value of plain data, every text in it (keys too) escaped for Terraform. */
export const escapeDeep = <T>(value: T): T => {
  const walk = (part: unknown): unknown => {
    if (typeof part === "string") return escapeTemplate(part);
    if (Array.isArray(part)) return part.map(walk);
    if (part === null || typeof part !== "object") return part;
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [escapeTemplate(key), walk(inner)]));
  };
  return walk(value) as T;
};
