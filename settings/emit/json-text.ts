const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]));
};

/** JSON for people and machines: sorted keys, two spaces, a line end; the same value gives the same bytes. */
export const jsonText = (value: unknown): string => `${JSON.stringify(sorted(value), null, 2)}\n`;
