import fc from "fast-check";
import { stringLike } from "../../authorization/glob";

test("agrees with a regular expression on every short pattern and text", () => {
  const letters = fc.string({ unit: fc.constantFrom("a", "b", "*", "?", ".", "\n"), maxLength: 8 });
  const text = fc.string({ unit: fc.constantFrom("a", "b", ".", "\n", "*"), maxLength: 8 });
  fc.assert(
    fc.property(letters, text, (pattern, value) => {
      const source = pattern.replace(/\./g, "\\.").replace(/\*/g, "[^]*").replace(/\?/g, "[^]");
      expect({ pattern, value, covers: stringLike(pattern, value) }).toEqual({
        pattern,
        value,
        covers: new RegExp(`^${source}$`).test(value),
      });
    }),
    { numRuns: 5000, seed: 20261123 },
  );
});
