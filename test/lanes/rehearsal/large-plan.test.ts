import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fixtureText } from "../../policies/support/fixtures";

const ROOT = join(__dirname, "../../..");
const LOADER = join(ROOT, "node_modules/tsx/dist/loader.mjs");
const MEGABYTES = 50;

interface Change {
  readonly address: string;
  readonly change: { readonly after: object };
}

/** A plan of the fixture's team so many times over, in all places where Terraform repeats values. */
const plan = (teams: number): string => {
  const { resource_changes, configuration, ...rest } = JSON.parse(fixtureText("aws-us.plan.json"));
  const copies = <T>(value: T): T[] => {
    const text = JSON.stringify(value);
    return Array.from({ length: teams }, (_, at) => JSON.parse(text.replaceAll("research", `research-${at}`)));
  };
  const changes: Change[] = copies(resource_changes).flat();
  const resources = changes.map(({ change, ...stated }) => ({ ...stated, values: change.after, sensitive_values: {} }));
  const root = { ...configuration.root_module, resources: copies(configuration.root_module.resources).flat() };
  return JSON.stringify({
    ...{ ...rest, resource_changes: changes, planned_values: { root_module: { resources } } },
    configuration: { ...configuration, root_module: root },
  });
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "large-plan-"));
  const [one, two] = [plan(1).length, plan(2).length];
  writeFileSync(join(folder, "plan.json"), plan(Math.ceil((MEGABYTES * 1e6 - one) / (two - one)) + 1));
  writeFileSync(
    join(folder, "peak.cjs"),
    'process.on("exit", () => process.stderr.write("peak " + process.resourceUsage().maxRSS));',
  );
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs Node.js in the folder; `peak` is the most memory that it held, in MB. */
const node = (...args: string[]) => {
  const env = { PATH: process.env.PATH, TSX_TSCONFIG_PATH: join(ROOT, "tsconfig.json") };
  const options = { cwd: folder, env, encoding: "utf8" as const, maxBuffer: 2 ** 28 };
  const { status, stdout, stderr } = spawnSync(process.execPath, ["-r", "./peak.cjs", ...args], options);
  return { status, stdout, peak: Number(/peak (\d+)$/.exec(stderr)?.[1]) / 1024 };
};

test("a plan of 50 MB is checked in 400 MB of heap, and in at most three times the memory that parsing it takes", () => {
  expect(statSync(join(folder, "plan.json")).size).toBeGreaterThan(MEGABYTES * 1e6);
  const parsed = node("-e", 'globalThis.kept = JSON.parse(require("node:fs").readFileSync("plan.json", "utf8"))');
  const command = ["--max-old-space-size=400", "--import", LOADER, join(ROOT, "cli/claude-access.ts")];
  const checked = node(...command, "check", "--plan", "plan.json", "--format", "sarif", "--report", "markdown=out.md");
  expect([parsed.status, checked.status]).toEqual([0, 1]);
  expect(JSON.parse(checked.stdout).runs[0].results.length).toBeGreaterThan(1_000);
  expect(parsed.peak).toBeGreaterThan(MEGABYTES);
  expect(checked.peak / parsed.peak).toBeLessThanOrEqual(3);
}, 120_000);
