import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { mistakeLines } from "../../cli/print";
import { loadDeclaration } from "../../declaration/load-declaration";
import { SOUND } from "./load";

let root: string;
const put = (name: string, text: string) => {
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), text);
};
const team = (name: string, uses = "aws-eu") =>
  `teams:\n  ${name}: { uses: ${uses}, models: everyday, people: { group: g } }\n`;

/** Loads a declaration that includes something: its files, or its mistakes. */
const include = (value: string): string[] => {
  put("in/access.yaml", SOUND.replace("teams:", `include: ${value}\nteams:`));
  const loaded = loadDeclaration({ file: join(root, "in/access.yaml") });
  const told = loaded.ok ? loaded.files : mistakeLines(loaded.mistakes);
  return told.map((line) => line.replaceAll(join(root, "in"), "IN"));
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "include-"));
  put("outside/x.yaml", team("x"));
  put("in/teams/a.yaml", team("audit"));
  put("in/teams/b.yaml", team("billing"));
});
afterEach(() => rmSync(root, { recursive: true }));

test("files are included in the order of their names, each once, whatever names them", () => {
  put("in/teams/.hidden.yaml", team("hidden"));
  put("in/teams/note.txt", "no team");
  mkdirSync(join(root, "in/teams/folder.yaml"));
  symlinkSync("../shared.yaml", join(root, "in/teams/c.yaml"));
  put("in/shared.yaml", team("cards"));
  const files = ["IN/access.yaml", "IN/teams/a.yaml", "IN/teams/b.yaml", "IN/teams/c.yaml"];
  expect(include("teams/*.yaml")).toEqual(files);
  expect(include("[teams/*.yaml, teams/b.yaml, t*s/*a*.yaml]")).toEqual(files);
});

test.each([
  [
    "a folder above",
    "../outside/x.yaml",
    '"../outside/x.yaml" cannot be included; name files below this folder, with * for any name',
  ],
  [
    "a way up in between",
    "teams/../teams/a.yaml",
    '"teams/../teams/a.yaml" cannot be included; name files below this folder, with * for any name',
  ],
  [
    "an absolute path",
    "/etc/passwd",
    '"/etc/passwd" cannot be included; name files below this folder, with * for any name',
  ],
  ["two stars", "'**/a.yaml'", '"**/a.yaml" cannot be included; name files below this folder, with * for any name'],
  [
    "other patterns",
    "'teams/{a,b}.yaml'",
    '"teams/{a,b}.yaml" cannot be included; name files below this folder, with * for any name',
  ],
  ["the declaration itself", "'*.yaml'", '"access.yaml" is the declaration itself; name files of teams only'],
  ["what is not there", "team/*.yaml", '"team/*.yaml" names no file below IN'],
])("refuses to include %s", (_what, value, message) => {
  expect(include(value)).toEqual([`IN/access.yaml:11:1: error: include ${message} [include]`]);
});

test("refuses links that leave the folder, that lead nowhere, and files of odd names", () => {
  symlinkSync(join(root, "outside/x.yaml"), join(root, "in/teams/c.yaml"));
  symlinkSync("nowhere", join(root, "in/teams/d.yaml"));
  symlinkSync(join(root, "outside"), join(root, "in/linked"));
  put("in/teams/e\u202e.yaml", team("e"));
  expect(include("[teams/*.yaml, linked/*.yaml]")).toEqual([
    'IN/access.yaml:11:11: error: include[0] "teams/c.yaml" is a link out of the folder; put the file itself there [include]',
    'IN/access.yaml:11:11: error: include[0] "teams/d.yaml" is a link to nothing; remove it [include]',
    'IN/access.yaml:11:11: error: include[0] "teams/e\\u{202e}.yaml" has a name with other characters than letters, digits, ".", "_" and "-"; rename it [include]',
    'IN/access.yaml:11:25: error: include[1] "linked/x.yaml" is a link out of the folder; put the file itself there [include]',
  ]);
});

test("each mistake is addressed in its own file, whatever the others hold", () => {
  put("in/teams/a.yaml", "teams: [");
  put("in/teams/b.yaml", "");
  put("in/teams/c.yaml", "organization: acme\nteams: {}\n");
  put("in/teams/d.yaml", team("payments", "aws-us"));
  put("in/teams/e.yaml", "teams:\n  cards: { uses: aws-eu, modles: everyday, people: { group: g } }\n");
  put("in/teams/f.yaml", "- a\n");
  execFileSync("mkfifo", [join(root, "in/teams/g.yaml")]);
  expect(include("teams/*.yaml")).toEqual([
    "IN/teams/a.yaml:1:9: error: Flow sequence in block collection must be sufficiently indented and end with a ]; check the indentation and quotes around this line [syntax]",
    "IN/teams/b.yaml: error: is empty; `claude-access init` writes a commented start [file]",
    "IN/teams/c.yaml:1:1: error: organization is not known here; allowed: $schema, teams [unknown-key]",
    'IN/teams/d.yaml:2:3: error: teams.payments team "payments" is declared twice, here and at IN/access.yaml:13:3; keep one of the two [declared-twice]',
    "IN/teams/e.yaml:2:3: error: teams.cards.models is missing; allowed: everyday [no-model-set]",
    'IN/teams/e.yaml:2:26: error: teams.cards.modles is not known here; allowed: ci, formerly, models, people, uses, workloads; did you mean "models"? [unknown-key]',
    'IN/teams/f.yaml:1:1: error: ["a"] is a list; write a block of keys [wrong-type]',
    "IN/teams/g.yaml: error: is no regular file [file]",
  ]);
});

test("a pattern of many stars takes no time", () => {
  put(`in/${"a".repeat(200)}`, team("x"));
  const start = Date.now();
  expect(include(`"${"*a".repeat(60)}b"`)[0]).toMatch(/names no file below IN \[include\]$/);
  expect(Date.now() - start).toBeLessThan(2_000);
});
