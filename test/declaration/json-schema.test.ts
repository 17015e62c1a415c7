import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import { parse } from "yaml";
import { declarationJsonSchema } from "../../declaration/json-schema";
import { START } from "../../declaration/start";
import { linesOf, loadFiles, SOUND } from "./load";

const top = (name: string) => readFileSync(join(__dirname, "../..", name), "utf8");

test("access.schema.json is in step with the loader: after a change, npm run schema", () => {
  expect(JSON.parse(top("access.schema.json"))).toEqual(JSON.parse(JSON.stringify(declarationJsonSchema())));
});

test("an editor takes what the loader takes, and refuses unknown keys and numbers for accounts", () => {
  const validate = new Ajv({ allErrors: true, strictTypes: false, formats: { date: true, uuid: true } }).compile(
    declarationJsonSchema(),
  );
  for (const text of [SOUND, START, top("examples/acme/access.yaml")]) {
    validate(parse(text));
    expect(validate.errors).toBeNull();
  }
  expect(validate(parse(SOUND.replace("geography", "geograhpy")))).toBe(false);
  expect(validate(parse(SOUND.replace('"111122223333"', "111122223333")))).toBe(false);
});

test("the start that init writes loads without a mistake or a note", () => {
  expect(linesOf(loadFiles({ "access.yaml": START }))).toEqual([]);
  expect(loadFiles({ "access.yaml": START }).ok).toBe(true);
});

test("every line that the start only shows in a comment loads as well", () => {
  const shown = START.replace(/^( *)# (state|permissionsBoundary|deploy|ci|workloads|reviewer):/gm, "$1$2:")
    .replace(/^( *)# {3}(deploy|reviewer):/gm, "$1  $2:")
    .replace(/^( *)# {5}(github):/gm, "$1    $2:");
  expect(shown).not.toBe(START);
  expect(linesOf(loadFiles({ "access.yaml": shown }))).toEqual([]);
});
