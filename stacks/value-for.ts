/** The value of one provider entry, where a declaration may give one for all or one for each. */
export const valueFor = (entry: string, value: string | Readonly<Record<string, string>> | undefined) =>
  typeof value === "object" ? value[entry] : value;
