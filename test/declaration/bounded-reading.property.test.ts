import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadDeclaration } from "../../declaration/load-declaration";
import { linesOf, loadFiles, SOUND, spoil } from "./load";

const MIB = 1024 * 1024;
const lines = (text: string) => linesOf(loadFiles({ "access.yaml": text }));

test.each([
  [
    "lists in lists",
    "[".repeat(4 * MIB),
    "access.yaml:1:61: error: nested deeper than 60 levels; a declaration is flat [syntax]",
  ],
  [
    "blocks in blocks",
    "- ".repeat(2 * MIB),
    "access.yaml:1:120: error: nested deeper than 60 levels; a declaration is flat [syntax]",
  ],
  [
    "nothing but signs",
    `a: &a x\nb: [${"*a,".repeat(MIB)}*a]`,
    'access.yaml:2:2999984: error: has more than 2000000 words and signs; split it with "include:" [syntax]',
  ],
  [
    "a giant value",
    `organization: ${"a".repeat(3 * MIB)}\n`,
    "access.yaml:1:15: error: organization has 3145728 characters; allowed: at most 2048 [out-of-bounds]",
  ],
])("refuses %s without parsing all of it", (_what, text, line) => {
  expect(lines(text)).toContain(line);
});

test("refuses tabs on a million lines by the first twenty", () => {
  expect(lines("\ta: b\n".repeat(600_000))).toEqual(
    Array.from(
      { length: 20 },
      (_, index) => `access.yaml:${index + 1}:1: error: YAML does not take tabs as indentation; use spaces [syntax]`,
    ),
  );
});

test("refuses a pipe without waiting for it", () => {
  const folder = mkdtempSync(join(tmpdir(), "declaration-"));
  try {
    const file = join(folder, "access.yaml");
    execFileSync("mkfifo", [file]);
    expect(loadDeclaration({ file })).toEqual({
      ok: false,
      mistakes: [{ rule: "file", place: { file }, path: "", message: "is no regular file", state: "violated" }],
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** How long 10,000 teams take is measured in `bench/`. */
test("thousands of teams load, and as many mistakes are told", () => {
  const team = (index: number) =>
    `  team-${index}:\n    uses: aws-eu\n    models: everyday\n    people: { group: claude-${index} }\n    ci: { deploy: { gitlab: { project: acme/p${index}, branch: main } } }\n`;
  const text = SOUND + Array.from({ length: 1_000 }, (_, index) => team(index)).join("");
  const loaded = loadFiles({ "access.yaml": text });
  expect(loaded.ok && Object.keys(loaded.declaration.teams).length).toBe(1_001);
  expect(
    lines(text.replaceAll("modles", "models").replaceAll("    models: everyday\n", "    models: evryday\n")).length,
  ).toBe(1_001);
});

test.each([
  [
    "a tag",
    "claude-payments",
    "!ENV GROUP",
    "access.yaml:15:27: error: teams.payments.people.group tags (!name) are not taken; write the plain value [syntax]",
  ],
  [
    "a number that is text",
    "claude-payments",
    "0123",
    'access.yaml:15:22: error: teams.payments.people.group 0123 is read as the number 123; write it in quotes, "0123" [number]',
  ],
  [
    "an octal account",
    '"111122223333"',
    "0o7777",
    'access.yaml:7:14: error: providers.aws-eu.account 0o7777 is read as the number 4095; write it in quotes, "0o7777" [number]',
  ],
  [
    "an account as a float",
    '"111122223333"',
    "1.11122223333e11",
    'access.yaml:7:14: error: providers.aws-eu.account 1.11122223333e11 is read as the number 111122223333; write it in quotes, "1.11122223333e11" [number]',
  ],
  [
    "a key that stands twice",
    "    region: eu",
    "    route: bedrock\n    region: eu",
    "access.yaml:8:5: error: providers.aws-eu.route stands here a second time, first at access.yaml:6:5; keep one of the two [duplicate-key]",
  ],
  [
    "a merge key",
    "    uses: aws-eu",
    "    <<: { uses: aws-eu }\n    uses: aws-eu",
    'access.yaml:13:5: error: teams.payments["<<"] merge keys (<<) are not taken; write the keys out, or let an alias (*name) stand for a whole value [merge-key]',
  ],
  [
    "a key that is a list",
    "    uses: aws-eu",
    "    ? [a]\n    : b\n    uses: aws-eu",
    "access.yaml:13:7: error: teams.payments a key must be plain text, not a list, a block or an alias [syntax]",
  ],
  [
    "a key that reaches into the prototype",
    "    region: eu",
    "    __proto__: { a: 1 }\n    region: eu",
    'access.yaml:8:5: error: providers.aws-eu.__proto__ "__proto__" cannot be a key; choose another name [bad-name]',
  ],
  [
    "another version of YAML",
    "organization: acme",
    "%YAML 1.1\n---\norganization: acme",
    'access.yaml:1:1: error: is marked as YAML of another version; remove the line "%YAML" [syntax]',
  ],
  [
    "a second document",
    "teams:",
    "---\nteams:",
    "access.yaml:11:1: error: a second document starts here (---); keep one in a file [syntax]",
  ],
  [
    "a carriage return alone",
    "organization: acme\n",
    "organization: acme\r",
    "access.yaml:1:19: error: a line ends with a carriage return alone; save the file with LF or CRLF [syntax]",
  ],
])("refuses %s", (_what, from, to, line) => {
  expect(spoil(from, to)).toEqual([line]);
});

test("an anchor and its alias stand for one value, and a mistake in it is addressed where it was written", () => {
  const shared = SOUND.replace("people: {", "people: &p {").concat(
    "  other: { uses: aws-eu, models: everyday, people: *p }\n",
  );
  const loaded = loadFiles({ "access.yaml": shared });
  expect(loaded.ok && loaded.declaration.teams.other?.people).toEqual({ group: "claude-payments" });
  expect(lines(shared.replace("claude-payments", "5"))).toEqual([
    'access.yaml:15:18: error: teams.other.people.group 5 was read as a number; write it in quotes, "5" [wrong-type]',
    'access.yaml:15:18: error: teams.payments.people.group 5 was read as a number; write it in quotes, "5" [wrong-type]',
  ]);
});

test("what YAML 1.1 would have changed is text: no, on, a date", () => {
  for (const group of ["no", "on", "2026-01-31", "12:30:45", "~x"]) {
    const loaded = loadFiles({ "access.yaml": SOUND.replace("claude-payments", group) });
    expect(loaded.ok && loaded.declaration.teams.payments?.people?.group).toBe(group);
  }
});

test("a team may have the name of something that every object has", () => {
  const loaded = loadFiles({ "access.yaml": SOUND.replace("payments:", "constructor:") });
  expect(loaded.ok && loaded.declaration.teams).toEqual({
    constructor: { uses: "aws-eu", models: "everyday", people: { group: "claude-payments" } },
  });
});
