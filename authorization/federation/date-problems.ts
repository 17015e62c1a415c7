/**
 * What refuses a token at a time: it is expired, or not valid yet.
 * @param time in ISO 8601; `undefined`: not asked
 */
export const dateProblems = (
  { exp, nbf }: Readonly<Record<string, unknown>>,
  time: string | undefined,
): readonly string[] => {
  if (time === undefined) return [];
  const now = Date.parse(time) / 1000;
  const isLate = typeof exp === "number" && exp <= now;
  const isEarly = typeof nbf === "number" && nbf > now;
  return [...(isLate ? ["the token is expired"] : []), ...(isEarly ? ["the token is not valid yet"] : [])];
};
