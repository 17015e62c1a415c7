import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { diff } from "../../cli/diff";
import { explain } from "../../cli/explain";

const EXAMPLE = join(__dirname, "../../examples/acme/access.yaml");
const CORPUS = join(__dirname, "../corpus");
const WIDE = join(CORPUS, "bad/aws-full-access-attached/plan.json");
const EXACT = join(CORPUS, "good/azure-exact/plan.json");

let folder: string;
let [out, err] = ["", ""];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "diff-"));
  [out, err] = ["", ""];
  jest.spyOn(process.stdout, "write").mockImplementation((text) => {
    out += text;
    return true;
  });
  jest.spyOn(process.stderr, "write").mockImplementation((text) => {
    err += text;
    return true;
  });
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

test("diff tells several plans as one, and what it finds is no failure", () => {
  expect(diff([WIDE, EXACT], { format: "text" })).toBe(0);
  expect(out).toContain("new role agent");
  expect(out).toContain("new managed identity claude-ci");
  expect(err).toBe("");
});

test.each([
  ["markdown", /^## Access diff of /],
  ["svg", /^<svg /],
  ["json", /^\{\n {2}"schemaVersion": 1,/],
] as const)("diff writes %s whole into a file", (format, start) => {
  const file = join(folder, "new/diff.out");
  expect(diff([WIDE], { format, out: file })).toBe(0);
  expect(readFileSync(file, "utf8")).toMatch(start);
  expect(out).toBe("");
});

test.each<[string, (file: string) => void, RegExp]>([
  ["a file that is not there", () => undefined, /cannot be read; write it with `terraform show -json/],
  ["a binary plan", (file) => writeFileSync(file, "PK\u0003\u0004"), /is a binary plan/],
  ["a plan that is cut off", (file) => writeFileSync(file, '{"format_version":"1.2","secret":"hunter2'), /is not JSON/],
  [
    "a plan of a later format",
    (file) => writeFileSync(file, '{"format_version":"2.0"}'),
    /versions 1\.x are understood/,
  ],
])("diff refuses %s in one sentence, beside plans that are good, and writes nothing", (_what, make, said) => {
  const [plan, target] = [join(folder, "plan.json"), join(folder, "diff.md")];
  make(plan);
  expect(diff([WIDE, plan], { format: "markdown", out: target })).toBe(2);
  expect(err).toMatch(said);
  expect(err).not.toContain("hunter2");
  expect(err.trim().split("\n")).toHaveLength(1);
  expect([out, existsSync(target)]).toEqual(["", false]);
});

const ask = (who: string | undefined, more: { plan?: readonly string[]; deployer?: boolean } = {}) =>
  explain(who, { declaration: EXAMPLE, format: "text", ...more });

test("explain tells what a team may do on every cloud, why, and through which line", async () => {
  expect(await ask("science")).toBe(0);
  expect(out).toMatch(/^What team science may do, and why\n/);
  for (const route of ["on Microsoft Foundry", "on Vertex AI"])
    expect(out).toMatch(new RegExp(`may call Claude Haiku 5\\.5, Claude Opus 4\\.8 and Claude Sonnet 5 ${route}`));
  expect(out).toMatch(/is there by \S*access\.yaml:\d+:\d+ \(teams\.science\.people\): people of science/);
  expect(out).not.toContain("payments");
});

test.each([
  [
    "the ARN of a role",
    "arn:aws:iam::111122223333:role/claude_aws-eu_payments_ci_deploy",
    "role claude_aws-eu_payments_ci_deploy",
  ],
  [
    "a session of a role",
    "arn:aws:sts::111122223333:assumed-role/claude_aws-eu_payments_ci_deploy/run-7",
    "role claude_aws-eu_payments_ci_deploy",
  ],
  [
    "the role of a permission set",
    "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_claude_aws-eu_payments_0123456789abcdef",
    "permission set claude_aws-eu_payments",
  ],
  ["a group of Identity Center", "claude-payments", "permission set claude_aws-eu_payments"],
  ["a group of Google", "science@acme.example", "group science@acme.example"],
  [
    "the subject of a pipeline",
    "repo:acme@9919/payments@71234567:environment:production",
    "role claude_aws-eu_payments_ci_deploy",
  ],
  ["an object id of Entra", "0f8fad5b-d9cb-469f-a165-70867728950e", "group 0f8fad5b-d9cb-469f-a165-70867728950e"],
])("explain knows %s", async (_what, who, identity) => {
  expect(await ask(who)).toBe(0);
  expect(out).toContain(`\n${identity} in `);
});

test("explain says that it knows nothing of a name, and ends with 2", async () => {
  expect(await ask("nobody")).toBe(2);
  expect(out).toMatch(/^Nothing of principal nobody is seen in aws-eu, /);
});

test("explain looks into a plan instead", async () => {
  expect(await ask("agent", { plan: [WIDE] })).toBe(0);
  expect(out).toContain("may call every model of every vendor on Amazon Bedrock");
});

test("explain refuses a name together with what a deployer needs, and neither", async () => {
  expect([await ask("payments", { deployer: true }), await ask(undefined)]).toEqual([2, 2]);
  expect(err).toContain("explain takes a team or a principal, or --deployer; not both");
});
