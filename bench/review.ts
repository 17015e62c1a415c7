import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { CLOUDS } from "./declaration";
import { reviewPlans } from "./review-plans";

const ROOT = join(__dirname, "..");
const FOLDER = join(ROOT, ".cache", "bench");
const SCRIPT = join(FOLDER, "measure-review.cjs");
/** Teams of about 500 and 5,000 resources. */
const TEAMS = { aws: [71, 714], azure: [83, 833], google: [100, 1000] } as const;

buildSync({ entryPoints: [join(ROOT, "bench/measure-review.ts")], outfile: SCRIPT, bundle: true, platform: "node" });

const measured = <T>(what: string, file: string): T =>
  JSON.parse(execFileSync(process.execPath, ["--expose-gc", SCRIPT, what, file], { encoding: "utf8" })) as T;

interface Times {
  readonly megabytes: number;
  readonly parse: number;
  readonly check: number;
  readonly diff: number;
}

const rowOf = (file: string) => {
  const { megabytes, parse, check, diff } = measured<Times>("times", file);
  const parsed = measured<number>("parsed", file);
  const [alone, checked, told] = ["parse", "check", "diff"].map((what) => measured<number>(what, file));
  const shown = (value: number, digits = 1) => Number(value.toFixed(digits));
  return {
    megabytes: shown(megabytes),
    parseMs: shown(parse),
    checks: shown(check / parse),
    diff: shown(diff / parse),
    both: shown((check + diff) / parse),
    parsedMB: shown(parsed / 1e6),
    peakParseMB: Math.round((alone ?? 0) / 1e6),
    peakCheckMB: Math.round((checked ?? 0) / 1e6),
    peakDiffMB: Math.round((told ?? 0) / 1e6),
  };
};

/** Checks and diff of real plans, as multiples of `JSON.parse` of the same text, each size and each memory in a process of its own. */
const main = async (): Promise<void> => {
  const rows: object[] = [];
  for (const cloud of CLOUDS) {
    for (const teams of TEAMS[cloud]) {
      const folder = join(FOLDER, `review-${cloud}-${teams}`);
      process.stderr.write(`${cloud}, ${teams} teams ...\n`);
      mkdirSync(FOLDER, { recursive: true });
      if (!existsSync(join(folder, "change.json"))) await reviewPlans(cloud, teams, folder);
      for (const kind of ["new", "change"])
        rows.push({ cloud, teams, plan: kind, ...rowOf(join(folder, `${kind}.json`)) });
    }
  }
  console.table(rows);
};

void main();
