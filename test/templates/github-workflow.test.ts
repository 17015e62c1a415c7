import { readFileSync } from "node:fs";
import { join } from "node:path";
import { prepareRehearsal } from "../../rehearsal/prepare-rehearsal";
import { SOUND } from "../declaration/load";
import { CommentServer } from "./support/comment-server";
import { BROKEN, CLEAN, CREDENTIAL, HOSTILE_FOLDER } from "./support/stacks";
import { githubSteps, githubWorkflow, ROOT, stepNamed } from "./support/template-steps";
import { Workplace } from "./support/workplace";

jest.setTimeout(120_000);

const STEPS = githubSteps();
const LOADER = join(ROOT, "node_modules/tsx/dist/loader.mjs");
const MARKER = "<!-- claude-access -->";
const BOT = "github-actions[bot]";

const inThirtyDays = () => new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);

let place: Workplace;
beforeEach(() => {
  place = new Workplace();
});
afterEach(() => place.stop());

const env = () => ({
  ...githubWorkflow().env,
  GITHUB_STEP_SUMMARY: join(place.folder, "summary"),
  GITHUB_OUTPUT: join(place.folder, "output"),
});
const step = (name: string, job: string, more = {}) => place.run(stepNamed(STEPS, name, job), { ...env(), ...more });
const summary = () => readFileSync(join(place.folder, "summary"), "utf8");
const plan = async (stacks: Readonly<Record<string, string>>) => {
  for (const [name, text] of Object.entries(stacks)) place.write(`cdktf.out/stacks/${name}/main.tf`, text);
  return step("Plan", "plan");
};

test("a clean plan: every step ends with 0, and the comment holds the verdict and the diff", async () => {
  expect(await plan({ a: CLEAN, [HOSTILE_FOLDER]: CLEAN })).toEqual({ status: 0, stdout: "", stderr: "" });
  expect(await step("Check", "plan")).toEqual({ status: 0, stdout: "", stderr: "" });
  expect((await step("Say who gains and loses access", "plan")).status).toBe(0);
  expect((await step("Write the comment and the summary", "plan")).status).toBe(0);
  const comment = place.read("reports/comment.md");
  expect(comment.split("\n").slice(0, 2)).toEqual([MARKER, "## Access check: no rule is broken"]);
  expect(comment).toContain(
    "\n## Access diff of `cdktf.out/stacks/a/plan` and `cdktf.out/stacks/b $(touch pwned); touch pwned '/plan`\n\nNothing changes for anybody.\n",
  );
  expect(summary()).toContain("## Access check: no rule is broken");
  expect(JSON.parse(place.read("reports/check.sarif"))).toMatchObject({ version: "2.1.0", runs: [{ results: [] }] });
  expect(place.has("pwned")).toBe(false);
});

test("a finding fails the job, is told everywhere, and nothing in the plan breaks out", async () => {
  await plan({ a: CLEAN, b: BROKEN });
  const checked = await step("Check", "plan");
  expect(checked.status).toBe(1);
  expect(checked.stdout).toMatch(/^::error title=no-credential-literal::[^\n]*\n$/);
  expect((await step("Say who gains and loses access", "plan")).status).toBe(0);
  expect((await step("Write the comment and the summary", "plan")).status).toBe(0);
  const { runs } = JSON.parse(place.read("reports/check.sarif")) as { runs: { results: { ruleId: string }[] }[] };
  expect(runs[0]?.results.map(({ ruleId }) => ruleId)).toEqual(["no-credential-literal"]);
  for (const text of [checked.stdout, place.read("reports/comment.md"), place.read("reports/check.sarif"), summary()]) {
    expect(text).not.toContain(CREDENTIAL);
  }
  expect(place.read("reports/comment.md")).toContain("## Access check: 1 finding is open");
  expect(place.has("pwned")).toBe(false);
});

