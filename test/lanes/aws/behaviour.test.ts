import { readFileSync } from "node:fs";
import { join } from "node:path";
import { awsBehaviours } from "../../../rehearsal/behaviours/aws";
import { OFFLINE_AWS, observedTypes, observeProvider } from "../../../rehearsal/observe/observe-provider";
import { settledOf, variationsOf } from "../../../rehearsal/observe/observe-type";
import { proposedValues } from "../../../rehearsal/observe/proposed-values";
import { RealProvider } from "../../../rehearsal/observe/real-provider";
import { SAMPLES_AWS } from "../../../rehearsal/observe/samples-aws";
import type { BehaviourRules } from "../../../rehearsal/plugin/behaviour";
import { CloudStore } from "../../../rehearsal/plugin/cloud-store";
import { StandIn } from "../../../rehearsal/plugin/provider";
import type { ProviderSchema } from "../../../rehearsal/plugin/schema";
import { conform } from "../../../rehearsal/plugin/shape";
import { isUnknown, UNKNOWN, type Values } from "../../../rehearsal/plugin/values";
import { requireReal } from "../require-real";
import { type RealAwsExecutable, realAwsAbsence, realAwsExecutable } from "./real-aws-executable";

jest.setTimeout(120_000);

const SCHEMAS = join(__dirname, "..", "..", "..", "rehearsal", "schemas");
const read = <T>(name: string): T => JSON.parse(readFileSync(join(SCHEMAS, name), "utf8")) as T;
const SCHEMA = read<ProviderSchema>("aws-5.100.0.json");
const RULES = read<Record<string, BehaviourRules>>("behaviour-aws-5.100.0.json");
const ACCOUNT = "111122223333";

let executable: RealAwsExecutable;

/** The real provider and the stand-in, with the same provider block. */
const both = async <T>(more: Values, work: (real: RealProvider, standIn: StandIn) => Promise<T>): Promise<T> => {
  const real = await RealProvider.start(executable.file);
  try {
    const standIn = new StandIn(SCHEMA, RULES, awsBehaviours(), new CloudStore("/nowhere"));
    await real.configure(SCHEMA.provider.block, { ...OFFLINE_AWS, ...more });
    standIn.configure(conform(SCHEMA.provider.block, { ...OFFLINE_AWS, ...more, allowed_account_ids: [ACCOUNT] }));
    return await work(real, standIn);
  } finally {
    real.stop();
  }
};

/** A value with its keys in order, and its unknowns readable. */
const shown = (value: unknown): unknown => {
  if (isUnknown(value)) return "(known after apply)";
  if (Array.isArray(value)) return value.map(shown);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort()
      .map(([name, inner]) => [name, shown(inner)]),
  );
};
const withoutId = (paths: readonly string[]): string[] => paths.filter((path) => path !== "id").sort();

/**
 * What both plan for one thing, by type, case and attribute; a case that the real provider refuses is left out. Where a
 * plan replaces, Terraform asks again for a new thing, and that answer counts.
 */
const plansOf = async (
  pair: { real: RealProvider; standIn: StandIn },
  type: string,
  prior: Values | null,
  configs: Readonly<Record<string, Values>>,
) => {
  const block = pair.standIn.block(type);
  const plans = { real: {} as Values, standIn: {} as Values };
  const note = (side: "real" | "standIn", name: string, values: Values, replaces: readonly string[]) => {
    plans[side][`${type}: ${prior === null ? "new, " : ""}${name}: replaces`] = replaces;
    for (const [attribute, value] of Object.entries(values))
      plans[side][`${type}: ${prior === null ? "new, " : ""}${name}: ${attribute}`] = shown(value);
  };
  for (const [name, config] of Object.entries(configs)) {
    const whole = conform(block, config);
    const first = await pair.real.plan(type, block, prior, config);
    if ("errors" in first) continue;
    const replaces = prior === null ? [] : withoutId(first.replaces);
    const again = replaces.length > 0 ? await pair.real.plan(type, block, null, config) : first;
    if ("errors" in again) throw new Error(again.errors.join());
    note("real", name, again.values, replaces);
    const ours = pair.standIn.plan(type, whole, prior, proposedValues(block, prior, whole));
    note("standIn", name, ours.values ?? {}, withoutId(ours.replaces.map((path) => path.join("."))));
  }
  return plans;
};

/** Where two records differ, one line each. */
const differences = ({ real, standIn }: { readonly real: Values; readonly standIn: Values }): string[] =>
  [...new Set([...Object.keys(real), ...Object.keys(standIn)])].flatMap((key) => {
    const [theirs, ours] = [JSON.stringify(real[key]), JSON.stringify(standIn[key])];
    return theirs === ours ? [] : [`${key}: real ${theirs}, stand-in ${ours}`];
  });

