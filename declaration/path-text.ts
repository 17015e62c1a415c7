const PLAIN = /^[\w$-]+$/;

/** A path as a reader knows it: `teams.payments.uses[1]`; a key with other characters in quotes: `tags["cost.center"]`. */
export const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, part) => {
    if (typeof part === "number") return `${text}[${part}]`;
    const key = String(part);
    if (!PLAIN.test(key)) return `${text}[${JSON.stringify(key)}]`;
    return text === "" ? key : `${text}.${key}`;
  }, "");
