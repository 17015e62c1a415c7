import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SsoadminAccountAssignment } from "@cdktf/provider-aws/lib/ssoadmin-account-assignment";
import { SsoadminPermissionSet } from "@cdktf/provider-aws/lib/ssoadmin-permission-set";
import { SsoadminPermissionSetInlinePolicy } from "@cdktf/provider-aws/lib/ssoadmin-permission-set-inline-policy";
import { App, TerraformOutput, TerraformStack } from "cdktf";
import { readSynth } from "../policies/read-synth";
import { runPolicies } from "../policies/run-policies";
import { buildStacks } from "../stacks/build-stacks";
import { declarationOf } from "./declaration";

type Named = Record<string, Record<string, Record<string, never>>>;
interface StackJson {
  readonly resource: Named;
  readonly output: { readonly client_settings: { readonly value: object } };
}

const CONSTRUCTORS: Readonly<Record<string, new (scope: TerraformStack, id: string, config: never) => unknown>> = {
  aws_iam_role: IamRole,
  aws_iam_role_policy: IamRolePolicy,
  aws_ssoadmin_permission_set: SsoadminPermissionSet,
  aws_ssoadmin_permission_set_inline_policy: SsoadminPermissionSetInlinePolicy,
  aws_ssoadmin_account_assignment: SsoadminAccountAssignment,
};

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

const ours = (teams: number, outdir: string): void => {
  const app = new App({ outdir });
  buildStacks(app, { declaration: declarationOf(teams), places: new Map(), readText: () => "" });
  app.synth();
};

/** The same resources as plain CDKTF, documents as strings that are there already. */
const raw = (json: StackJson, outdir: string): void => {
  const app = new App({ outdir });
  const stack = new TerraformStack(app, "aws-eu");
  new AwsProvider(stack, "Aws", { region: "eu-central-1" });
  for (const [type, named] of Object.entries(json.resource)) {
    const Resource = CONSTRUCTORS[type];
    if (Resource === undefined) throw new Error(`bench knows no ${type}`);
    for (const [name, values] of Object.entries(named)) {
      const config = Object.entries(values).filter(
        ([key]) => key !== "//" && key !== "depends_on" && key !== "provider",
      );
      new Resource(
        stack,
        `${type}-${name}`,
        Object.fromEntries(config.map(([key, value]) => [camel(key), value])) as never,
      );
    }
  }
  new TerraformOutput(stack, "client_settings", { value: json.output.client_settings.value });
  app.synth();
};

const stackText = (outdir: string): string => readFileSync(join(outdir, "stacks/aws-eu/cdk.tf.json"), "utf8");

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Median of the second half: what a call costs once the code is compiled. */
const settled = (values: readonly number[]): number => median(values.slice(Math.floor(values.length / 2)));

const judge = (text: string): void => {
  const view = readSynth(text, { stack: "aws-eu" });
  if ("failure" in view) throw new Error(view.failure);
  runPolicies([view]);
};

const synthesised = (teams: number): string =>
  inFolder((outdir) => {
    ours(teams, outdir);
    return stackText(outdir);
  });

const ratio = (one: number, other: number, digits: number): number => Number((one / other).toFixed(digits));

/** Rounds and repetitions that bring a size to where its times no longer fall. */
const effort = (teams: number) => ({
  rounds: teams >= 10_000 ? 1 : teams >= 1_000 ? 6 : teams >= 100 ? 16 : 60,
  repeats: Math.max(1, Math.round(500 / teams)),
});

/** One row of the table, measured in this process; ours and raw one after the other, so that noise meets both. */
const measure = (teams: number) => {
  const { rounds, repeats } = effort(teams);
  const text = synthesised(teams);
  const json = JSON.parse(text) as StackJson;
  const times = Array.from({ length: rounds }, () => ({
    ours: inFolder((outdir) => timed(() => ours(teams, outdir))),
    raw: inFolder((outdir) => timed(() => raw(json, outdir))),
    parse: timedEach(repeats, () => JSON.parse(text)),
    checks: timedEach(repeats, () => judge(text)),
  }));
  const of = (key: "ours" | "raw" | "parse" | "checks") => settled(times.map((time) => time[key]));
  const [first] = times;
  const resources = Object.values(json.resource).reduce((sum, named) => sum + Object.keys(named).length, 0);
  return {
    teams,
    resources,
    perIdentity: ratio(resources, teams * 3, 2),
    synthMs: Math.round(of("ours")),
    rawMs: Math.round(of("raw")),
    synthRatio: ratio(of("ours"), of("raw"), 2),
    firstSynthRatio: first === undefined ? 0 : ratio(first.ours, first.raw, 2),
    checksMs: Number(of("checks").toFixed(1)),
    parseRatio: ratio(of("checks"), of("parse"), 1),
    firstParseRatio: first === undefined ? 0 : ratio(first.checks, first.parse, 1),
  };
};

/** Peak memory of one synth, alone in this process. */
const peak = (teams: number, whose: string): object => {
  if (whose === "raw") {
    const json = JSON.parse(readFileSync(process.argv[4] ?? "", "utf8")) as StackJson;
    inFolder((outdir) => raw(json, outdir));
  } else {
    const text = synthesised(teams);
    if (process.argv[4] !== undefined) writeFileSync(process.argv[4], text);
  }
  return { peakMB: Math.round(process.resourceUsage().maxRSS / 1024) };
};

const [, , teams, whose] = process.argv;
process.stdout.write(JSON.stringify(whose === undefined ? measure(Number(teams)) : peak(Number(teams), whose)));
