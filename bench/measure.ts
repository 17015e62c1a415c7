import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { GoogleProvider } from "@cdktf/provider-google/lib/provider";
import { App, TerraformOutput, TerraformResource, TerraformStack } from "cdktf";
import { loadDeclaration } from "../declaration/load-declaration";
import { readSynth } from "../plans/read-synth";
import { runPolicies } from "../policies/run-policies";
import { buildStacks } from "../stacks/build-stacks";
import { type BenchCloud, declarationOf } from "./declaration";

type Named = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, never>>>>>>;
interface StackJson {
  readonly resource?: Named;
  readonly output?: Readonly<Record<string, { readonly value: object }>>;
}
/** Text of every stack, by name. */
type Texts = Readonly<Record<string, string>>;

type Constructor = new (scope: TerraformStack, id: string, config: never) => unknown;
const isConstructorOf =
  (type: string) =>
  (found: unknown): found is Constructor =>
    typeof found === "function" && (found as { tfResourceType?: string }).tfResourceType === type;

/** A type that CDKTF has no class of. */
class GenericResource extends TerraformResource {
  constructor(
    scope: TerraformStack,
    id: string,
    private readonly values: object,
  ) {
    super(scope, id, { terraformResourceType: "azapi_resource" });
  }
  protected override synthesizeAttributes(): Record<string, unknown> {
    return { ...this.values };
  }
}

/** CDKTF's own class of a resource type: `aws_iam_role` lies in `@cdktf/provider-aws/lib/iam-role`. */
const constructorOf = (type: string): Constructor => {
  if (type === "azapi_resource") return GenericResource;
  const [provider, ...name] = type.split("_");
  const found = Object.values(require(`@cdktf/provider-${provider}/lib/${name.join("-")}`) as object);
  const [Resource] = found.filter(isConstructorOf(type));
  if (Resource === undefined) throw new Error(`no class makes ${type}`);
  return Resource;
};

interface Size {
  readonly cloud: BenchCloud;
  readonly teams: number;
}

const camel = (key: string): string => key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

const timed = (work: () => void): number => {
  const start = performance.now();
  work();
  return performance.now() - start;
};

/** Time of one call of work that is too short to be timed alone. */
const timedEach = (times: number, work: () => void): number =>
  timed(() => {
    for (let count = 0; count < times; count += 1) work();
  }) / times;

const inFolder = <T>(use: (outdir: string) => T): T => {
  const outdir = mkdtempSync(join(tmpdir(), "bench-"));
  try {
    return use(outdir);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
};

const ours = ({ teams, cloud }: Size, outdir: string): void => {
  const app = new App({ outdir });
  buildStacks(app, { declaration: declarationOf(teams, cloud), places: new Map(), readText: () => "" });
  app.synth();
};

/** The same resources as plain CDKTF, documents as strings that are there already. */
const raw = (stacks: Readonly<Record<string, StackJson>>, outdir: string): void => {
  const app = new App({ outdir });
  for (const [name, { resource = {}, output = {} }] of Object.entries(stacks)) {
    const stack = new TerraformStack(app, name);
    new AwsProvider(stack, "Aws", { region: "eu-central-1" });
    new AzurermProvider(stack, "Azure", { features: [{}] });
    new GoogleProvider(stack, "Google", {});
    for (const [type, named] of Object.entries(resource)) {
      const Resource = constructorOf(type);
      for (const [id, values] of Object.entries(named)) {
        const config = Object.entries(values).filter(([key]) => !["//", "depends_on", "provider"].includes(key));
        new Resource(
          stack,
          `${type}-${id}`,
          Object.fromEntries(config.map(([key, value]) => [camel(key), value])) as never,
        );
      }
    }
    for (const [id, { value }] of Object.entries(output)) new TerraformOutput(stack, id, { value });
  }
  app.synth();
};

const stackTexts = (outdir: string): Texts =>
  Object.fromEntries(
    readdirSync(join(outdir, "stacks")).map((name) => [
      name,
      readFileSync(join(outdir, "stacks", name, "cdk.tf.json"), "utf8"),
    ]),
  );

const parsed = (texts: Texts): Readonly<Record<string, StackJson>> =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, JSON.parse(text) as StackJson]));

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Median of the second half: what a call costs once the code is compiled. */
const settled = (values: readonly number[]): number => median(values.slice(Math.floor(values.length / 2)));

