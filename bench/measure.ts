import { mkdtempSync, readFileSync, rmSync } from "node:fs";
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

/** One row of the table, measured in this process; ours and raw one after the other, so that noise meets both. */
const measure = (teams: number) => {
  const rounds = teams >= 10_000 ? 1 : teams >= 1_000 ? 3 : 7;
  const text = inFolder((outdir) => {
    ours(teams, outdir);
    return stackText(outdir);
  });
  const json = JSON.parse(text) as StackJson;
  const times = Array.from({ length: rounds }, () => ({
    ours: inFolder((outdir) => timed(() => ours(teams, outdir))),
    raw: inFolder((outdir) => timed(() => raw(json, outdir))),
    parse: timed(() => JSON.parse(text)),
    checks: timed(() => {
      const view = readSynth(text, { stack: "aws-eu" });
      if ("failure" in view) throw new Error(view.failure);
      runPolicies([view]);
    }),
  }));
  const of = (key: "ours" | "raw" | "parse" | "checks") => median(times.map((time) => time[key]));
  const resources = Object.values(json.resource).reduce((sum, named) => sum + Object.keys(named).length, 0);
  return {
    teams,
    resources,
    perIdentity: Number((resources / (teams * 3)).toFixed(2)),
    synthMs: Math.round(of("ours")),
    rawMs: Math.round(of("raw")),
    synthRatio: Number((of("ours") / of("raw")).toFixed(2)),
    checksMs: Math.round(of("checks")),
    parseRatio: Number((of("checks") / of("parse")).toFixed(1)),
  };
};

process.stdout.write(
  JSON.stringify({ ...measure(Number(process.argv[2])), peakMB: Math.round(process.resourceUsage().maxRSS / 1024) }),
);
