import { readFileSync } from "node:fs";
import { join } from "node:path";
import { findDestinations, GEOGRAPHIES } from "../../catalog/bedrock-profiles";
import { MODELS } from "../../catalog/models";
import { generatedPages } from "../../docs/generated-pages";
import { alignTable, markdownTable } from "../../docs/markdown-table";

const DOCS = join(__dirname, "..", "..", "docs");
const textOf = (file: string): string => generatedPages().find((page) => page.file === file)?.text ?? "";
const cellsOf = (line: string): string[] =>
  line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim());

test("the five pages are there, and each is what `npm run docs` would write", () => {
  const written = generatedPages().map(({ file }) => ({ file, text: readFileSync(join(DOCS, file), "utf8") }));
  expect(written.map(({ file }) => file)).toEqual([
    "client-settings.md",
    "credential-sources.md",
    "models.md",
    "permissions.md",
    "rules.md",
  ]);
  expect(written).toEqual(generatedPages());
});

test("no cell breaks its table: every row has as many cells as its head, and none is empty", () => {
  for (const { text } of generatedPages()) {
    const tables = text.split("\n\n").filter((part) => part.startsWith("|"));
    expect(tables).not.toEqual([]);
    for (const table of tables) {
      const [head = [], ...rows] = table.trimEnd().split("\n").map(cellsOf);
      expect(rows.filter((row) => row.length !== head.length || row.includes(""))).toEqual([]);
    }
  }
});

test("every model has every geography once: its destinations, or how to decide them", () => {
  const rows =
    textOf("models.md")
      .split("## Where")[1]
      ?.split("\n")
      .filter((line) => line.startsWith("| `")) ?? [];
  const shown = rows.flatMap((row) => {
    const [id, geographies = "", destinations = ""] = cellsOf(row);
    return geographies.split(", ").map((geography) => `${id} ${geography} ${!destinations.startsWith("undecided: ")}`);
  });
  const meant = MODELS.flatMap(({ id }) =>
    GEOGRAPHIES.map((geography) => `\`${id}\` ${geography} ${findDestinations(id, geography) !== undefined}`),
  );
  expect([...shown].sort()).toEqual([...meant].sort());
});

test("a plan is offered as a way only where AWS has a profile to ask about", () => {
  const undecided = textOf("models.md")
    .split("\n")
    .map(cellsOf)
    .filter(([id, , destinations]) => id === "`claude-opus-5-5`" && destinations?.startsWith("undecided"));
  expect(undecided).toEqual([
    [
      "`claude-opus-5-5`",
      "us, eu, au, apac, us-gov",
      "undecided: supply it under `profiles:` or `resolve: plan`",
      "-",
      "-",
    ],
    ["`claude-opus-5-5`", "global, in-region", "undecided: supply it under `profiles:`", "-", "-"],
  ]);
});

test("a bar in a text stays in its cell, and columns stay aligned", () => {
  const aligned = "| one  | two |\n| ---- | --- |\n| a\\|b | c   |\n";
  expect(markdownTable(["one", "two"], [["a|b", "c"]])).toBe(aligned);
  expect(alignTable("| one | two |\n| --- | --- |\n| a\\|b | c |\n")).toBe(aligned);
});
