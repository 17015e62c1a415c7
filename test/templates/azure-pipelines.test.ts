import { SOUND } from "../declaration/load";
import { BROKEN, CLEAN, CREDENTIAL, HOSTILE_FOLDER } from "./support/stacks";
import { azurePipeline, azureSteps, stepNamed } from "./support/template-steps";
import { Workplace } from "./support/workplace";

jest.setTimeout(120_000);

const STEPS = azureSteps();
const CHECK = "Check, and say who gains and loses access";

let place: Workplace;
beforeEach(() => {
  place = new Workplace();
});
afterEach(() => place.stop());

const step = (name: string, more = {}) => place.run(stepNamed(STEPS, name), { ...azurePipeline().variables, ...more });
const plan = async (stacks: Readonly<Record<string, string>>) => {
  for (const [name, text] of Object.entries(stacks)) place.write(`cdktf.out/stacks/${name}/main.tf`, text);
  return step("Plan");
};

test("a clean plan ends with 0, and its pages go to the summary", async () => {
  expect(await plan({ a: CLEAN, [HOSTILE_FOLDER]: CLEAN })).toEqual({ status: 0, stdout: "", stderr: "" });
  expect(await step(CHECK)).toEqual({ status: 0, stdout: "No rule is broken.\n", stderr: "" });
  const pages = ["check", "diff"].map((page) => `##vso[task.uploadsummary]${place.repository}/reports/${page}.md\n`);
  expect(await step("Write the summary")).toEqual({ status: 0, stdout: pages.join(""), stderr: "" });
  expect(place.read("reports/junit.xml")).toContain('failures="0"');
  expect(place.has("pwned")).toBe(false);
});

test("a finding fails the job, and the agent finds no command in what a plan says", async () => {
  await plan({ b: BROKEN });
  const { status, stdout, stderr } = await step(CHECK);
  expect([status, stdout]).toEqual([1, expect.stringContaining("no-credential-literal")]);
  expect(`${stdout}${stderr}`).not.toMatch(/##(vso)?\[/);
  for (const text of [
    stdout,
    ...["junit.xml", "check.sarif", "check.md"].map((file) => place.read(`reports/${file}`)),
  ]) {
    expect(text).not.toContain(CREDENTIAL);
  }
  expect(JSON.parse(place.read("reports/check.sarif"))).toMatchObject({ runs: [{ results: [{ level: "error" }] }] });
  expect(place.has("pwned")).toBe(false);
});

test("what is undecided fails the job as well", async () => {
  expect((await step("Check the declaration")).stdout).toBe("There is no access.yaml.\n");
  place.write("access.yaml", `${SOUND}    ci: { d: { github: { repository: acme/payments, branch: main } } }\n`);
  expect((await step("Check the declaration")).status).toBe(1);
});

test("a fork's pull request is judged, and told that nothing is planned", async () => {
  const told = "This pull request comes from a fork: its declaration is judged, and nothing is planned.\n";
  place.write("access.yaml", SOUND);
  const clean = { status: 0, stdout: "No rule is broken.\n", stderr: "" };
  expect(await step("Check the declaration", { SYSTEM_PULLREQUEST_ISFORK: "False" })).toEqual(clean);
  const ofFork = await step("Check the declaration", { SYSTEM_PULLREQUEST_ISFORK: "True" });
  expect(ofFork).toEqual({ ...clean, stdout: `${told}${clean.stdout}` });
});

test("a plan that fails, fails the job, and there is no page to show", async () => {
  const { status, stderr } = await plan({ a: 'resource "terraform_data" "x" { input = nowhere }\n' });
  expect([status, stderr]).toEqual([1, expect.stringContaining("Invalid reference")]);
  expect(await step("Write the summary")).toEqual({ status: 0, stdout: "", stderr: "" });
});

test("a fork's pull request reaches no job that signs in; steps that print what others wrote may set nothing", () => {
  const { jobs } = azurePipeline();
  expect(jobs.map(({ job, condition }) => [job, condition])).toEqual([
    ["declaration", undefined],
    ["plan", "and(succeeded(), ne(variables['System.PullRequest.IsFork'], 'True'))"],
  ]);
  const free = jobs.flatMap(({ steps }) =>
    steps.flatMap(({ bash, displayName, target }) => (bash !== undefined && target === undefined ? [displayName] : [])),
  );
  expect(free).toEqual(["Install Terraform", "Write the summary"]);
  const targets = jobs.flatMap(({ steps }) => steps.flatMap(({ target }) => (target === undefined ? [] : [target])));
  expect(new Set(targets.map((target) => JSON.stringify(target)))).toEqual(
    new Set(['{"container":"host","commands":"restricted","settableVariables":"none"}']),
  );
});
