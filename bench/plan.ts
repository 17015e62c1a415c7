import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { readSynth } from "../plans/read-synth";
import { runPolicies } from "../policies/run-policies";
import { buildStacks } from "../stacks/build-stacks";
import { realTerraform } from "../test/lanes/aws/local-aws/real-terraform";
import { startLocalAws } from "../test/lanes/aws/local-aws/start-local-aws";
import { declarationOf } from "./declaration";

const ENTRY = "aws-eu";
const ACCOUNT = "111122223333";

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
};

const synthAndCheck = (teams: number, outdir: string): void => {
  const app = new App({ outdir });
  buildStacks(app, { declaration: declarationOf(teams), places: new Map(), readText: () => "" });
  app.synth();
  const view = readSynth(readFileSync(join(outdir, "stacks", ENTRY, "cdk.tf.json"), "utf8"), { stack: ENTRY });
  if ("failure" in view) throw new Error(view.failure);
  runPolicies([view]);
};

/**
 * Synth and checks in process, the first time, beside `terraform plan` of the same stack by the real Terraform and AWS
 * provider on a local AWS. Needs what the lane `aws` needs.
 */
const main = async (teams: number): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), "bench-plan-"));
  const localAws = await startLocalAws();
  try {
    const outdir = join(folder, "cdktf.out");
    const synth = await seconds(async () => synthAndCheck(teams, outdir));
    copyFileSync(join(outdir, "stacks", ENTRY, "cdk.tf.json"), join(folder, "cdk.tf.json"));
    const terraform = realTerraform({ directory: folder, localAws, account: ACCOUNT, seconds: 600 });
    await terraform.init();
    const plan = await seconds(() => terraform.plan());
    const shown = (value: number) => Number(value.toFixed(2));
    console.table([{ teams, synthAndCheckS: shown(synth), planS: shown(plan), share: shown(synth / plan) }]);
  } finally {
    await localAws.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

void main(Number(process.argv[2] ?? 100));
