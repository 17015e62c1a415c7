const UNITS = [
  { word: "day", seconds: 86_400 },
  { word: "hour", seconds: 3_600 },
  { word: "minute", seconds: 60 },
  { word: "second", seconds: 1 },
] as const;

/** Whole seconds in words, at most two units: `1 hour 30 minutes`, `12 hours`, `1 day`. Rounded up, so that it never says too little. */
export const durationText = (seconds: number): string => {
  const first = UNITS.findIndex((unit) => unit.seconds <= Math.max(1, seconds));
  const finest = UNITS[first + 1] ?? UNITS[first];
  let left = Math.ceil(seconds / (finest?.seconds ?? 1)) * (finest?.seconds ?? 1);
  const parts = UNITS.flatMap(({ word, seconds: length }) => {
    const count = Math.floor(left / length);
    left -= count * length;
    return count === 0 ? [] : [`${count} ${word}${count === 1 ? "" : "s"}`];
  });
  return parts.length === 0 ? "0 seconds" : parts.join(" ");
};
