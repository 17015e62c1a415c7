import fc from "fast-check";

/**
 * One character of any kind, lone surrogates aside. fast-check's own unit for this lists all characters before the first
 * test, which takes longer than the tests.
 */
export const anyCharacter = (): fc.Arbitrary<string> =>
  fc.integer({ min: 0, max: 0x10ffff - 0x800 }).map((nth) => String.fromCodePoint(nth < 0xd800 ? nth : nth + 0x800));

/** Text of any such characters, with as many of the plain and the awkward ones as of all others. */
export const anyText = (bounds: fc.StringSharedConstraints = {}): fc.Arbitrary<string> =>
  fc.string({
    ...bounds,
    unit: fc.oneof(
      fc.integer({ min: 0, max: 0xff }).map((nth) => String.fromCodePoint(nth)),
      anyCharacter(),
    ),
  });
