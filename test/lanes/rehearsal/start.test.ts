import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";

jest.setTimeout(180_000);

const ROOT = join(__dirname, "..", "..", "..");
const LEFT_OUT = ["node_modules", ".git", ".cache", ".venv", "dist", "cdktf.out", "test", "coverage"];

let parent = "";
let checkout = "";
beforeAll(() => {
  parent = mkdtempSync(join(tmpdir(), "npm start ")); // a path with a blank, as people have them
  checkout = join(parent, "checkout");
  const wanted = (path: string) => !LEFT_OUT.includes(path.slice(ROOT.length + 1).split(sep)[0] ?? "");
  cpSync(ROOT, checkout, { recursive: true, filter: wanted });
  symlinkSync(join(ROOT, "node_modules"), join(checkout, "node_modules"));
});
afterAll(() => rmSync(parent, { recursive: true, force: true }));

/** `npm start` in the copied checkout, with a shell that could lead it astray; what it printed. */
const start = (more: NodeJS.ProcessEnv = {}): Promise<{ exitCode: number | null; stdout: string; stderr: string }> => {
  const secrets = {
    AWS_SECRET_ACCESS_KEY: CANARY,
    ARM_CLIENT_SECRET: CANARY,
    AZURE_CLIENT_SECRET: CANARY,
    GOOGLE_CREDENTIALS: CANARY,
    GOOGLE_OAUTH_ACCESS_TOKEN: CANARY,
  };
  const env = { ...process.env, ...secrets, TF_WORKSPACE: "production", CI: "true", ...more };
  const child = spawn("npm", ["--silent", "start"], { cwd: checkout, env, stdio: ["ignore", "pipe", "pipe"] });
  const printed = { stdout: "", stderr: "" };
  child.stdout.on("data", (data) => {
    printed.stdout += data;
  });
  child.stderr.on("data", (data) => {
    printed.stderr += data;
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exitCode) => resolve({ exitCode, ...printed }));
  });
};
const CANARY = "canary-of-the-start-lane";

const STACKS = [
  "aws-eu",
  "aws-us",
  "azure-se",
  "console",
  "enterprise",
  "gateway",
  "gcp-eu",
  "pipelines",
  "shared-111122223333",
  "shared-444455556666",
  "shared-acme-claude",
];
const MAKES_NOTHING = ["enterprise", "gateway"]; // settings alone
const BEGINNING =
  /^Looking for Terraform \.\.\.\nPreparing stand-ins .* \.\.\.\nRehearsing: cdktf deploy of examples\/acme\/access\.yaml with \w+ 1\.\S+ \.\.\.\n/;

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

test("npm start deploys the example, and a second time says that nothing changes", async () => {
  const first = await start();
  const second = await start();

  expect([first.exitCode, first.stderr, second.exitCode, second.stderr]).toEqual([0, "", 0, ""]);
  expect([first.stdout, second.stdout]).toEqual([expect.stringMatching(BEGINNING), expect.stringMatching(BEGINNING)]);
  const progress = ({ stdout }: { stdout: string }) => stdout.match(/^ {2}\S+: applied: .*$/gm)?.sort();
  const applied = (stack: string) => (MAKES_NOTHING.includes(stack) ? "no changes" : "\\d+ added");
  expect(progress(first)).toEqual(
    STACKS.map((stack) => expect.stringMatching(`^  ${stack}: applied: ${applied(stack)}$`)),
  );
  expect(progress(second)).toEqual(STACKS.map((stack) => `  ${stack}: applied: no changes`));
  expect(first.stdout).toMatch(/\nWhat changed: \d+ added\n/);
  expect(second.stdout).toContain("\nNothing changes: what is declared is what is there.\n");
  const afterwards = ({ stdout }: { stdout: string }) => stdout.slice(stdout.indexOf("Who can now use"));
  expect(afterwards(second)).toBe(afterwards(first));
});

test("the files for the clients lie where the summary says, one folder an identity", () => {
  const clients = join(checkout, ".cache", "rehearsal", "clients");
  const holders = filesBelow(clients)
    .filter((file) => file.endsWith(`${sep}README.md`))
    .map((file) => file.slice(clients.length + 1, -"/README.md".length))
    .sort();
  expect(holders).toEqual([
    "data/console/people",
    "payments/aws-eu/ci/deploy",
    "payments/aws-eu/people",
    "payments/aws-eu/workload/reviewer",
    "reports/pipelines/ci/weekly",
    "research/aws-eu/ci/nightly",
    "research/aws-eu/people",
    "research/aws-us/ci/nightly",
    "research/aws-us/people",
    "sales/enterprise/people",
    "science/azure-se/ci/notebooks",
    "science/azure-se/people",
    "science/gcp-eu/ci/notebooks",
    "science/gcp-eu/people",
    "science/gcp-eu/workload/explorer",
    "support/aws-eu/people",
    "support/aws-eu/workload/triage",
    "tools/gateway/people",
    "tools/gateway/workload/bot",
  ]);
});

test("nothing of the shell's credentials is kept, and a real deploy finds nothing of the rehearsal in its way", () => {
  const kept = filesBelow(join(checkout, ".cache", "rehearsal"));
  expect(kept.filter((file) => readFileSync(file, "utf8").includes(CANARY))).toEqual([]);
  expect(readdirSync(checkout).filter((name) => name === "cdktf.out" || name.endsWith(".tfstate"))).toEqual([]);
});

test("a mistake in the declaration is shown in its own words, without a stack trace", async () => {
  const file = join(checkout, "examples", "acme", "access.yaml");
  const declared = readFileSync(file, "utf8");
  writeFileSync(file, declared.replace("uses: aws-eu\n", "uses: aws-uk\n"));
  try {
    const { exitCode, stderr } = await start();
    expect([exitCode, stderr.split("\n")[0], stderr.trimEnd().split("\n").at(-1)]).toEqual([
      3,
      "npm start: cdktf deploy failed with exit code 1.",
      `The whole log: ${join(checkout, ".cache", "rehearsal", "deploy.log")}`,
    ]);
    expect(stderr).toContain("aws-uk");
    expect(stderr).not.toMatch(/^\s+at /m);
  } finally {
    writeFileSync(file, declared);
  }
});
