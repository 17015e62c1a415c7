import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";

interface Row {
  readonly teams: number;
  readonly synthMs: number;
  readonly rawMs: number;
}

const ROOT = join(__dirname, "..");
/** Inside of the checkout, where a bundle finds the packages that it leaves out. */
const FOLDER = join(ROOT, ".cache", "bench");
const SCRIPT = join(FOLDER, "measure.cjs");
const sizes = process.argv.slice(2).map(Number);

const measured = <T>(...args: string[]): T => {
  const node = ["--max-old-space-size=12000", SCRIPT, ...args];
  return JSON.parse(execFileSync(process.execPath, node, { cwd: ROOT, encoding: "utf8" })) as T;
};

/** Compiled, so that no loader's work is counted. */
mkdirSync(FOLDER, { recursive: true });
buildSync({
  entryPoints: [join(ROOT, "bench/measure.ts")],
  outfile: SCRIPT,
  bundle: true,
  platform: "node",
  target: "node20",
  external: ["cdktf", "constructs", "@cdktf/*"],
});

/** Every size in processes of its own, so that no size warms up another. */
const rows = (sizes.length > 0 ? sizes : [10, 100, 1_000, 10_000]).map((teams) => {
  process.stderr.write(`${teams} teams ...\n`);
  const text = join(FOLDER, `${teams}.tf.json`);
  const ours = measured<{ peakMB: number }>(String(teams), "ours", text);
  const raw = measured<{ peakMB: number }>(String(teams), "raw", text);
  rmSync(text);
  return { ...measured<Row>(String(teams)), peakMB: ours.peakMB, rawPeakMB: raw.peakMB };
});

/** Slope of time over teams, both as logarithms, between the two largest sizes. */
const exponent = (key: "synthMs" | "rawMs"): string => {
  const [small, large] = rows.slice(-2);
  if (small === undefined || large === undefined) return "-";
  return (Math.log(large[key] / small[key]) / Math.log(large.teams / small.teams)).toFixed(2);
};

const help = (): number => {
  const start = performance.now();
  execFileSync(process.execPath, [join(ROOT, "dist/cli/claude-access.js"), "--help"]);
  return Math.round(performance.now() - start);
};
execFileSync("npm", ["run", "--silent", "build"], { cwd: ROOT });

console.table(rows);
console.log(`growth exponent between the two largest: ours ${exponent("synthMs")}, raw ${exponent("rawMs")}`);
console.log(`claude-access --help: ${Math.min(help(), help(), help())} ms`);
