import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { FORMATS } from "../../policies/report/formats";
import { TERRAFORM_RELEASE } from "../../rehearsal/terraform/terraform-release";
import {
  actionSteps,
  atlantisSteps,
  azurePipeline,
  azureSteps,
  githubSteps,
  githubWorkflow,
  gitlabJobs,
  gitlabSteps,
  ROOT,
} from "./support/template-steps";

const textOf = (file: string): string => readFileSync(join(ROOT, file), "utf8");
const TEMPLATES = readdirSync(join(ROOT, "templates")).sort();
const FILES = ["action.yml", ".pre-commit-hooks.yaml", "docs/ci.md", ...TEMPLATES.map((file) => `templates/${file}`)];
const STEPS = [...githubSteps(), ...actionSteps(), ...gitlabSteps(), ...azureSteps(), ...atlantisSteps()];

test("these are the templates; each of them is linted and run", () => {
  expect(TEMPLATES).toEqual([
    "README.md",
    "atlantis-repos.yaml",
    "atlantis.yaml",
    "azure-pipelines.yml",
    "claude-access.mk",
    "github-workflow.yml",
    "gitlab-ci.yml",
  ]);
  expect(textOf("templates/README.md").split("\n").length).toBeLessThan(30);
});

test("what is pasted installs this version of the package, and no other", () => {
  const { name, version } = JSON.parse(textOf("package.json")) as { name: string; version: string };
  const named = FILES.flatMap((file) =>
    [...textOf(file).matchAll(/claude-code-access@\d[\w.-]*\w/g)].map(([all]) => all),
  );
  expect(named.length).toBeGreaterThan(5);
  expect(new Set(named)).toEqual(new Set([`${name}@${version}`]));
});

test("Terraform is the release whose checksum is known here", () => {
  const { version, checksums } = TERRAFORM_RELEASE;
  const pinned = { TERRAFORM_VERSION: version, TERRAFORM_SHA256: checksums.linux_amd64 };
  expect(gitlabJobs()[".claude-access"]?.variables).toMatchObject(pinned);
  expect(azurePipeline().variables).toMatchObject(pinned);
  expect(textOf("templates/github-workflow.yml")).toContain(`terraform_version: ${version}\n`);
});

test("every action is pinned to a commit, with the version beside it", () => {
  const uses = textOf("templates/github-workflow.yml").match(/uses: .*/g) ?? [];
  expect(uses.length).toBeGreaterThan(8);
  expect(uses.filter((line) => !/^uses: [\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
});

// Runners were to lose Node.js 20 in September 2026 (github.blog/changelog/2025-09-19-deprecation-of-node-20-on-github-actions-runners).
// First majors that run on 24, as repositories that moved to them say, such as aws-actions/configure-aws-credentials#1641
// and k0b3n4irb/opensnes#147 (artifacts); read 2026-11-24.
const FIRST_ON_NODE_24: Readonly<Record<string, number>> = {
  "actions/checkout": 5,
  "actions/download-artifact": 7,
  "actions/setup-node": 5,
  "actions/upload-artifact": 6,
  "aws-actions/configure-aws-credentials": 6,
  "github/codeql-action/upload-sarif": 4,
  "google-github-actions/auth": 3,
  "hashicorp/setup-terraform": 4,
};
test("every action runs on the Node.js that runners have", () => {
  const used = [...textOf("templates/github-workflow.yml").matchAll(/uses: ([\w/-]+)@\w+ # v(\d+)/g)];
  expect(new Set(used.map(([, action]) => action))).toEqual(new Set(Object.keys(FIRST_ON_NODE_24)));
  const old = used.filter(([, action = "", major]) => Number(major) < (FIRST_ON_NODE_24[action] ?? Infinity));
  expect(old.map(([all]) => all)).toEqual([]);
});

test("the workflow starts for pull requests alone, and each of its jobs may do what it needs", () => {
  const { on, permissions, jobs } = githubWorkflow();
  expect([Object.keys(on), permissions]).toEqual([["pull_request"], {}]);
  expect(Object.fromEntries(Object.entries(jobs).map(([name, job]) => [name, job.permissions]))).toEqual({
    declaration: { contents: "read" },
    plan: { contents: "read", "id-token": "write" },
    report: { actions: "read", contents: "read", "pull-requests": "write", "security-events": "write" },
  });
});

test("a fork's pull request reaches no job that signs in or writes", () => {
  const { jobs } = githubWorkflow();
  expect(jobs.plan?.if).toBe("github.event.pull_request.head.repo.full_name == github.repository");
  expect(jobs.report?.if).toBe("(success() || failure()) && needs.plan.result != 'skipped'");
  expect(jobs.declaration?.if).toBeUndefined();
  expect(jobs.plan?.environment).toBe("claude-access-plan");
});

test("the job that writes checks nothing out, and runs nothing that it was given", () => {
  const steps = githubWorkflow().jobs.report?.steps ?? [];
  expect(steps.filter(({ uses }) => uses?.startsWith("actions/checkout"))).toEqual([]);
  expect(steps.filter(({ run }) => /npm|npx|cdktf|terraform/.test(run ?? ""))).toEqual([]);
});

test("no expression of a server stands in a script: what others wrote comes in by the environment", () => {
  const expression = /\$\{\{|\$\([A-Z]\w*\.|\$\[\[/;
  expect(STEPS.filter(({ script }) => expression.test(script)).map(({ job, name }) => `${job}: ${name}`)).toEqual([]);
});

test("stacks are planned by the same words everywhere", () => {
  const loops = STEPS.flatMap(({ script }) => {
    const [loop] = /^( *)for stack in \$\{STACKS:\?\}; do\n[\s\S]*?init[\s\S]*?\n\1done$/m.exec(script) ?? [];
    return loop === undefined ? [] : [loop.replace(/^ +/gm, "")];
  });
  expect(loops.length).toBe(3);
  expect(new Set(loops).size).toBe(1);
});

test("every report that is asked for is one that there is", () => {
  const asked = FILES.flatMap((file) =>
    [...textOf(file).matchAll(/(?:--report[ =]|^ +)([a-z-]+)=(?=reports|claude-access)/gm)].map(
      ([, format = ""]) => format,
    ),
  );
  expect(asked.length).toBeGreaterThan(10);
  expect(asked.filter((format) => !(format in FORMATS))).toEqual([]);
});
