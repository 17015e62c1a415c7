import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BROKEN, CLEAN, CREDENTIAL, HOSTILE_FOLDER } from "./support/stacks";
import { actionSteps, githubAction, githubSteps, githubWorkflow, stepNamed } from "./support/template-steps";
import { Workplace } from "./support/workplace";

jest.setTimeout(120_000);

let place: Workplace;
beforeEach(() => {
  place = new Workplace();
  const command = join(place.folder, "action/dist/cli/claude-access.js");
  mkdirSync(join(command, ".."), { recursive: true });
  // Stands for the compiled command: it starts the one of this checkout.
  const start = `require("node:child_process").spawnSync(${JSON.stringify(join(place.bin, "claude-access"))}, process.argv.slice(2), { stdio: "inherit" })`;
  writeFileSync(command, `process.exitCode = ${start}.status;\n`);
});
afterEach(() => place.stop());

/** Runs the action as GitHub does: every input is an environment variable of its step. */
const check = (inputs: Readonly<Record<string, string>>) => {
  const { inputs: declared, runs } = githubAction();
  const given = Object.entries(runs.steps.at(-1)?.env ?? {}).map(([name, expression]) => {
    const [, input = ""] = /^\$\{\{ inputs\.([a-z]+) \}\}$/.exec(expression) ?? [];
    return [name, inputs[input] ?? declared[input]?.default ?? ""];
  });
  return place.run(stepNamed(actionSteps(), "Check the plans"), {
    ...Object.fromEntries(given),
    GITHUB_ACTION_PATH: join(place.folder, "action"),
    GITHUB_OUTPUT: join(place.folder, "output"),
    GITHUB_STEP_SUMMARY: join(place.folder, "summary"),
  });
};
const output = () => readFileSync(join(place.folder, "output"), "utf8");
const plan = async (name: string, text: string): Promise<string> => {
  place.write(`${name}/main.tf`, text);
  const planning = stepNamed(githubSteps(), "Plan");
  expect(await place.run(planning, { ...githubWorkflow().env, STACKS: name.replace(/[ '$();]/g, "?") })).toMatchObject({
    status: 0,
  });
  return `${name}/plan.json`;
};

test("clean plans, one a line: exit code 0, the reports, the diff and the summary", async () => {
  const plans = [await plan("a", CLEAN), await plan(HOSTILE_FOLDER, CLEAN)];
  expect(await check({ plans: `${plans.join("\n")}\n` })).toEqual({ status: 0, stdout: "", stderr: "" });
  expect(output()).toBe("exit-code=0\n");
  expect(place.read("claude-access/diff.md")).toBe(
    "## Access diff of `a/plan` and `b $(touch pwned); touch pwned '/plan`\n\nNothing changes for anybody.\n",
  );
  expect(JSON.parse(place.read("claude-access/check.sarif"))).toMatchObject({ version: "2.1.0" });
  expect(readFileSync(join(place.folder, "summary"), "utf8")).toMatch(
    /^## Access check: no rule is broken\n[\s\S]*\n## Access diff of `a\/plan` and [^\n]*\n\nNothing changes for anybody\.\n\n$/,
  );
  expect(place.has("pwned")).toBe(false);
});

test("a finding: exit code 1 for the job and for later steps, annotations in the log, and no credential anywhere", async () => {
  const { status, stdout } = await check({ plans: await plan("b", BROKEN), reports: "junit=out/junit.xml" });
  expect([status, output()]).toEqual([1, "exit-code=1\n"]);
  expect(stdout).toMatch(/^::error title=no-credential-literal::[^\n]*\n$/);
  expect(`${stdout}${place.read("out/junit.xml")}`).not.toContain(CREDENTIAL);
  expect(place.has("claude-access/check.sarif")).toBe(false);
});

test("inputs are words and never code: a plan that is not there is exit code 2", async () => {
  const { status, stdout, stderr } = await check({
    plans: "$(touch pwned); `touch pwned`\n-x\nEOT",
    declaration: "",
    diff: "",
    summary: "",
  });
  expect([status, output()]).toEqual([2, "exit-code=2\n"]);
  expect([stdout, stderr]).toEqual(["", expect.stringContaining("$(touch pwned); `touch pwned` cannot be read")]);
  expect(place.has("pwned")).toBe(false);
});

test("no plan is exit code 2: the declaration alone is not what was asked about", async () => {
  const stderr = "The input plans names no plan.\n";
  expect(await check({ plans: "\n\n", declaration: "access.yaml" })).toEqual({ status: 2, stdout: "", stderr });
});

test("a diff that cannot be made fails the job, and the plans are still judged", async () => {
  place.command("claude-access", '#!/bin/sh\n[ "$1" = check ] || exit 3\necho judged\n');
  const plans = await plan("a", CLEAN);
  expect(await check({ plans })).toEqual({ status: 3, stdout: "judged\n", stderr: "" });
  expect(output()).toBe("exit-code=3\n");
});

test("declaration, acknowledgements and source are given on, where they are named", async () => {
  place.command("claude-access", '#!/bin/sh\nprintf "%s\\n" "$@"\n');
  const inputs = { plans: "p.json\nq.json", declaration: "a.yaml", accepted: "b.yaml", source: "src", format: "text" };
  expect((await check({ ...inputs, reports: "", diff: "" })).stdout).toBe(
    "check\n--format=text\n--plan=p.json\n--plan=q.json\n--declaration=a.yaml\n--accepted=b.yaml\n--source=src\n",
  );
});

test("the commit of the action is built once", async () => {
  place.command("npm", '#!/bin/sh\necho "npm $*"\n');
  const build = () =>
    place.run(stepNamed(actionSteps(), "Build the commit of this action"), {
      GITHUB_ACTION_PATH: join(place.folder, "fresh"),
    });
  mkdirSync(join(place.folder, "fresh"));
  expect(await build()).toEqual({
    status: 0,
    stdout: "npm install --no-save --no-audit --no-fund\nnpm run build\n",
    stderr: "",
  });
  mkdirSync(join(place.folder, "fresh/dist/cli"), { recursive: true });
  writeFileSync(join(place.folder, "fresh/dist/cli/claude-access.js"), "");
  expect(await build()).toEqual({ status: 0, stdout: "", stderr: "" });
  expect(existsSync(join(place.folder, "fresh/node_modules"))).toBe(false);
});
