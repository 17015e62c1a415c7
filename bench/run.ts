import { execFileSync } from "node:child_process";
import { join } from "node:path";

interface Row {
  readonly teams: number;
  readonly synthMs: number;
  readonly rawMs: number;
}

const ROOT = join(__dirname, "..");
const sizes = process.argv.slice(2).map(Number);

/** Every size in a process of its own, on compiled code, so that no size warms up another. */
const rows = (sizes.length > 0 ? sizes : [10, 100, 1_000, 10_000]).map((teams) => {
  const args = ["--max-old-space-size=12000", "--import", "tsx", join(ROOT, "bench/measure.ts"), String(teams)];
  process.stderr.write(`${teams} teams ...\n`);
  return JSON.parse(execFileSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" })) as Row;
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
