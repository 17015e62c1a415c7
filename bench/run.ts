import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { type BenchCloud, CLOUDS } from "./declaration";

interface Row {
  readonly cloud: BenchCloud;
  readonly teams: number;
  readonly synthMs: number;
  readonly rawMs: number;
}

const ROOT = join(__dirname, "..");
/** Inside of the checkout, where a bundle finds the packages that it leaves out. */
const FOLDER = join(ROOT, ".cache", "bench");
const SCRIPT = join(FOLDER, "measure.cjs");
const asked = process.argv.slice(2);
const clouds = CLOUDS.filter((cloud) => asked.includes(cloud));
const sizes = asked.map(Number).filter((size) => size > 0);

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
const rowOf = (cloud: BenchCloud, teams: number) => {
  process.stderr.write(`${cloud}, ${teams} teams ...\n`);
  const texts = join(FOLDER, `${cloud}-${teams}.json`);
  const ours = measured<{ peakMB: number }>(cloud, String(teams), "ours", texts);
  const raw = measured<{ peakMB: number }>(cloud, String(teams), "raw", texts);
  rmSync(texts);
  const { loadMs } = measured<{ loadMs: number }>(cloud, String(teams), "load");
  return { ...measured<Row>(cloud, String(teams)), peakMB: ours.peakMB, rawPeakMB: raw.peakMB, loadMs };
};
const rows = (clouds.length > 0 ? clouds : CLOUDS).flatMap((cloud) =>
  (sizes.length > 0 ? sizes : [10, 100, 1_000, 10_000]).map((teams) => rowOf(cloud, teams)),
);

/** Slope of time over teams, both as logarithms, between the two largest sizes of a cloud. */
const exponent = (cloud: BenchCloud, key: "synthMs" | "rawMs"): string => {
  const [small, large] = rows.filter((row) => row.cloud === cloud).slice(-2);
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
for (const cloud of CLOUDS) {
  console.log(`${cloud}, growth exponent: ours ${exponent(cloud, "synthMs")}, raw ${exponent(cloud, "rawMs")}`);
}
console.log(`claude-access --help: ${Math.min(help(), help(), help())} ms`);
