import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { type Loaded, loadDeclaration } from "../../declaration/load-declaration";
import { anyText } from "../helpers/any-text";
import { SOUND } from "./load";

const FULL = SOUND.concat(`    ci:
      deploy: { github: { repository: acme/payments, ownerId: 1, repositoryId: 2, environment: production } }
    workloads:
      reviewer: { eks: { cluster: prod, namespace: payments, serviceAccount: claude } }
clients: { minimumVersion: 2.1.224, env: { DISABLE_AUTOUPDATER: "1" } }
`);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "declaration-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const load = (text: string): Loaded => {
  const file = join(folder, "access.yaml");
  writeFileSync(file, text);
  return loadDeclaration({ file });
};

/** What every answer keeps to: places lie within the file, mistakes are sorted, and say something. */
const checkAnswer = (text: string, loaded: Loaded): void => {
  const lines = text.split("\n");
  const mistakes = loaded.ok ? loaded.notes : loaded.mistakes;
  const places = [...mistakes.map(({ place }) => place), ...(loaded.ok ? loaded.places.values() : [])];
  const outside = places.filter(
    ({ line = 1, column = 1 }) =>
      line < 1 || line > lines.length || column < 1 || column > (lines[line - 1]?.length ?? 0) + 2,
  );
  expect(outside).toEqual([]);
  for (const { message, rule } of mistakes) {
    expect(message).toMatch(/^[^\p{Cc}\p{Cf}]+$/u);
    expect(message).not.toMatch(/undefined|\[object|Error:|NaN/);
    expect(rule).toMatch(/^[a-z]+(-[a-z]+)*$/);
  }
  const order = mistakes.map(({ place }) => (place.line ?? 0) * 100_000 + (place.column ?? 0));
  expect(order).toEqual([...order].sort((a, b) => a - b));
  if (!loaded.ok) expect(mistakes.length).toBeGreaterThan(0);
};

const piece = fc.oneof(
  fc.constantFrom(
    "",
    ":",
    " ",
    "\n",
    "\n  ",
    "\t",
    "{",
    "}",
    "[",
    "]",
    "*a",
    "&a ",
    "!x ",
    "- ",
    "? ",
    "#",
    "<<: ",
    "---\n",
    "%YAML 1.1\n",
    '"',
    "'",
    "|\n",
    "0123",
    "~",
    "\r",
    "\u202e",
    "__proto__",
  ),
  anyText({ maxLength: 12 }),
  fc.nat(FULL.length - 20).map((from) => FULL.slice(from, from + 20)),
);
const edit = fc.record({ at: fc.nat(FULL.length), cut: fc.nat(12), piece });

test("a declaration with random edits loads, or is refused with addressed mistakes; it never throws", () => {
  let refused = 0;
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
      const text = edits.reduce(
        (rest, { at, cut, piece: put }) => rest.slice(0, at) + put + rest.slice(at + cut),
        FULL,
      );
      const loaded = load(text);
      checkAnswer(Buffer.from(text).toString("utf8"), loaded);
      if (!loaded.ok) refused += 1;
    }),
    { numRuns: 600, seed: 20261123 },
  );
  expect(refused).toBeGreaterThan(300);
  expect(refused).toBeLessThan(600);
});

test("any value in any place loads, or is refused with addressed mistakes", () => {
  const whole = load(FULL);
  if (!whole.ok) throw new Error("the full declaration must load");
  const paths = ["organization", "models", "providers", "teams", "clients", "state", "profiles", "include"];
  fc.assert(
    fc.property(fc.constantFrom(...paths), fc.jsonValue({ maxDepth: 4 }), fc.nat(3), (key, value, depth) => {
      const names = ["payments", "aws-eu", "everyday", "ci"].slice(0, depth);
      const wrapped = names.reduce<unknown>((inner, name) => ({ [name]: inner }), value);
      const text = JSON.stringify({ ...whole.declaration, [key]: wrapped }, null, 1);
      checkAnswer(text, load(text));
    }),
    { numRuns: 300, seed: 20261123 },
  );
});

const awkwardText = fc.oneof(
  anyText({ maxLength: 50 }),
  fc.string({ unit: "grapheme", maxLength: 50 }),
  fc.constantFrom(
    "${x}",
    "%{x}",
    "../x",
    "a\"b'c`d",
    "a\nb",
    "a\u202eb",
    "💥",
    "constructor",
    "toString",
    "__proto__",
    "no",
    "1",
  ),
  fc.stringMatching(/^[a-z][a-z0-9-]{0,45}$/),
);

test("any text as a name of a team, a provider, a model set or a group is carried intact or refused", () => {
  const whole = load(FULL);
  if (!whole.ok) throw new Error("the full declaration must load");
  const { organization, models, providers } = whole.declaration;
  let carried = 0;
  fc.assert(
    fc.property(awkwardText, (name) => {
      const used = { uses: name, models: name, people: { group: name } };
      const text = JSON.stringify(
        {
          organization,
          models: Object.fromEntries([[name, models.everyday]]),
          providers: Object.fromEntries([[name, providers["aws-eu"]]]),
          teams: Object.fromEntries([[name, used]]),
        },
        null,
        1,
      );
      const loaded = load(text);
      checkAnswer(text, loaded);
      if (!loaded.ok) return;
      carried += 1;
      expect(Object.entries(loaded.declaration.teams)).toEqual([[name, used]]);
      expect(Object.keys(loaded.declaration.models)).toEqual([name]);
      expect(Object.keys(loaded.declaration.providers)).toEqual([name]);
      expect(loaded.places.has(`teams.${name}.people.group`)).toBe(true);
    }),
    { numRuns: 300, seed: 20261123 },
  );
  expect(carried).toBeGreaterThan(20);
});
