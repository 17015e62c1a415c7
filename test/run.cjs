// `npm test` runs every lane, one after the other; `npm test -- unit aws` those that are named. Plain JavaScript
// without dependencies: it runs before there are any, and installs them.
const { mkdirSync, readFileSync, rmSync } = require("node:fs");
const { join } = require("node:path");
const { ensureDependencies } = require("../rehearsal/dependencies.cjs");
const { commandResult, laneResult } = require("./runner/lane-result.cjs");
const { report } = require("./runner/report.cjs");
const { runBounded } = require("./runner/run-bounded.cjs");

const ROOT = join(__dirname, "..");
const RESULTS = join(ROOT, ".cache", "test");
const MINUTES = 45;
const STRICT = process.env.CI === "true";

const packaged = (path) => join(ROOT, "node_modules", ...path.split("/"));
const COMMANDS = {
  types: [packaged("typescript/bin/tsc"), "--noEmit"],
  style: [packaged("@biomejs/biome/bin/biome"), "check", "."],
};
const JEST_LANES = require("../jest.config.cjs").projects.map(({ displayName }) => displayName);
/** Lanes whose files share nothing that only one of them can have. */
const BESIDE_EACH_OTHER = ["unit", "property", "loopback", "rehearsal"];
const LANES = [...Object.keys(COMMANDS), ...JEST_LANES];

const missingParts = (file) => {
  try {
    const lines = readFileSync(file, "utf8").trim().split("\n");
    return [...new Set(lines)].map((line) => JSON.parse(line));
  } catch (error) {
    if (error.code === "ENOENT") return [];
    throw error;
  }
};

const runCommand = async (name, milliseconds) => {
  const ended = await runBounded(COMMANDS[name], { cwd: ROOT, env: process.env, milliseconds });
  return { ...commandResult({ name, ...ended }), interrupted: ended.interrupted };
};

const runLane = async (name, milliseconds) => {
  const outputFile = join(RESULTS, `${name}.json`);
  const missingFile = join(RESULTS, `${name}.missing.jsonl`);
  for (const file of [outputFile, missingFile]) rmSync(file, { force: true });
  const workers = BESIDE_EACH_OTHER.includes(name) ? "--maxWorkers=2" : "--runInBand";
  const args = [
    packaged("jest/bin/jest.js"),
    "--selectProjects",
    name,
    workers,
    "--json",
    `--outputFile=${outputFile}`,
  ];
  const env = { ...process.env, CLAUDE_ACCESS_MISSING_PARTS: missingFile };
  const ended = await runBounded(args, { cwd: ROOT, env, milliseconds });
  const missing = missingParts(missingFile);
  return { ...laneResult({ name, outputFile, missing, strict: STRICT, ...ended }), interrupted: ended.interrupted };
};

/** Installs what is missing; returns why it could not. */
const install = () => {
  try {
    ensureDependencies(ROOT, (line) => process.stdout.write(`${line}\n`));
    return undefined;
  } catch (error) {
    return error.message;
  }
};

const main = async () => {
  const named = process.argv.slice(2);
  const unknown = named.filter((name) => !LANES.includes(name));
  if (unknown.length > 0) {
    process.stderr.write(`There is no lane ${unknown.join(", ")}. Lanes: ${LANES.join(", ")}.\n`);
    return 2;
  }
  const deadline = Date.now() + MINUTES * 60_000;
  const problem = install();
  if (problem !== undefined) {
    const failed = commandResult({ name: "install", seconds: 0, exitCode: 1, timedOut: false });
    process.stdout.write(`${report([{ ...failed, problems: [problem] }])}\n`);
    return 3;
  }
  mkdirSync(RESULTS, { recursive: true });
  const lanes = LANES.filter((name) => named.length === 0 || named.includes(name));
  const results = [];
  for (const [index, name] of lanes.entries()) {
    process.stdout.write(`\n== ${name} (${index + 1} of ${lanes.length})\n`);
    const run = name in COMMANDS ? runCommand : runLane;
    const result = await run(name, Math.max(deadline - Date.now(), 1));
    results.push(result);
    if (result.interrupted) break;
  }
  process.stdout.write(`${report(results)}\n`);
  if (results.at(-1)?.interrupted) return 130;
  return results.some(({ failed }) => failed > 0) ? 1 : 0;
};

main().then((exitCode) => {
  process.exitCode = exitCode;
});
