import fc from "fast-check";
import { xmlText } from "../../../settings/quote/xml-text";
import { anyCharacter } from "../../helpers/any-text";

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", "#13": "\r" };
/** What a reader of XML makes of the text of an element. */
const read = (xml: string): string =>
  xml.replace(/\r\n?/g, "\n").replace(/&([a-z]+|#13);/g, (_all, name: string) => ENTITIES[name] ?? "?");

const text = fc.string({
  unit: fc.oneof(fc.constantFrom("&", "<", ">", '"', "'", "\r", "\n", "]]>", "&amp;", "\u0085"), anyCharacter()),
});
const holdable = (value: string): boolean =>
  [...value].every((character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20) return "\t\n\r".includes(character);
    return !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff;
  });

test("a reader of XML gets every text back as it was, and sees no markup in it", () => {
  fc.assert(
    fc.property(text.filter(holdable), (value) => {
      expect(xmlText(value)).not.toMatch(/[<>]|&(?!(amp|lt|gt|quot|apos|#13);)/);
      expect(read(xmlText(value))).toBe(value);
    }),
  );
});

test("refuses what XML cannot hold, wherever it stands", () => {
  fc.assert(
    fc.property(text, fc.constantFrom("\0", "\u0008", "\u001b", "\ufffe", "\ud800"), (value, bad) => {
      expect(() => xmlText(`${value}${bad}`)).toThrow(new Error("XML cannot hold a control character"));
      expect(() => xmlText(`a${bad} ${value}`)).toThrow(new Error("XML cannot hold a control character"));
    }),
  );
});
