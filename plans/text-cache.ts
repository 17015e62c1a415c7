/** Texts up to this length are found by their hash. */
const SHORT = 200;
/** How many long texts of one length are remembered; more are computed anew, so that time stays linear. */
const MAX_SAME_LENGTH = 8;

interface Entry<T> {
  readonly text: string;
  readonly value: T;
}

/**
 * Remembers what was computed from a text. Long texts are found by length and comparison: to hash each of thousands of
 * equal documents takes longer than to compare them.
 */
export class TextCache<T> {
  private readonly short = new Map<string, Entry<T>>();
  private readonly long = new Map<number, Entry<T>[]>();

  constructor(private readonly compute: (text: string) => T) {}

  /** The value of a text, computed at the first call. */
  get(text: string): T {
    if (text.length <= SHORT) {
      const known = this.short.get(text);
      if (known !== undefined) return known.value;
      const value = this.compute(text);
      this.short.set(text, { text, value });
      return value;
    }
    const sameLength = this.long.get(text.length) ?? [];
    for (const entry of sameLength) if (entry.text === text) return entry.value;
    const value = this.compute(text);
    if (sameLength.length < MAX_SAME_LENGTH) this.long.set(text.length, [...sameLength, { text, value }]);
    return value;
  }
}
