import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadDeclaration } from "../../../declaration/load-declaration";
import { SOUND } from "../../declaration/load";

const ROOT = join(__dirname, "../../..");
const LOADER = join(ROOT, "node_modules/tsx/dist/loader.mjs");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cli-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the command in a folder of its own, as a person would. */
const run = (...args: string[]) => {
  const command = ["--import", LOADER, join(ROOT, "cli/claude-access.ts"), ...args];
  const env = { PATH: process.env.PATH, HOME: folder, TSX_TSCONFIG_PATH: join(ROOT, "tsconfig.json") };
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: folder, env, encoding: "utf8" });
  return { status, stdout, stderr };
};
/** The program behind `cdktf synth`. */
const synth = () => {
  const env = { PATH: process.env.PATH, HOME: folder, TSX_TSCONFIG_PATH: join(ROOT, "tsconfig.json") };
  const command = ["--import", LOADER, join(ROOT, "main.ts")];
  const { status, stderr } = spawnSync(process.execPath, command, { cwd: folder, env, encoding: "utf8" });
  return { status, stderr };
};
const file = (name: string, text: string): void => writeFileSync(join(folder, name), text);

test("init writes a declaration that loads, and never over one that is there", () => {
  expect(run("init").status).toBe(0);
  expect(loadDeclaration({ file: join(folder, "access.yaml") })).toMatchObject({ ok: true, notes: [] });
  expect(run("init")).toEqual({
    status: 2,
    stdout: "",
    stderr: "error: access.yaml and cdktf.json exist already; nothing was written\n",
  });
}, 30_000);

test("check says that no rule is broken, as text and as JSON, and leaves nothing behind", () => {
  file("access.yaml", SOUND);
  expect(run("check")).toEqual({ status: 0, stdout: "No rule is broken.\n", stderr: "" });
  expect(JSON.parse(run("check", "--format", "json").stdout)).toEqual({
    schemaVersion: 1,
    stacks: ["aws-eu", "shared-111122223333"].map((name) => ({ name, file: "access.yaml" })),
    ...{ findings: [], accepted: [], notes: [] },
  });
  expect(existsSync(join(folder, "cdktf.out"))).toBe(false);
}, 30_000);

test("a mistake is told with its place, and exit code 2", () => {
  file("access.yaml", SOUND.replace("uses: aws-eu", "uses: aws-us").replace("geography: eu", "geography: us"));
  expect(run("check")).toEqual({
    status: 2,
    stdout: "",
    stderr: [
      'access.yaml:9:5: error: providers.aws-eu.geography "us" cannot be called from eu-central-1; allowed there: eu, global, in-region [geography]',
      'access.yaml:13:5: error: teams.payments.uses "aws-us" is not declared under providers; allowed: aws-eu; did you mean "aws-eu"? [unknown-provider]',
      "2 mistakes; nothing was written\n",
    ].join("\n"),
  });
}, 30_000);

test("an undecided pin makes check fail until it is acknowledged, for as long as that lasts", () => {
  const ci = "    ci: { d: { github: { repository: acme/payments, branch: main } } }\n";
  file("access.yaml", `${SOUND}${ci}`);
  const open = run("check", "--format", "json", "--as-of", "2026-12-01");
  expect(open.status).toBe(1);
  const [finding] = (JSON.parse(open.stdout) as { findings: { id: string; state: string }[] }).findings;
  expect(finding).toMatchObject({ state: "undecided" });
  file(
    "access.accepted.yaml",
    `- finding: ${JSON.stringify(finding?.id)}\n  reason: our server sends name-only subjects\n  until: 2026-12-31\n  owner: platform\n`,
  );
  expect(run("check", "--as-of", "2026-12-01").status).toBe(0);
  expect(run("check", "--as-of", "2027-01-01").status).toBe(1);
}, 60_000);

