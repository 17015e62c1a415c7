import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { linesOf, loadFiles } from "./declaration/load";

const ROOT = join(__dirname, "..");
const README = readFileSync(join(ROOT, "README.md"), "utf8");
const blocks = (language: string): string[] =>
  [...README.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, "g"))].map(([, text = ""]) => text);
const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { scripts: Record<string, string> };

test("the first thing that the README shows are the two commands, and both exist", () => {
  expect(blocks("sh")[0]?.match(/^npm \w+/gm)).toEqual(["npm start", "npm test"]);
  expect([scripts.start, scripts.test].every((script) => script !== undefined)).toBe(true);
});

test("the library example in the README is the one that is compiled and deployed", () => {
  expect(blocks("ts")).toEqual([readFileSync(join(ROOT, "examples/library/main.ts"), "utf8")]);
});

test("the declaration in the README loads without a word", () => {
  const [yaml = ""] = blocks("yaml");
  expect(linesOf(loadFiles({ "access.yaml": yaml }))).toEqual([]);
});

test.each(["README.md", "CONTRIBUTING.md"])("every file that %s points to is there", (page) => {
  const text = readFileSync(join(ROOT, page), "utf8");
  const targets = [...text.matchAll(/\]\(([^)#]+)/g)].map(([, target = ""]) => target);
  expect(targets.length).toBeGreaterThan(5);
  expect(targets.filter((target) => !target.startsWith("https:") && !existsSync(join(ROOT, target)))).toEqual([]);
});
