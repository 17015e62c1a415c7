import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { wantedReports, writeReports } from "../../cli/write-reports";
import { jsonReport } from "../../policies/report/json";
import { report } from "../policies/report/sample-report";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "reports-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string): string => join(folder, name);

test("writes each report whole into its file, over an older one, and leaves nothing else behind", () => {
  writeFileSync(at("a=b.json"), "old");
  const wanted = wantedReports([`json=${at("a=b.json")}`, `markdown=${at("c.md")}`], []);
  if ("problems" in wanted) throw new Error(wanted.problems.join());
  expect(writeReports(report(), wanted)).toEqual([]);
  expect(readFileSync(at("a=b.json"), "utf8")).toBe(jsonReport(report()));
  expect(readFileSync(at("c.md"), "utf8")).toMatch(/^## Access check/);
  expect(readdirSync(folder).sort()).toEqual(["a=b.json", "c.md"]);
});

test("writes through a link, and does not replace it", () => {
  writeFileSync(at("real.json"), "old");
  symlinkSync(at("real.json"), at("link.json"));
  expect(writeReports(report(), [{ format: "json", file: at("link.json") }])).toEqual([]);
  expect(readFileSync(at("real.json"), "utf8")).toBe(jsonReport(report()));
});

test("says what cannot be written, and writes the others", () => {
  mkdirSync(at("folder"));
  const wanted = ["folder", "no/where.json", "ok.json"].map((name) => ({ format: "json" as const, file: at(name) }));
  expect(writeReports(report(), wanted)).toEqual([
    `${at("folder")} cannot be written (EISDIR)`,
    `${at("no/where.json")} cannot be written (ENOENT)`,
  ]);
  expect(readdirSync(folder).sort()).toEqual(["folder", "ok.json"]);
});

test.each([
  [
    ["yaml=x"],
    "--report yaml=x is no FORMAT=FILE; formats are text, json, sarif, junit, markdown, github, code-quality",
  ],
  [["json"], "--report json is no FORMAT=FILE; formats are text, json, sarif, junit, markdown, github, code-quality"],
  [
    ["__proto__=x"],
    "--report __proto__=x is no FORMAT=FILE; formats are text, json, sarif, junit, markdown, github, code-quality",
  ],
  [["json=plan.json"], "--report json=plan.json would write over another file of this run"],
  [["json=out", "sarif=./out"], "--report sarif=./out would write over another file of this run"],
])("refuses %j", (given, problem) => {
  expect(wantedReports(given, ["./plan.json"])).toEqual({ problems: [problem] });
});
