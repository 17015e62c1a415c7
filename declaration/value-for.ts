/** The value of one provider entry, where a declaration may give one for all or one for each. */
export const valueFor = (
  entry: string,
  value: string | Readonly<Record<string, string>> | undefined,
): string | undefined => {
  if (typeof value !== "object") return value;
  return Object.hasOwn(value, entry) ? value[entry] : undefined;
};