test("what is undecided fails the job as well, until somebody accepts it", async () => {
  place.write("access.yaml", `${SOUND}    ci: { d: { github: { repository: acme/payments, branch: main } } }\n`);
  const open = await step("Check the declaration", "declaration");
  expect(open.status).toBe(1);
  expect(open.stdout).toContain("::warning file=access.yaml,line=");
  const [, id] = /(aws\/[a-z-]+\[[^\n%]*\])\n$/.exec(open.stdout) ?? [];
  place.write(
    "access.accepted.yaml",
    `- { finding: ${JSON.stringify(id)}, reason: name-only subjects, until: ${inThirtyDays()}, owner: platform }\n`,
  );
  expect((await step("Check the declaration", "declaration")).status).toBe(0);
  expect(summary()).toContain("## Access check: no rule is broken");
});

test("a fork's pull request is judged without a token, and told that nothing is planned", async () => {
  const told = "This pull request comes from a fork: its declaration is judged, and nothing is planned.\n";
  place.write("access.yaml", SOUND);
  const clean = { status: 0, stdout: `::notice::${told}`, stderr: "" };
  expect(await step("Check the declaration", "declaration", { FORK: "true" })).toEqual(clean);
  expect(summary()).toMatch(new RegExp(`^${told}## Access check: no rule is broken\n`));
  expect(await step("Check the declaration", "declaration", { FORK: "false" })).toEqual({ ...clean, stdout: "" });
});

test("a plan that fails, fails the job; the comment then says that nothing was checked", async () => {
  const { status, stderr } = await plan({ a: 'resource "terraform_data" "x" { input = nowhere }\n' });
  expect([status, stderr]).toEqual([1, expect.stringContaining("Invalid reference")]);
  expect((await step("Say who gains and loses access", "plan")).status).toBe(2);
  await step("Write the comment and the summary", "plan");
  expect(place.read("reports/comment.md")).toBe(
    `${MARKER}\nThe plans could not be checked: the log says why.\n\nThere is no access diff: the log says why.\n`,
  );
});

test("no stack to plan fails the job", async () => {
  expect((await step("Plan", "plan")).status).toBe(1);
  expect(await step("Plan", "plan", { STACKS: "" })).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("STACKS: parameter null or not set"),
  });
});

test("a plan's files are for their owner alone", async () => {
  await plan({ a: CLEAN });
  const { stdout } = await place.start("stat", [
    "-c",
    "%a",
    "cdktf.out/stacks/a/plan.json",
    "cdktf.out/stacks/a/plan.tfplan",
  ]);
  expect(stdout).toBe("600\n600\n");
});

test("a diff too long for one comment is left to the summary", async () => {
  place.write("reports/check.md", "## Access check: no rule is broken\n");
  place.write("reports/diff.md", `${"x".repeat(64_000)}\n`);
  expect((await step("Write the comment and the summary", "plan")).status).toBe(0);
  expect(place.read("reports/comment.md")).toBe(
    `${MARKER}\n## Access check: no rule is broken\n\nThe access diff is too long to stand here too: the summary of the job has it.\n`,
  );
  expect(summary()).toContain("x".repeat(64_000));
});