/** Other texts of one document, and one that only looks like it. */
const otherTexts = (text: string): Record<string, string> => {
  const document = JSON.parse(text) as { Version: string; Statement: Record<string, unknown>[] };
  const [statement = {}] = document.Statement;
  const write = (change: Record<string, unknown>) =>
    JSON.stringify({ ...document, Statement: [{ ...statement, ...change }] });
  const alone = (name: string) => ({ [name]: [statement[name]].flat()[0] });
  const list = [statement, { Effect: "Deny", Action: "*", Resource: "*", Principal: "*" }];
  return {
    "with blanks": JSON.stringify(document, null, 2),
    "other order of keys": JSON.stringify({ Statement: document.Statement, Version: document.Version }),
    "one statement alone": JSON.stringify({ ...document, Statement: statement }),
    "one action alone": write(alone("Action")),
    "one resource alone": write(alone("Resource")),
    "two actions": write({ Action: ["s3:b", "s3:a"] }),
    "with signs that Go escapes": write({ Sid: "A", Condition: { StringLike: { "aws:username": "<a&b>" } } }),
    "another effect": write({ Effect: "Deny" }),
    "another statement as well": JSON.stringify({ ...document, Statement: list }),
    "an empty document": "{}",
  };
};
const documentsOf = (base: Values): Record<string, Values> =>
  Object.fromEntries(
    Object.entries(base).flatMap(([name, value]) =>
      typeof value === "string" && value.startsWith("{")
        ? Object.entries(otherTexts(value)).map(([what, text]) => [`${name}: ${what}`, { ...base, [name]: text }])
        : [],
    ),
  );
const unknownOf = (base: Values): Record<string, Values> =>
  Object.fromEntries(
    Object.entries(base)
      .filter(([, value]) => typeof value === "string")
      .map(([name]) => [`${name} unknown`, { ...base, [name]: UNKNOWN }]),
  );

requireReal("the real AWS provider beside its stand-in", realAwsAbsence())("beside the real AWS provider", () => {
  beforeAll(async () => {
    executable = await realAwsExecutable(SCHEMA.version);
  });
  afterAll(() => executable?.remove());

  test("the table of behaviour is what the real provider shows", async () => {
    expect(await both({}, (real) => observeProvider(SCHEMA, real))).toEqual(RULES);
  });

  describe.each([
    ["without default tags", {}],
    ["with default tags", { default_tags: [{ tags: { owner: "platform" } }] }],
  ])("%s", (_what, provider) => {
    test("the stand-in plans new things, changes and replacements as the real provider does", async () => {
      const plans = await both(provider, async (real, standIn) => {
        const all = { real: {} as Values, standIn: {} as Values };
        for (const observed of observedTypes(SCHEMA, real)) {
          const { type, block, sample } = observed;
          const tagged = "tags" in sample.changes ? { ...sample.base, tags: { team: "a" } } : sample.base;
          const first = await real.plan(type, block, null, tagged);
          if ("errors" in first) throw new Error(first.errors.join());
          const changes = { same: tagged, untagged: sample.base, ...variationsOf(block, sample, RULES[type] ?? {}) };
          const created = { base: sample.base, tagged, ...unknownOf(sample.base) };
          const changed = { ...changes, ...unknownOf(tagged), ...documentsOf(tagged) };
          for (const [prior, cases] of [
            [null, created],
            [settledOf(observed, first.values), changed],
          ] as const) {
            const plans = await plansOf({ real, standIn }, type, prior, cases);
            Object.assign(all.real, plans.real);
            Object.assign(all.standIn, plans.standIn);
          }
        }
        return all;
      });
      expect(Object.keys(plans.real).length).toBeGreaterThan(2000);
      expect(differences(plans)).toEqual([]);
    });
  });

  test("the stand-in refuses the combinations of arguments that the real provider refuses, and no others", async () => {
    const answers = await both({}, async (real, standIn) => {
      const all: { real: Values; standIn: Values } = { real: {}, standIn: {} };
      for (const [type, { base, changes }] of Object.entries(SAMPLES_AWS)) {
        const block = standIn.block(type);
        const every: Values = { ...base, ...changes };
        const names = Object.keys(every).filter((name) => block.attributes?.[name]?.required !== true);
        for (const one of names) {
          for (const other of names) {
            const required = Object.entries(every).filter(([name]) => !names.includes(name));
            const config = { ...Object.fromEntries(required), [one]: every[one], [other]: every[other] };
            all.real[`${type}: ${one}, ${other}`] = (await real.validate(type, block, config)).length > 0;
            all.standIn[`${type}: ${one}, ${other}`] = standIn.validate(type, conform(block, config)).length > 0;
          }
        }
      }
      return all;
    });
    expect(Object.keys(answers.real).length).toBeGreaterThan(200);
    expect(differences(answers)).toEqual([]);
  });

  test.each<[string, Values]>([
    ["aws_partition", {}],
    [
      "aws_iam_policy_document",
      {
        statement: [
          {
            sid: "A",
            actions: ["s3:a", "s3:c", "s3:b"],
            resources: ["*"],
            condition: [{ test: "StringEquals", variable: "aws:x", values: ["1", "2"] }],
          },
          {
            effect: "Deny",
            not_actions: ["s3:a"],
            not_resources: ["x", "y"],
            principals: [{ type: "AWS", identifiers: ["arn:aws:iam::111122223333:root"] }],
          },
          { actions: ["sts:AssumeRole"], principals: [{ type: "*", identifiers: ["*"] }] },
        ],
      },
    ],
  ])("data source %s answers as the real one", async (type, config) => {
    const answers = await both({}, async (real, standIn) => {
      const block = standIn.dataBlock(type);
      const ours = standIn.readData(type, conform(block, config));
      return [await real.readData(type, block, config), "values" in ours ? ours.values : {}] as const;
    });
    const [real = {}, standIn = {}] = answers.map((values) =>
      Object.fromEntries(Object.entries(values).filter(([name]) => !["id", "statement", "version"].includes(name))),
    );
    expect(shown(standIn)).toEqual(shown(real));
  });
});
