import fc from "fast-check";
import { jsonText } from "../../../access/report/json-text";
import { anyDiff } from "./any-diff";

test("a report is indented JSON in which a terminal finds nothing to obey", () => {
  expect(jsonText({ name: "a\u202eb\u009bc\u{e0001}d \u00e9 \u6f22" })).toBe(
    '{\n  "name": "a\\u202eb\\u009bc\\udb40\\udc01d \u00e9 \u6f22"\n}\n',
  );
});

test("what is read from it is what was written", () => {
  fc.assert(
    fc.property(anyDiff(), (diff) => {
      const text = jsonText(diff);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(diff)));
      expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    }),
    { numRuns: 70 },
  );
});