test("render writes what a declaration alone knows, the same bytes again, and never over a foreign file", () => {
  file("access.yaml", SOUND);
  const settings = join(folder, "out/payments/aws-eu/people/settings.json");
  expect(run("render", "--out", "out").stdout).toMatch(
    /^1 identities, (\d+) files in out: \1 written, 0 as they were\.\n$/,
  );
  const first = readFileSync(settings, "utf8");
  expect(run("render", "--out", "out").stdout).toMatch(/: 0 written, \d+ as they were\.\n$/);
  writeFileSync(settings, "mine");
  const refused = run("render", "--out", "out");
  expect([refused.status, refused.stderr]).toEqual([
    2,
    "error: out/payments/aws-eu/people/settings.json is there, and was not written by this command; move it, or use --force, which keeps it as payments/aws-eu/people/settings.json.old\n",
  ]);
  expect(readFileSync(settings, "utf8")).toBe("mine");
  expect(run("render", "--out", "out", "--force").status).toBe(0);
  expect([readFileSync(settings, "utf8"), readFileSync(`${settings}.old`, "utf8")]).toEqual([first, "mine"]);
}, 60_000);

test("render takes away what nobody has any more", () => {
  file("access.yaml", SOUND);
  run("render", "--out", "out");
  file("access.yaml", SOUND.replaceAll("payments", "cards"));
  expect(run("render", "--out", "out").stdout).toContain(
    "removed payments/aws-eu/people/settings.json, which nobody has any more",
  );
  expect(existsSync(join(folder, "out/payments/aws-eu/people/settings.json"))).toBe(false);
}, 60_000);

test("render refuses documents that only an apply can finish, and lists them", () => {
  file("access.yaml", SOUND.replace("geography: eu", "geography: eu\n    applicationProfiles: true"));
  expect(run("render", "--out", "out")).toEqual({
    status: 2,
    stdout: "",
    stderr:
      "error: payments, people at aws-eu has values that only an apply knows; deploy, then render with --outputs\n",
  });
  expect(existsSync(join(folder, "out"))).toBe(false);
}, 30_000);

test.each([
  [
    ["render", "--out", "o", "--outputs", "nowhere.json"],
    "error: nowhere.json cannot be read; write it with `terraform output -json` or `cdktf deploy --outputs-file`\n",
  ],
  [
    ["check", "--plan", "nowhere.json"],
    "error: nowhere.json cannot be read; write it with `terraform show -json PLANFILE > nowhere.json`\n",
  ],
  [["check", "--as-of", "tomorrow"], "error: --as-of tomorrow is no day; write YYYY-MM-DD\n"],
  [["frob"], "error: unknown command 'frob'\n(claude-access --help lists the commands)\n"],
  [["render"], "error: required option '--out <folder>' not specified\n(claude-access --help lists the commands)\n"],
])(
  "%j cannot be used: exit code 2, one clear line, no stack trace",
  (args, stderr) => {
    expect(run(...args)).toEqual({ status: 2, stdout: "", stderr });
  },
  30_000,
);

const RETIRED = SOUND.replace(
  "haiku: claude-haiku-4-5 }",
  "haiku: claude-haiku-4-5, retiring: [{ model: claude-sonnet-4-5, until: 2026-10-31 }] }",
);
const RETIRED_LINES = [
  "access.yaml:3:104: violated: retired-models[aws-eu/output.client_settings claude-sonnet-4-5 2026-10-31]",
  "  claude-sonnet-4-5 was to be granted until 2026-10-31, and is still granted to payments people",
  "  to do: remove the model from `retiring`; where clients still need it, declare a later day (https://docs.aws.amazon.com/bedrock/latest/userguide/model-lifecycle.html)",
];

test("a model that should have retired stops check and synth alike, until a later day is declared or acknowledged", () => {
  file("access.yaml", RETIRED);
  expect(run("check", "--as-of", "2026-10-31")).toEqual({ status: 0, stdout: "No rule is broken.\n", stderr: "" });
  const lines = [...RETIRED_LINES, "1 finding is open.", ""];
  expect(run("check")).toEqual({ status: 1, stdout: lines.join("\n"), stderr: "" });
  expect(synth()).toEqual({ status: 1, stderr: [...RETIRED_LINES, ""].join("\n") });
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  file(
    "access.accepted.yaml",
    `- { finding: 'retired-models[aws-eu/output.client_settings claude-sonnet-4-5 2026-10-31]', reason: r, until: ${tomorrow}, owner: o }\n`,
  );
  expect([run("check").status, synth().status]).toEqual([0, 0]);
}, 60_000);

