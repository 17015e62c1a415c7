import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import type { AccessDiff } from "../../../access/access-diff";
import schema from "../../../access/report/access-diff.schema.json";
import { printedJson } from "../../../quoting/printed-json";
import { manyUnlike } from "./any-diff";
import { change, diffOf, FULL, githubEntrance, HAIKU, identity, SONNET } from "./sample-diff";

type Whole<T> = T extends readonly (infer E)[]
  ? readonly Whole<E>[]
  : T extends object
    ? { readonly [K in keyof T]-?: Whole<Exclude<T[K], undefined>> }
    : T;

/** Every property of the type: one that the type gains does not compile here until it is written. */
const WHOLE: Whole<AccessDiff> = {
  ...(diffOf([]) as Whole<AccessDiff>),
  identities: [
    {
      ...(identity({ change: "changed", replacedFor: ["name"], open: ["The policy is not known."] }) as Whole<
        AccessDiff["identities"][number]
      >),
      models: change([{ ...SONNET, geography: "eu" }], [], []),
      entrances: change([githubEntrance("acme/a")]),
      openSessions: { seconds: 3600, why: "It ends.", source: "https://example.com" },
      declared: { path: "teams.a", reason: "a", file: "access.yaml", line: 1, column: 1 },
    },
  ],
  settings: [
    {
      ...{ stack: "aws-eu", team: "a", identity: "people", change: "changed" },
      keys: [{ key: "model", before: '"a"', after: '"b"' }],
    },
  ],
  knownAfterApply: [{ stack: "aws-eu", address: "a.b", argument: "c", references: ["d.e"], hidesAccess: true }],
};

type Path = readonly (string | number)[];
const ajv = new Ajv2020({ allErrors: true });
const validate = ajv.compile(schema);
const isValid = (diff: unknown): boolean => validate(JSON.parse(JSON.stringify(diff)));

const objectsIn = (value: unknown, path: Path = []): { path: Path; keys: string[] }[] => {
  if (typeof value !== "object" || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, child]) => objectsIn(child, [...path, key]));
  return Array.isArray(value) ? inner : [{ path, keys: Object.keys(value) }, ...inner];
};

const changedAt = (path: Path, edit: (target: Record<string, unknown>) => void): unknown => {
  const copy = JSON.parse(JSON.stringify(WHOLE));
  edit(path.reduce((target, key) => target[key], copy));
  return copy;
};
const named = (path: Path): string => path.filter((key) => !/^\d+$/.test(String(key))).join(".");

test("every property of a whole diff is known to the schema, and only the optional ones may be left out", () => {
  expect(isValid(WHOLE)).toBe(true);
  const objects = objectsIn(WHOLE);
  expect(
    objects.filter(({ path }) => isValid(changedAt(path, (target) => Object.assign(target, { more: 1 })))),
  ).toEqual([]);
  const optional = objects.flatMap(({ path, keys }) =>
    keys.filter((key) => isValid(changedAt(path, (target) => delete target[key]))).map((key) => named([...path, key])),
  );
  expect(optional.sort()).toEqual([
    "identities.declared",
    "identities.declared.column",
    "identities.declared.file",
    "identities.declared.line",
    "identities.models.gained.geography",
    "identities.openSessions",
    "identities.openSessions.seconds",
    "settings.keys.after",
    "settings.keys.before",
  ]);
});

test("no property of the schema is missing in the type, and each is described and closed", () => {
  const nodes = objectsIn(schema).map(({ path }) =>
    path.reduce<never>((node, key) => node[key] as never, schema as never),
  );
  const shapes = (
    nodes as { properties?: Record<string, { description?: string }>; additionalProperties?: boolean }[]
  ).filter(
    ({ properties }) =>
      properties !== undefined &&
      typeof properties === "object" &&
      !("description" in properties && typeof properties.description === "string"),
  );
  const inSchema = shapes.flatMap(({ properties }) => Object.keys(properties ?? {}));
  const inType = new Set(objectsIn(WHOLE).flatMap(({ keys }) => keys));
  expect(inSchema.length).toBeGreaterThan(50);
  expect(inSchema.filter((key) => !inType.has(key))).toEqual([]);
  expect(shapes.filter(({ additionalProperties }) => additionalProperties !== false)).toEqual([]);
  const undescribed = shapes.flatMap(({ properties }) =>
    Object.entries(properties ?? {}).flatMap(([key, { description = "" }]) => (description.endsWith(".") ? [] : [key])),
  );
  expect(undescribed).toEqual([]);
});

test("sample diffs are what the schema says, and another version or an unknown word is not", () => {
  for (const diff of [FULL, diffOf([]), manyUnlike(50)]) {
    validate(JSON.parse(printedJson(diff)));
    expect(validate.errors).toBeNull();
  }
  const picture = readFileSync(join(__dirname, "../../../docs/pictures/access-diff.json"), "utf8");
  expect(isValid(JSON.parse(picture))).toBe(true);
  expect(isValid({ ...WHOLE, schemaVersion: 2 })).toBe(false);
  expect(isValid(diffOf([identity({ change: "renamed" as never })]))).toBe(false);
  expect(isValid(diffOf([identity({ models: change([{ ...HAIKU, certainty: "never" as never }]) })]))).toBe(false);
});