const judge = (texts: Texts): void => {
  const views = Object.entries(texts).map(([stack, text]) => {
    const view = readSynth(text, { stack });
    if ("failure" in view) throw new Error(view.failure);
    return view;
  });
  runPolicies(views);
};

const synthesised = (size: Size): Texts =>
  inFolder((outdir) => {
    ours(size, outdir);
    return stackTexts(outdir);
  });

const ratio = (one: number, other: number, digits: number): number => Number((one / other).toFixed(digits));

/** Rounds and repetitions that bring a size to where its times no longer fall. */
const effort = (teams: number) => ({
  rounds: teams >= 10_000 ? 1 : teams >= 1_000 ? 6 : teams >= 100 ? 16 : 60,
  repeats: Math.max(1, Math.round(500 / teams)),
});

const countOf = (stacks: Readonly<Record<string, StackJson>>): number =>
  Object.values(stacks)
    .flatMap(({ resource = {} }) => Object.values(resource))
    .reduce((sum, named) => sum + Object.keys(named).length, 0);

/** Resources that one more team brings, for each of its three identities. */
const atTheMargin = (size: Size, resources: number): number => {
  const more = countOf(parsed(synthesised({ ...size, teams: size.teams + 10 })));
  return ratio(more - resources, 30, 2);
};

/** One row of the table, measured in this process; ours and raw one after the other, so that noise meets both. */
const measure = (size: Size) => {
  const { rounds, repeats } = effort(size.teams);
  const texts = synthesised(size);
  const stacks = parsed(texts);
  const times = Array.from({ length: rounds }, () => ({
    ours: inFolder((outdir) => timed(() => ours(size, outdir))),
    raw: inFolder((outdir) => timed(() => raw(stacks, outdir))),
    parse: timedEach(repeats, () => parsed(texts)),
    checks: timedEach(repeats, () => judge(texts)),
  }));
  const of = (key: "ours" | "raw" | "parse" | "checks") => settled(times.map((time) => time[key]));
  const [first] = times;
  const resources = countOf(stacks);
  return {
    ...size,
    resources,
    perIdentity: atTheMargin(size, resources),
    synthMs: Math.round(of("ours")),
    rawMs: Math.round(of("raw")),
    synthRatio: ratio(of("ours"), of("raw"), 2),
    firstSynthRatio: first === undefined ? 0 : ratio(first.ours, first.raw, 2),
    checksMs: Number(of("checks").toFixed(1)),
    parseRatio: ratio(of("checks"), of("parse"), 1),
    firstParseRatio: first === undefined ? 0 : ratio(first.checks, first.parse, 1),
  };
};

/** Time of loading the same declaration from its text, beside `JSON.parse` of that text. */
const load = (size: Size) => {
  const text = JSON.stringify(declarationOf(size.teams, size.cloud), null, 1);
  return inFolder((folder) => {
    const file = join(folder, "access.json");
    writeFileSync(file, text);
    const ms = timed(() => {
      const loaded = loadDeclaration({ file });
      if (!loaded.ok) throw new Error(JSON.stringify(loaded.mistakes[0]));
    });
    return { loadMs: Math.round(ms) };
  });
};

/** Peak memory of one synth, alone in this process. */
const peak = (size: Size, whose: string, file: string): object => {
  if (whose === "raw") {
    const stacks = parsed(JSON.parse(readFileSync(file, "utf8")) as Texts);
    inFolder((outdir) => raw(stacks, outdir));
  } else writeFileSync(file, JSON.stringify(synthesised(size)));
  return { peakMB: Math.round(process.resourceUsage().maxRSS / 1024) };
};

const [, , cloud, teams, what = "measure", file = ""] = process.argv;
const size: Size = { cloud: cloud as BenchCloud, teams: Number(teams) };
const work = { measure: () => measure(size), load: () => load(size) }[what] ?? (() => peak(size, what, file));
process.stdout.write(JSON.stringify(work()));
