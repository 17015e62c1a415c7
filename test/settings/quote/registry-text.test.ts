import fc from "fast-check";
import { registryText } from "../../../settings/quote/registry-text";

const printable = fc.string({
  unit: fc.oneof(
    fc.constantFrom('"', "\\", "\\\\", '\\"'),
    fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 1 }),
  ),
});

test("a registry editor reads every text back as it was, and the quotes end where they should", () => {
  fc.assert(
    fc.property(printable, (value) => {
      const quoted = registryText(value);
      expect(quoted).toMatch(/^"(?:[^"\\]|\\["\\])*"$/);
      expect(quoted.slice(1, -1).replace(/\\(["\\])/g, "$1")).toBe(value);
    }),
  );
});

test.each(["a\nb", "a\r\n[HKEY_LOCAL_MACHINE\\SOFTWARE]", "a\0", "é", "\u007f"])("refuses %j", (value) => {
  expect(() => registryText(value)).toThrow(new Error("A registry text can hold printable ASCII only"));
});
