import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { posixScript, powershellScript } from "../../settings/emit/environment-scripts";
import { iniName, iniValue } from "../../settings/quote/ini-value";
import { markdownBlock, markdownCode, markdownText } from "../../settings/quote/markdown-text";
import { quotePosix } from "../../settings/quote/quote-posix";
import { quotePowershell } from "../../settings/quote/quote-powershell";

const hostile = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      "'",
      '"',
      "`",
      "$",
      "(",
      ")",
      "\\",
      "\n",
      "\r",
      " ",
      "%",
      ";",
      "#",
      "&",
      "|",
      "\u2019",
      "\u201c",
      "é",
      "💥",
      "a",
      "-",
    ),
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }),
  ),
  maxLength: 20,
});
const text = hostile.filter((value) => !value.includes("\0") && value.isWellFormed());

test("a real shell reads every quoted word back as it was", () => {
  const words = fc.sample(text, { numRuns: 400, seed: 7 });
  const script = words.map((word) => `printf '%s\\0' ${quotePosix(word)}`).join("\n");
  expect(execFileSync("sh", ["-c", script], { encoding: "utf8" }).split("\0").slice(0, -1)).toEqual(words);
});

test("a sourced env.sh gives exactly its variables, and runs nothing", () => {
  const values = fc.sample(text, { numRuns: 100, seed: 8 });
  const environment = Object.fromEntries(values.map((value, index) => [`CLAUDE_TEST_${index}`, value]));
  const script = `${posixScript(environment)}exec "$0" -e 'process.stdout.write(JSON.stringify(process.env))'`;
  const printed = execFileSync("sh", ["-c", script, process.execPath], {
    encoding: "utf8",
    env: { PATH: "/usr/bin:/bin" },
  });
  const seen = JSON.parse(printed) as Record<string, string>;
  expect(Object.fromEntries(Object.entries(seen).filter(([name]) => name.startsWith("CLAUDE_TEST_")))).toEqual(
    environment,
  );
});

test("a PowerShell string ends where it should: every quote inside, also a typographic one, is doubled", () => {
  fc.assert(
    fc.property(text, (value) => {
      const quoted = quotePowershell(value);
      const inside = quoted.slice(1, -1);
      expect([quoted.at(0), quoted.at(-1)]).toEqual(["'", "'"]);
      expect(inside.replace(/(['\u2018\u2019\u201a\u201b])\1/g, "$1")).toBe(value);
      expect(inside.replace(/(['\u2018\u2019\u201a\u201b])\1/g, "")).not.toMatch(/['\u2018\u2019\u201a\u201b]/);
    }),
  );
  expect(powershellScript({ B: "it's", A: "$(x)" })).toBe("$env:A = '$(x)'\n$env:B = 'it''s'\n");
});

test("what an AWS config file cannot hold is refused, never changed", () => {
  fc.assert(
    fc.property(text, (value) => {
      if (/[\r\n]/.test(value) || /(^|\s)[#;]/.test(value)) expect(() => iniValue(value)).toThrow(/cannot hold/);
      else expect(iniValue(value)).toBe(value);
    }),
  );
  expect(() => iniName("x]\n[y")).toThrow('"x]\n[y" cannot be the name of a section in an AWS config file');
});

test("Markdown shows a text as it is: no mark of it formats, links or ends a code span", () => {
  fc.assert(
    fc.property(text, (value) => {
      const fence = /^`+/.exec(markdownCode(value))?.[0] ?? "";
      const inside = markdownCode(value).slice(fence.length, -fence.length);
      expect(inside.split(/[^`]+/)).not.toContain(fence);
      expect(markdownText(value)).not.toMatch(/(^|[^\\])(\\\\)*[[\]<>|]/);
      expect(markdownText(value)).not.toMatch(/[\r\n]/);
      const block = markdownBlock("sh", value).split("\n");
      expect(block.slice(1, -1).some((line) => line.trim() === block.at(-1))).toBe(false);
    }),
  );
});

test("refuses a NUL, which neither shell can pass on", () => {
  expect(() => quotePosix("a\0b")).toThrow("A shell word cannot hold a NUL character");
  expect(() => quotePowershell("a\0b")).toThrow("A PowerShell string cannot hold a NUL character");
});
