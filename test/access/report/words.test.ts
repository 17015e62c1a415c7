import { durationText } from "../../../access/report/duration-text";
import { listed, name, numberText, tell } from "../../../access/report/sentence";
import { visibleText } from "../../../access/report/visible-text";

test.each([
  [0, "0 seconds"],
  [1, "1 second"],
  [59, "59 seconds"],
  [90, "1 minute 30 seconds"],
  [3600, "1 hour"],
  [3601, "1 hour 1 minute"],
  [5400, "1 hour 30 minutes"],
  [43_200, "12 hours"],
  [86_399, "1 day"],
  [90_000, "1 day 1 hour"],
])("%d seconds are %s, never less than it is", (seconds, words) => {
  expect(durationText(seconds)).toBe(words);
});

test.each([
  ["a\tb\nc", "a\\u{9}b\\u{a}c"],
  ["\u202eevil", "\\u{202e}evil"],
  ["\u200bzero\ufeff", "\\u{200b}zero\\u{feff}"],
  ["a\u00a0b\u3000c", "a\\u{a0}b\\u{3000}c"],
  ["\u3164\u2800", "\\u{3164}\\u{2800}"],
  ["\ud800", "\\u{d800}"],
  ["", '""'],
  ["  ", '"  "'],
  ["é 漢 🙂", "é 漢 🙂"],
])("%j is shown as %s", (text, shown) => {
  expect(visibleText(text)).toBe(shown);
});

test("a long text ends in an ellipsis, and no character is cut in two", () => {
  expect(visibleText("🙂".repeat(400), 3)).toBe("🙂🙂…");
  expect(visibleText("abc", 3)).toBe("abc");
  expect(visibleText("abcd", 3)).toBe("ab…");
});

test("lists say how many more there are, and numbers set thousands apart", () => {
  const names = ["a", "b", "c", "d"].map(name);
  const plain = (shown: number, all = names) =>
    listed(all, shown)
      .map((piece) => (typeof piece === "string" ? piece : Object.values(piece)[0]))
      .join("");
  expect([plain(4), plain(2), plain(1), plain(3, []), plain(3, names.slice(0, 1))]).toEqual([
    "a, b, c and d",
    "a, b and 2 more",
    "a and 3 more",
    "",
    "a",
  ]);
  expect([999, 1_000, 1_234_567].map(numberText)).toEqual(["999", "1,000", "1,234,567"]);
  expect(tell`${1_000} of ${name("x")}`).toEqual(["1,000", " of ", { name: "x" }]);
});
