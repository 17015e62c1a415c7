const DURATION = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** Seconds of an ISO 8601 duration as Identity Center takes it, `PT8H`; `undefined` for any other text. */
export const durationSeconds = (duration: string): number | undefined => {
  const match = DURATION.exec(duration);
  if (match === null || duration === "P" || duration.endsWith("T")) return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return days * 86_400 + hours * 3600 + minutes * 60 + seconds;
};
