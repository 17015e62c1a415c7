import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, isAbsolute, join, relative } from "node:path";
import { checkPlans } from "../../cli/check-plans";
import { findingId } from "../../policies/finding";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "check-plans-"));
  jest.spyOn(process, "cwd").mockReturnValue(folder);
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

const file = (name: string, content: string | Buffer): string => {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
};

const POLICY = '{"Statement":[{"Effect":"Allow","Action":"bedrock:InvokeModel","Resource":"*"}]}';
/** A plan of nobody in particular, with one policy for every model. */
const wide = (address = "aws_iam_role_policy.p", more: object = {}): string =>
  JSON.stringify({
    format_version: "1.2",
    resource_changes: [
      {
        ...{ address, mode: "managed", type: "aws_iam_role_policy", name: "p" },
        change: { actions: ["create"], after: { role: "r", policy: POLICY }, after_unknown: {} },
      },
    ],
    configuration: { root_module: {} },
    ...more,
  });

const check = (plans: readonly string[], more: { accepted?: string; source?: string } = {}) =>
  checkPlans({ plans, accepted: join(folder, "none.yaml"), asOf: "2026-11-24", ...more });

/** Ids of what is open, with their places. */
const open = (plans: readonly string[], more: { accepted?: string; source?: string } = {}): string[] => {
  const checked = check(plans, more);
  if ("problems" in checked) throw new Error(checked.problems.join("\n"));
  return checked.findings.map((finding) => {
    const { file: at, line, column } = finding.place ?? {};
    return `${findingId(finding)} ${at === undefined ? "nowhere" : `${isAbsolute(at) ? relative(folder, at) : at}:${line}:${column}`}`;
  });
};

test("plans that nothing names are told apart by their files, and their findings with them", () => {
  const plans = ["plan.json", "prod/plan.json"].map((name) => file(name, wide()));
  expect(open(plans)).toEqual([
    "aws/no-wildcard-model[plan/aws_iam_role_policy.p *] nowhere",
    "aws/no-wildcard-model[prod/plan/aws_iam_role_policy.p *] nowhere",
  ]);
  jest.spyOn(process, "cwd").mockReturnValue(join(folder, "deep/er"));
  expect(open(plans.slice(1))).toEqual(["aws/no-wildcard-model[prod/plan/aws_iam_role_policy.p *] nowhere"]);
});

test("a plan from a pipe has a name that lasts", () => {
  const plan = file("some.json", wide());
  const descriptor = openSync(plan, "r");
  expect(open([`/dev/fd/${descriptor}`])).toEqual(["aws/no-wildcard-model[plan/aws_iam_role_policy.p *] nowhere"]);
  closeSync(descriptor);
});

test("a plan that is given twice is judged once", () => {
  const plan = file("plan.json", wide());
  expect(open([plan, join(folder, ".", "plan.json")])).toHaveLength(1);
});

test("refuses two plans of one stack, whose findings nothing would tell apart", () => {
  const plans = ["a", "b"].map((name) => {
    file(`${name}/provenance.json`, '{"schemaVersion":1,"stack":"aws-eu","resources":{}}');
    return file(`${name}/plan.json`, wide());
  });
  expect(check(plans)).toEqual({
    problems: [`${plans[1]} is a plan of stack aws-eu, as ${plans[0]} is; give them one by one`],
  });
});

test("a finding has the line of the block in cdk.tf.json beside its plan, else in the folder of sources", () => {
  const json = '{\n "resource": {\n  "aws_iam_role_policy": {\n   "p": {}\n  }\n }\n}';
  file("src/main.tf", '\n  resource "aws_iam_role_policy" "p" {\n}\n');
  file("src/deep/other.tf", 'resource "aws_iam_role_policy" "deep" {}');
  file("src/more.tf.json", '{"resource":{"aws_iam_role_policy":{"q":{}}}}');
  const source = join(folder, "src");
  const plan = (name: string, address: string) => file(name, wide(address));
  expect(open([plan("a.json", 'aws_iam_role_policy.p["k] x"]')], { source })).toEqual([
    'aws/no-wildcard-model[a/aws_iam_role_policy.p["k] x"] *] src/main.tf:2:3',
  ]);
  expect(open([plan("a.json", "aws_iam_role_policy.q")], { source })[0]).toMatch(/ src\/more\.tf\.json:1:37$/);
  expect(open([plan("a.json", "module.m.aws_iam_role_policy.p")], { source })[0]).toMatch(/ nowhere$/);
  expect(open([plan("a.json", "aws_iam_role_policy.deep")], { source })[0]).toMatch(/ nowhere$/);
  file("beside/cdk.tf.json", json);
  expect(open([plan("beside/plan.json", "aws_iam_role_policy.p")], { source })[0]).toMatch(
    / beside\/cdk\.tf\.json:4:4$/,
  );
});

test("the line of the declaration comes before that of Terraform's files", () => {
  file("cdk.tf.json", '{"resource":{"aws_iam_role_policy":{"p":{}}}}');
  const recorded = { path: "teams.a", reason: "r", file: "access.yaml", line: 9, column: 3 };
  file("provenance.json", JSON.stringify({ schemaVersion: 1, resources: { "aws_iam_role_policy.p": recorded } }));
  expect(open([file("plan.json", wide())])).toEqual([
    "aws/no-wildcard-model[plan/aws_iam_role_policy.p *] access.yaml:9:3",
  ]);
});

test("what is acknowledged stands apart, under the id that is printed", () => {
  const plan = file("plan.json", wide());
  const id = "aws/no-wildcard-model[plan/aws_iam_role_policy.p *]";
  const accepted = file("ok.yaml", `- { finding: "${id}", reason: r, until: 2026-12-31, owner: o }\n`);
  expect(check([plan], { accepted })).toMatchObject({ findings: [], accepted: [{ by: { owner: "o" } }] });
});

test("a file of acknowledgements that cannot be read is a finding", () => {
  expect(open([file("plan.json", wide())], { accepted: folder })[1]).toBe(`acknowledgements[${folder}:1:1] :1:1`);
});

test.each([
  [
    "a binary plan",
    Buffer.from("PK\u0003\u0004"),
    "is a binary plan; give the output of `terraform show -json PLANFILE` instead",
  ],
  ["half a plan", '{"a":"canary', "is not JSON (line 1, column 13); it may be cut off"],
  ["a plan of a later version", '{"format_version":"2.0"}', 'has format version "2.0"; versions 1.x are understood'],
])("refuses %s by the name of its file", (_name, content, problem) => {
  const plan = file("plan.json", content);
  expect(check([plan])).toEqual({ problems: [`${plan} ${problem}`] });
});

test("refuses a folder, what is not there, and what is too large before reading it", () => {
  const large = file("large.json", "");
  truncateSync(large, 500 * 1024 * 1024 + 1);
  const missing = join(folder, "missing.json");
  expect(check([folder, missing, large])).toEqual({
    problems: [
      `${folder} is a folder`,
      `${missing} cannot be read; write it with \`terraform show -json PLANFILE > ${missing}\``,
      `${large} is larger than the 524288000 bytes that are read`,
    ],
  });
});

test("refuses files beside a plan that cannot be read", () => {
  mkdirSync(join(folder, "cdk.tf.json"));
  const plan = file("plan.json", wide());
  expect(check([plan])).toEqual({
    problems: [`${plan} lies beside ${join(folder, "cdk.tf.json")}, which is a folder`],
  });
});
