import fc from "fast-check";
import { printedJson } from "../../quoting/printed-json";
import { anyDiff } from "../access/report/any-diff";

test("a report is indented JSON in which a terminal finds nothing to obey", () => {
  expect(printedJson({ name: "a\u202eb\u009bc\u{e0001}d \u00e9 \u6f22" })).toBe(
    '{\n  "name": "a\\u202eb\\u009bc\\udb40\\udc01d \u00e9 \u6f22"\n}\n',
  );
});

test("a runner finds no command in it", () => {
  expect(printedJson({ name: "##vso[task.complete]" })).toBe('{\n  "name": "\\u0023\\u0023vso[task.complete]"\n}\n');
});

test("what is read from it is what was written", () => {
  fc.assert(
    fc.property(anyDiff(), (diff) => {
      const text = printedJson(diff);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(diff)));
      expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    }),
    { numRuns: 70 },
  );
});
