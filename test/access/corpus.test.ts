import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import type { AccessDiff } from "../../access/access-diff";
import { diffAccess } from "../../access/diff-access";
import schema from "../../access/report/access-diff.schema.json";
import { diffMarkdown } from "../../access/report/diff-markdown";
import { diffSvg } from "../../access/report/diff-svg";
import { diffText } from "../../access/report/diff-text";
import { type PlanSides, readPlanSides } from "../../plans/read-plan";
import { isFailure } from "../../plans/read-synth";

const CORPUS = join(__dirname, "../corpus");
const PLANS = readdirSync(CORPUS, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith("plan.json"))
  .sort();
const sidesOf = (file: string): PlanSides => {
  const sides = readPlanSides(readFileSync(join(CORPUS, file), "utf8"));
  if (isFailure(sides)) throw new Error(`${file} ${sides.failure}`);
  return sides;
};
const ALL = PLANS.map((file) => ({ file, sides: sidesOf(file) }));
const validate = new Ajv2020({ strict: false }).compile(schema);

test("every real plan is told in every format, and the JSON is what its schema says", () => {
  expect(ALL.length).toBeGreaterThan(150);
  for (const { file, sides } of ALL) {
    const diff = diffAccess([sides]);
    expect([file, validate(JSON.parse(JSON.stringify(diff))), validate.errors]).toEqual([file, true, null]);
    for (const tell of [diffText, diffMarkdown, diffSvg]) expect(tell(diff).length).toBeGreaterThan(10);
  }
});

const changes = ({ identities, settings }: AccessDiff) => ({
  identities: identities
    .filter(({ models, entrances }) => [models, entrances].some(({ gained, lost }) => gained.length + lost.length > 0))
    .map(({ id }) => id),
  settings,
});

test("what a plan leaves there is, compared with itself, no change", () => {
  for (const { file, sides } of ALL) {
    for (const side of [sides.before, sides.after]) {
      const same = diffAccess([{ before: side, after: side }]);
      expect([file, changes(same)]).toEqual([file, { identities: [], settings: [] }]);
    }
  }
});

test("what one direction gains, the other loses", () => {
  const keys = (diff: AccessDiff, which: "gained" | "lost") =>
    diff.identities
      .flatMap(({ cloud, id, models, entrances }) => [
        ...models[which].map(
          ({ route, model, through, certainty }) => `${cloud} ${id} ${route} ${model} ${through} ${certainty}`,
        ),
        ...entrances[which].map(({ key }) => `${cloud} ${id} ${key}`),
      ])
      .sort();
  for (const { file, sides } of ALL) {
    const there = diffAccess([sides]);
    const back = diffAccess([{ before: sides.after, after: sides.before }]);
    expect([file, keys(back, "lost")]).toEqual([file, keys(there, "gained")]);
    expect([file, keys(back, "gained")]).toEqual([file, keys(there, "lost")]);
  }
});

/** Who may call what in a plan, by name. */
const calls = (name: string): readonly string[] => {
  const found = ALL.find(({ file }) => file === join(name, "plan.json"));
  if (found === undefined) throw new Error(`the corpus holds no ${name}`);
  return diffAccess([found.sides])
    .identities.flatMap(({ kind, name: who, models }) =>
      [...models.gained, ...models.kept].map((one) => `${kind} ${who}: ${one.name}, ${one.certainty}`),
    )
    .sort();
};

test.each<[string, readonly string[]]>([
  ["bad/aws-full-access-attached", ["role agent: every model of every vendor, sure"]],
  ["bad/aws-group-of-everybody", ["group engineers: every Claude model, sure"]],
  ["bad/real-aws-user-with-a-key", ["user claude-bot: every model of every vendor, sure"]],
  [
    "bad/google-viewer-at-a-folder",
    ["group analysts@acme.example: every Claude model, sure", "group engineers@acme.example: every Claude model, sure"],
  ],
  ["bad/google-whole-pool", ["identities of a pool everybody of github: every Claude model, sure"]],
  ["bad/azure-wide-and-by-name", ["principal 0f8fad5b-d9cb-469f-a165-70867728950e: every Claude model, sure"]],
  [
    "bad/azure-contributor-calls-models",
    ["principal 0f8fad5b-d9cb-469f-a165-70867728950e: every Claude model by the account's keys, possible"],
  ],
  [
    "good/azure-exact",
    [
      "managed identity claude-ci: Claude Sonnet 5, sure",
      "principal 0f8fad5b-d9cb-469f-a165-70867728950e: Claude Sonnet 5, sure",
    ],
  ],
  ["bad/anthropic-no-subject", ["service account svcacct_01AbCdEf: every Claude model, possible"]],
  ["good/unrelated-aws-function", []],
])("%s tells who may call what", (name, expected) => {
  expect(calls(name)).toEqual(expected);
});
