import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { AccessDiff } from "../../access/access-diff";
import { pictures } from "../../docs/pictures/pictures";
import { diffOf } from "../access/report/sample-diff";

const FOLDER = join(__dirname, "..", "..", "docs", "pictures");
const written = (file: string): string => readFileSync(join(FOLDER, file), "utf8");

test("the two pictures are there, and each is what `npm run docs` would write", () => {
  expect(pictures().map(({ file }) => file)).toEqual(["access-diff.svg", "access-diff-many-teams.svg"]);
  for (const { file, text } of pictures()) expect(written(file)).toBe(text);
});

test("the sample of the pictures counts what is in it", () => {
  const sample = JSON.parse(written("access-diff.json")) as AccessDiff;
  expect(sample).toEqual(diffOf(sample.identities, sample.settings, sample.knownAfterApply));
});
