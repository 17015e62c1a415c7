import { execFileSync } from "node:child_process";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { BROKEN, CLEAN, CREDENTIAL, HOSTILE_FOLDER } from "./support/stacks";
import { atlantisSteps, ROOT, stepNamed } from "./support/template-steps";
import { Workplace } from "./support/workplace";

jest.setTimeout(120_000);

let place: Workplace;
beforeEach(() => {
  place = new Workplace();
});
afterEach(() => place.stop());

describe("Atlantis", () => {
  const folder = "cdktf.out/stacks/a";
  const env = (project: string) => {
    // As Atlantis joins them: a project at the top is `.`, and its folder ends without it.
    const absolute = join(place.repository, project);
    return {
      CLAUDE_ACCESS: "claude-code-access@0.1.0",
      DIR: absolute,
      REPO_REL_DIR: project,
      PLANFILE: join(absolute, "default.tfplan"),
      SHOWFILE: join(absolute, "default.json"),
      ATLANTIS_TERRAFORM_VERSION: "1.11.4",
    };
  };
  const planned = async (text: string, project = folder) => {
    const terraform = execFileSync("which", [process.env.TERRAFORM_BINARY_NAME ?? "terraform"], { encoding: "utf8" });
    place.link("terraform1.11.4", terraform.trim());
    place.write(`${project}/main.tf`, text);
    for (const args of [["init"], ["plan", "-out", env(project).PLANFILE]]) {
      await place.start("terraform1.11.4", [`-chdir=${project}`, ...args]);
    }
    return place.run(stepNamed(atlantisSteps(), "plan"), env(project));
  };

  test("a clean plan: its comment holds the diff and the verdict, and the plan in clear is gone", async () => {
    const stdout = "Access diff of cdktf.out/stacks/a/default\nNothing changes for anybody.\nNo rule is broken.\n";
    expect(await planned(CLEAN)).toEqual({ status: 0, stdout, stderr: "" });
    expect([place.has(`${folder}/default.json`), place.has(`${folder}/default.tfplan`)]).toEqual([false, true]);
  });

  test("a finding stops the workflow; its words end no code block of the comment", async () => {
    const { status, stdout } = await planned(BROKEN);
    expect([status, stdout]).toEqual([1, expect.stringContaining("1 finding is open.\n")]);
    expect(stdout).not.toContain(CREDENTIAL);
    expect(stdout).not.toMatch(/^ {0,3}(```|~~~)/m);
    expect([place.has("pwned"), place.has(`${folder}/default.json`)]).toEqual([false, false]);
  });

  test.each([folder, "."])("access.yaml at the top of the repository is the declaration of %s", async (project) => {
    place.write("access.yaml", "organization: [\n");
    const { status, stderr } = await planned(CLEAN, project);
    expect([status, stderr]).toEqual([2, expect.stringContaining(join(place.repository, "access.yaml"))]);
  });

  test("a repository without cdktf.json is not synthesised", async () => {
    expect(await place.run(stepNamed(atlantisSteps(), "hook"))).toEqual({ status: 0, stdout: "", stderr: "" });
  });
});

describe("make", () => {
  const make = (...args: readonly string[]) => place.start("make", ["--silent", "-f", "claude-access.mk", ...args]);
  beforeEach(() => cpSync(join(ROOT, "templates/claude-access.mk"), join(place.repository, "claude-access.mk")));
  const stack = (name: string, text: string) => place.write(`cdktf.out/stacks/${name}/main.tf`, text);

  test("claude-access plans, says who gains access, and judges", async () => {
    stack("a", CLEAN);
    stack(HOSTILE_FOLDER, CLEAN);
    const stdout =
      'Access diff of cdktf.out/stacks/a/plan and "cdktf.out/stacks/b $(touch pwned); touch pwned \'/plan"\nNothing changes for anybody.\nNo rule is broken.\n';
    expect(await make("claude-access", "--no-print-directory")).toEqual({ status: 0, stdout, stderr: "" });
    expect(place.read("reports/check.md")).toContain("## Access check: no rule is broken");
    expect(place.has("pwned")).toBe(false);
  });

  test("a finding fails the target, and what is judged so is not applied", async () => {
    stack("b", BROKEN);
    expect((await make("claude-access-plan")).status).toBe(0);
    const { status, stdout, stderr } = await make("claude-access-apply");
    expect([status, stderr]).toEqual([2, expect.stringContaining("Error 1")]);
    expect(stdout).not.toContain(CREDENTIAL);
    expect(place.has("cdktf.out/stacks/b/terraform.tfstate")).toBe(false);
  });

  test("exactly the plans that were judged are applied, and can be taken away", async () => {
    stack("a", CLEAN);
    await make("claude-access-plan");
    stack("a", CLEAN.replace("hello", "changed after the plan"));
    expect((await make("claude-access-apply")).status).toBe(0);
    expect(place.read("cdktf.out/stacks/a/terraform.tfstate")).toContain('"hello"');
    expect((await make("claude-access-clean")).status).toBe(0);
    expect(["plan.tfplan", "plan.json"].map((file) => place.has(`cdktf.out/stacks/a/${file}`))).toEqual([false, false]);
  });

  test("no stack to plan fails", async () => {
    expect((await make("claude-access-plan")).status).toBe(2);
    expect(await make("claude-access-check", "STACKS=")).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^STACKS is empty\.\n/),
    });
  });
});
