import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SOUND } from "../declaration/load";
import { requireReal } from "../lanes/require-real";
import { ensureLinters, lintersAbsence } from "./linters/ensure-linters";
import { actionSteps, atlantisSteps, azureSteps, githubSteps, gitlabSteps, ROOT } from "./support/template-steps";
import { Workplace } from "./support/workplace";

jest.setTimeout(300_000);

const YAML = [
  "action.yml",
  ".pre-commit-hooks.yaml",
  ...["github-workflow.yml", "gitlab-ci.yml", "azure-pipelines.yml", "atlantis-repos.yaml", "atlantis.yaml"].map(
    (file) => `templates/${file}`,
  ),
];
const CLEAN = { status: 0, stdout: "", stderr: "" };

requireReal("Python >= 3.11 with venv, for the linters of the templates", lintersAbsence())("kept linters", () => {
  let linter: Awaited<ReturnType<typeof ensureLinters>>;
  let folder: string;
  beforeAll(async () => {
    linter = await ensureLinters();
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "lint-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const lint = (name: Parameters<typeof linter>[0], ...args: readonly string[]) => {
    const [program = "", ...first] = linter(name);
    const env = { ...process.env, PRE_COMMIT_HOME: join(folder, "pre-commit") };
    const { status, stdout, stderr } = spawnSync(program, [...first, ...args], { cwd: ROOT, env, encoding: "utf8" });
    return { status, stdout, stderr };
  };
  /** Puts a spoilt copy of a file somewhere, to see that a linter would say so. */
  const spoilt = (file: string, from: string | RegExp, to: string): string => {
    const text = readFileSync(join(ROOT, file), "utf8");
    expect(text.replace(from, to)).not.toBe(text);
    const copy = join(folder, file);
    mkdirSync(join(copy, ".."), { recursive: true });
    writeFileSync(copy, text.replace(from, to));
    return copy;
  };

  const SCHEMAS: readonly (readonly [string, readonly string[]])[] = [
    ["templates/github-workflow.yml", ["vendor.github-workflows"]],
    ["templates/github-workflow.yml", ["custom.github-workflows-require-timeout"]],
    ["action.yml", ["vendor.github-actions"]],
    ["templates/gitlab-ci.yml", ["vendor.gitlab-ci", "--data-transform", "gitlab-ci"]],
    [
      "templates/azure-pipelines.yml",
      ["vendor.azure-pipelines", "--data-transform", "azure-pipelines", "--regex-variant", "nonunicode"],
    ],
  ];
  test.each(SCHEMAS)("%s has the shape of its server's schema %j", (file, schema) => {
    expect(lint("check-jsonschema", "--quiet", "--builtin-schema", ...schema, file)).toEqual(CLEAN);
  });

  test.each([
    ["templates/github-workflow.yml", "runs-on:", "run-on:", SCHEMAS[0]],
    ["action.yml", "using: composite", "using: nothing", SCHEMAS[2]],
    ["templates/gitlab-ci.yml", "when: always", "when: sometimes", SCHEMAS[3]],
    ["templates/azure-pipelines.yml", "displayName:", "displayedName:", SCHEMAS[4]],
  ] as const)("a %s that is misspelt is refused", (file, from, to, schema) => {
    const copy = spoilt(file, from, to);
    expect(lint("check-jsonschema", "--quiet", "--builtin-schema", ...(schema?.[1] ?? []), copy).status).toBe(1);
  });

  test("every file is sound YAML, and no key stands in it twice", () => {
    const rules = ["--strict", "-c", "test/templates/linters/yamllint.yaml"];
    expect(lint("yamllint", ...rules, ...YAML)).toEqual(CLEAN);
    expect(lint("yamllint", ...rules, spoilt("action.yml", "name: claude-access", "name: a\nname: b")).status).toBe(1);
  });

  test("zizmor finds no way for a stranger into the workflow or the action", () => {
    const audit = (...files: readonly string[]) => lint("zizmor", "--offline", "--no-progress", "--quiet", ...files);
    expect(audit("templates/github-workflow.yml", "action.yml")).toMatchObject({ status: 0 });
    const injected = spoilt(
      "templates/github-workflow.yml",
      "npx --no-install cdktf synth",
      "echo ${{ github.event.pull_request.title }}",
    );
    expect(audit(injected)).toMatchObject({ status: 14, stdout: expect.stringContaining("template-injection") });
  });

  const STEPS = [
    ["GitHub", githubSteps()],
    ["the action", actionSteps()],
    ["GitLab", gitlabSteps()],
    ["Azure Pipelines", azureSteps()],
    ["Atlantis", atlantisSteps()],
  ] as const;
  test.each(
    STEPS.flatMap(([server, steps]) => steps.map((step) => [`${step.job}: ${step.name}`, server, step] as const)),
  )("shellcheck finds nothing in %s of %s", (_name, _server, { script, shell }) => {
    writeFileSync(join(folder, "step"), shell.includes("-e") ? `set -e\n${script}` : script);
    // SC2086: STACKS is a pattern, which is to be expanded.
    const options = ["--shell", shell[0] ?? "sh", "--exclude", "SC2086"];
    expect(lint("shellcheck", ...options, join(folder, "step"))).toEqual(CLEAN);
  });

  test("shellcheck would have found a mistake", () => {
    writeFileSync(join(folder, "step"), 'rm "$undefined_folder"/* $(cat list)\n');
    expect(lint("shellcheck", "--shell", "sh", join(folder, "step")).status).toBe(1);
  });

  test("the hook is a manifest that pre-commit takes", () => {
    expect(lint("pre-commit", "validate-manifest", ".pre-commit-hooks.yaml")).toEqual(CLEAN);
    expect(lint("pre-commit", "validate-manifest", spoilt(".pre-commit-hooks.yaml", "entry:", "entri:")).status).toBe(
      1,
    );
  });

  test("the hook stops a commit of a declaration that leaves something undecided, and sees no other commit", async () => {
    const place = new Workplace();
    try {
      const hooks = join(place.folder, "hooks");
      mkdirSync(hooks);
      copyFileSync(join(ROOT, ".pre-commit-hooks.yaml"), join(hooks, ".pre-commit-hooks.yaml"));
      const git = (cwd: string, ...args: readonly string[]) =>
        place.start("git", ["-C", cwd, "-c", "user.name=a", "-c", "user.email=a@b.example", ...args]);
      for (const repository of [hooks, place.repository]) {
        await git(repository, "init", "--quiet");
        await git(repository, "add", ".");
        await git(repository, "commit", "--quiet", "--allow-empty", "-m", "first");
      }
      const [program = "", ...first] = linter("pre-commit");
      const commit = async (name: string, text: string) => {
        place.write(name, text);
        await git(place.repository, "add", name);
        const args = [...first, "try-repo", "--color", "never", hooks, "claude-access-check", "--files", name];
        const { status, stdout } = await place.start(program, args);
        return [
          status,
          stdout
            .split("\n")
            .find((line) => line.startsWith("claude-access check"))
            ?.replace(/\.+/, " "),
        ];
      };
      expect(await commit("access.yaml", SOUND)).toEqual([0, "claude-access check Passed"]);
      const open = `${SOUND}    ci: { d: { github: { repository: acme/payments, branch: main } } }\n`;
      expect(await commit("access.yaml", open)).toEqual([1, "claude-access check Failed"]);
      expect(await commit("notes.yaml", "x: 1\n")).toEqual([0, "claude-access check (no files to check)Skipped"]);
    } finally {
      place.stop();
    }
  });
});