const FIXTURES = join(ROOT, "test/policies/fixtures");
const PLANNED = join(FIXTURES, "aws-eu.plan.json");

test("check --plan judges a plan against the declaration that is given, with the lines of the declaration", () => {
  file("access.yaml", SOUND);
  const args = ["check", "--plan", PLANNED, "--declaration", "access.yaml"];
  const { status, stdout } = run(...args, "--format", "json");
  const { findings } = JSON.parse(stdout) as { findings: { id: string; detail: string; place: object }[] };
  expect([status, findings.map(({ id }) => id)]).toEqual([
    1,
    [
      "declared-identities[aws-eu/output.client_settings payments ci/deploy]",
      "declared-identities[aws-eu/output.client_settings payments workload/reviewer]",
      "declared-models[aws-eu/output.client_settings payments people claude-opus-4-8]",
      "declared-models[aws-eu/output.client_settings payments people claude-sonnet-4-5]",
    ],
  ]);
  expect(findings[0]).toEqual({
    id: "declared-identities[aws-eu/output.client_settings payments ci/deploy]",
    rule: "declared-identities",
    subject: "aws-eu/output.client_settings payments ci/deploy",
    detail: "Settings of payments ci/deploy are given out, and aws-eu declares no such identity",
    state: "violated",
    place: { path: "providers.aws-eu", file: "access.yaml", line: 5, column: 3 },
    remedy: "plan again from this declaration, or declare what is planned",
    link: "https://developer.hashicorp.com/terraform/cli/commands/plan",
  });
  expect(run(...args).stdout).toContain(
    "access.yaml:5:3: violated: declared-identities[aws-eu/output.client_settings payments ci/deploy]\n",
  );
  expect(run("check", "--plan", PLANNED).status).toBe(0);
}, 60_000);

test("one run prints GitHub's commands and writes SARIF and JUnit; a file that is no plan is one line", () => {
  file("plan.json", readFileSync(PLANNED, "utf8").replaceAll("anthropic.claude-opus-4-8", "*"));
  const { status, stdout, stderr } = run(
    ...["check", "--plan", "plan.json", "--format", "github", "--report", "sarif=a.sarif", "--report", "junit=b.xml"],
  );
  expect([status, stderr, stdout.split("\n")[0]?.startsWith("::error ")]).toEqual([1, "", true]);
  const { runs } = JSON.parse(readFileSync(join(folder, "a.sarif"), "utf8"));
  expect(runs[0].results).toHaveLength(stdout.trimEnd().split("\n").length);
  expect(readFileSync(join(folder, "b.xml"), "utf8")).toMatch(/<\/testsuites>\n$/);
  file("plan.bin", "PK\u0003\u0004");
  expect(run("check", "--plan", "plan.bin")).toEqual({
    status: 2,
    stdout: "",
    stderr: "error: plan.bin is a binary plan; give the output of `terraform show -json PLANFILE` instead\n",
  });
}, 60_000);

test.each([
  [
    ["check", "--plan", "p", "--report", "json=p"],
    "error: --report json=p would write over another file of this run\n",
  ],
  [["check", "--source", "."], "error: --source goes with --plan\n"],
])(
  "refuses %j before anything is read",
  (args, stderr) => {
    expect(run(...args)).toEqual({ status: 2, stdout: "", stderr });
  },
  30_000,
);

test("check --plan says which plan it cannot judge against a declaration, with exit code 3", () => {
  file("access.yaml", SOUND);
  file(
    "shared.json",
    JSON.stringify({ format_version: "1.2", resource_changes: [], configuration: { root_module: {} } }),
  );
  expect(run("check", "--plan", "shared.json", "--declaration", "access.yaml")).toEqual({
    status: 3,
    stdout: "",
    stderr:
      "error: shared.json does not say which declared stack it is a plan of; put the provenance.json of its stack beside it\n",
  });
  file("provenance.json", '{"schemaVersion":1,"stack":"aws-eu","resources":{}}');
  const { status, stdout } = run("check", "--plan", "shared.json", "--declaration", "access.yaml");
  expect([status, stdout.split("\n")[0]]).toEqual([
    1,
    "access.yaml:7:5: undecided: aws/declared-place[aws-eu/provider.aws account]",
  ]);
}, 60_000);