describe("the comment", () => {
  const server = new CommentServer(
    {
      show: ({ id, author, body }) => ({ id, user: { login: author }, body }),
      bodyOf: (text) => (JSON.parse(text) as { body: string }).body,
      self: BOT,
    },
    ({ authorization }) => authorization === "Bearer the-token",
  );
  let address: string;
  beforeAll(async () => {
    address = await server.start();
  });
  afterAll(() => server.stop());
  beforeEach(() => {
    Object.assign(server, { comments: [], asked: [], refusal: undefined });
  });
  const comment = (body: string) => {
    place.write("reports/comment.md", body);
    return step("Comment", "report", {
      GITHUB_API_URL: address,
      GITHUB_REPOSITORY: "acme/platform",
      GITHUB_TOKEN: "the-token",
      PULL_REQUEST: "7",
    });
  };
  const others = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ id: at + 1, author: "someone", body: `comment ${at}` }));

  test("is made once, and updated in its place after that", async () => {
    const hostile = `${MARKER}\n"quoted" \\ $(touch pwned) \`x\`\n\u0000é…\n`;
    expect(await comment(`${MARKER}\nfirst\n`)).toEqual({ status: 0, stdout: "", stderr: "" });
    expect(await comment(hostile.replace("\u0000", ""))).toEqual({ status: 0, stdout: "", stderr: "" });
    expect(server.comments).toEqual([{ id: 1, author: BOT, body: hostile.replace("\u0000", "") }]);
    expect(server.written()).toEqual([
      "POST /repos/acme/platform/issues/7/comments",
      "PATCH /repos/acme/platform/issues/comments/1",
    ]);
    expect(place.has("pwned")).toBe(false);
  });

  test("is found on a later page", async () => {
    server.comments = [...others(130), { id: 131, author: BOT, body: `${MARKER}\nold` }];
    expect((await comment(`${MARKER}\nnew\n`)).status).toBe(0);
    expect(server.comments[130]?.body).toBe(`${MARKER}\nnew\n`);
    expect(server.written()).toEqual(["PATCH /repos/acme/platform/issues/comments/131"]);
  });

  test("of somebody else is never written over, whatever it begins with", async () => {
    server.comments = [{ id: 1, author: "mallory", body: `${MARKER}\nmine` }];
    expect((await comment(`${MARKER}\nnew\n`)).status).toBe(0);
    expect(server.comments.map(({ author, body }) => [author, body])).toEqual([
      ["mallory", `${MARKER}\nmine`],
      [BOT, `${MARKER}\nnew\n`],
    ]);
  });

  test("that the server refuses fails the step, with its words and without the token", async () => {
    server.refusal = 403;
    const { status, stdout, stderr } = await comment(`${MARKER}\nnew\n`);
    expect(status).not.toBe(0);
    expect(stderr).toContain("403");
    expect(`${stdout}${stderr}`).not.toContain("the-token");
  });
});

test("a SARIF file is uploaded where there is one", async () => {
  await step("Find the SARIF file", "report");
  place.write("reports/check.sarif", "{}");
  await step("Find the SARIF file", "report");
  expect(readFileSync(join(place.folder, "output"), "utf8")).toBe("found=true\n");
});

const program = (file: string) =>
  [`TSX_TSCONFIG_PATH='${join(ROOT, "tsconfig.json")}'`, process.execPath, "--import", LOADER, join(ROOT, file)].join(
    " ",
  );

test("a declaration is synthesised by what the project has installed, planned, and compared with its plans", async () => {
  place.command("npm", '#!/bin/sh\necho "npm $*"\n');
  expect(await step("Synthesise", "plan")).toEqual({ status: 0, stdout: "", stderr: "" });
  const { env: rehearsal } = await prepareRehearsal({ directory: join(place.folder, "stand-ins") });
  const cdktf = { language: "typescript", app: program("main.ts"), projectId: "x", sendCrashReports: "false" };
  place.write("access.yaml", SOUND);
  place.write("cdktf.json", JSON.stringify(cdktf));
  const synthesised = await step("Synthesise", "plan", { ...rehearsal, CI: "true" });
  expect(synthesised).toMatchObject({ status: 0, stdout: expect.stringContaining("npm ci --no-audit --no-fund\n") });
  expect(await step("Plan", "plan", rehearsal)).toMatchObject({ status: 0, stdout: "" });
  expect(await step("Check", "plan")).toMatchObject({ status: 0, stdout: "" });
  expect(await step("Say who gains and loses access", "plan")).toMatchObject({ status: 0 });
  expect(place.read("reports/diff.md")).toContain(
    "gains Claude Haiku 4.5 and Claude Sonnet 5 on Amazon Bedrock, answered in `eu`, through ",
  );
  place.write("access.yaml", SOUND.replace("111122223333", "444455556666"));
  const moved = await step("Check", "plan");
  expect(moved.status).toBe(1);
  expect(moved.stdout).toContain("::error file=access.yaml,line=7,");
});