test("explain --deployer prints a plan and an apply policy for each account of each stack, where one is needed", () => {
  const explained = (declaration: string) => {
    file("access.yaml", declaration);
    const { status, stdout } = run("explain", "--deployer");
    expect(status).toBe(0);
    const { stacks } = JSON.parse(stdout) as { stacks: Record<string, Record<string, object>> };
    const kindsOf = (accounts: Record<string, object>) =>
      Object.entries(accounts).map(([account, policies]) => [account, Object.keys(policies)]);
    return Object.entries(stacks).map(([stack, accounts]) => [stack, kindsOf(accounts)]);
  };
  const both = ["plan", "apply"];
  expect(explained(SOUND)).toEqual([
    ["shared-111122223333", []],
    ["aws-eu", [["Identity Center", both]]],
  ]);
  expect(explained(`${SOUND}    ci: { d: { gitlab: { project: acme/payments, branch: main } } }\n`)).toEqual([
    ["shared-111122223333", [["account 111122223333", both]]],
    [
      "aws-eu",
      [
        ["account 111122223333", both],
        ["Identity Center", both],
      ],
    ],
  ]);
}, 30_000);

test("explain --deployer names the stacks that it says nothing of", () => {
  file("access.yaml", readFileSync(join(__dirname, "../../../examples/acme/access.yaml"), "utf8"));
  const { status, stdout } = run("explain", "--deployer");
  expect([status, JSON.parse(stdout).notExplained]).toEqual([
    0,
    {
      stacks: ["azure-se", "console", "enterprise", "gateway", "gcp-eu", "pipelines", "shared-acme-claude"],
      note: "Only policies of entries on AWS are printed. What a deployer needs elsewhere, and for keys, stands in docs/google.md, docs/azure.md and docs/anthropic.md.",
    },
  ]);
}, 30_000);

test.each([
  [
    "{ local: {} }",
    { backend: "local", note: "The state is a file: whoever deploys needs that folder, and no permission of a cloud." },
  ],
  [
    "{ http: { address: 'https://state.example' } }",
    {
      backend: "http",
      note: "The deployer needs what the server asks for: TF_HTTP_USERNAME and TF_HTTP_PASSWORD, to read, write and lock.",
    },
  ],
  [
    "{ cloud: {} }",
    {
      backend: "cloud",
      note: "The deployer needs a token (TF_TOKEN_…) whose team may plan, or to apply write, in the workspaces.",
    },
  ],
  [
    "{ s3: { region: eu-central-1 } }",
    {
      backend: "s3",
      note: "The bucket comes from elsewhere (-backend-config): grant the deployer s3:ListBucket on it, s3:GetObject and s3:PutObject on the keys.",
    },
  ],
])(
  "explain --deployer says what the state %s needs",
  (state, said) => {
    file("access.yaml", `${SOUND}state: ${state}\n`);
    const { stdout } = run("explain", "--deployer");
    expect((JSON.parse(stdout) as { state: object }).state).toEqual(said);
  },
  30_000,
);

test("a synth stops on a violation, and lets an undecided finding pass with a word", () => {
  file("access.yaml", SOUND);
  expect(synth()).toEqual({ status: 0, stderr: "" });
  expect(existsSync(join(folder, "cdktf.out/stacks/aws-eu/provenance.json"))).toBe(true);
  file("access.accepted.yaml", "- { finding: 'aws/no-wildcard-model[x]', reason: r, until: 2099-12-31, owner: o }\n");
  expect(synth()).toEqual({
    status: 1,
    stderr:
      "access.accepted.yaml:1:3: violated: acknowledgements[aws/no-wildcard-model[x]]\n  The acknowledgement matches no finding\n  to do: remove it, or correct its id\n",
  });
  rmSync(join(folder, "access.accepted.yaml"));
  file("access.yaml", `${SOUND}    ci: { d: { github: { repository: acme/payments, branch: main } } }\n`);
  const { status, stderr } = synth();
  expect([status, stderr.split("\n")[0]]).toEqual([
    0,
    "access.yaml:16:11: undecided: aws/github-subject-immutable[aws-eu/aws_iam_role.payments_ci_d repo:acme/payments:ref:refs/heads/main]",
  ]);
}, 60_000);
