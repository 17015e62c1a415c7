import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { members } from "../../../cli/members";
import { type Fault, fakeAdminApi, KEY, ORGANIZATION } from "./fake-admin-api";

const OTHER = "0b6f2c1e-3a55-4c0b-9d2e-5f0c7f3f1a11";
const DECLARED = `organization: acme
models:
  everyday: { sonnet: claude-sonnet-5, haiku: claude-haiku-4-5 }
providers:
  console: { route: console, organization: ${ORGANIZATION} }
  other: { route: console, organization: ${OTHER} }
  enterprise: { route: claude-ai, organization: ${ORGANIZATION} }
  several: { route: claude-ai, organization: [${ORGANIZATION}, ${OTHER}] }
teams:
  payments:
    uses: [console, other, enterprise, several]
    models: everyday
    people:
      members:
        - ann@acme.example
        - bob@acme.example
`;
const server = fakeAdminApi();
const folder = mkdtempSync(join(tmpdir(), "members-"));
const declaration = join(folder, "access.yaml");
const VARIABLES = ["ANTHROPIC_ADMIN_API_KEY", "CLAUDE_ACCESS_ADMIN_BASE_URL"] as const;
const before = VARIABLES.map((name) => [name, process.env[name]] as const);

beforeAll(() => writeFileSync(declaration, DECLARED));
beforeEach(() => {
  process.env.ANTHROPIC_ADMIN_API_KEY = KEY;
  process.env.CLAUDE_ACCESS_ADMIN_BASE_URL = server.address;
});
afterAll(() => {
  rmSync(folder, { recursive: true });
  for (const [name, value] of before) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
});

/** Exit code and lines of both outputs; no output holds the key. */
const run = async (action: "plan" | "apply", entry: string, options: { remove?: string[]; format?: "json" } = {}) => {
  const written: string[] = [];
  const keep = (text: string | Uint8Array): boolean => written.push(String(text)) > 0;
  const out = jest.spyOn(process.stdout, "write").mockImplementation(keep);
  const err = jest.spyOn(process.stderr, "write").mockImplementation(keep);
  const code = await members(action, entry, { declaration, format: "text", ...options });
  for (const spy of [out, err]) spy.mockRestore();
  const all = written.join("").replaceAll(declaration, "access.yaml");
  expect(all).not.toContain("CANARY");
  return { code, lines: all.split("\n").slice(0, -1) };
};
const ANN = "ann@acme.example as Claude Code user (team payments, access.yaml:15)";
const BOB = "bob@acme.example as Claude Code user (team payments, access.yaml:16)";
const yan = { id: "user_1", email: "yan@acme.example", role: "developer" };

test("plans, changes nothing, applies, and has nothing to do afterwards", async () => {
  server.play({ members: [yan] });
  expect(await run("plan", "console")).toEqual({
    code: 0,
    lines: [
      `invites ${ANN}`,
      `invites ${BOB}`,
      "not declared, left as it is: yan@acme.example (Developer)",
      "2 to do, 0 as declared, 1 not declared (--remove EMAIL removes one). To do it: claude-access members apply console",
    ],
  });
  expect(server.requests.filter((one) => !one.startsWith("GET"))).toEqual([]);
  expect(await run("apply", "console", { remove: ["yan@acme.example"] })).toEqual({
    code: 0,
    lines: [
      `invited ${ANN}`,
      `invited ${BOB}`,
      "removed yan@acme.example (Developer)",
      "3 done, 0 as declared before.",
    ],
  });
  expect(server.mails).toEqual(["ann@acme.example", "bob@acme.example"]);
  expect(await run("plan", "console")).toEqual({ code: 0, lines: ["Nothing to do: 2 as declared."] });
});

test("an apply that is stopped says what is left, and the next one does only that", async () => {
  server.play({ faults: { "POST /invites": ["cut after", { status: 403, message: `no scope for ${KEY}` }] } });
  expect(await run("apply", "console")).toEqual({
    code: 3,
    lines: [
      `invited ${ANN}`,
      "stopped: the key may not do this (403): no scope for (key)",
      `left: invites ${BOB}`,
      "1 done, 1 left, 0 as declared before. Run it again: it looks first, and does what is missing.",
    ],
  });
  expect((await run("apply", "console")).lines).toEqual([`invited ${BOB}`, "1 done, 1 as declared before."]);
  expect(server.mails).toEqual(["ann@acme.example", "bob@acme.example"]);
});

test("refuses a key of another organization", async () => {
  server.play({});
  expect(await run("apply", "other")).toEqual({
    code: 2,
    lines: [
      `error: the key in ANTHROPIC_ADMIN_API_KEY belongs to organization ${ORGANIZATION}, and other declares ${OTHER}; nothing was done`,
    ],
  });
  expect(server.requests).toEqual(["GET /me"]);
});

test.each<[Fault, string]>([
  [{ status: 401, message: `invalid ${KEY}` }, "the key was not accepted (401): invalid (key)"],
  [{ status: 403 }, "the key may not do this (403): as planned"],
  [{ status: 404 }, "not found (404): as planned"],
])("says why the people could not be read (%j)", async (fault, why) => {
  server.play({ faults: { "GET /users": [fault] } });
  expect(await run("plan", "console")).toEqual({
    code: 3,
    lines: [`error: the people of console could not be read: ${why}`],
  });
});

test("a key of the Console that may not say its organization is not used", async () => {
  server.play({ faults: { "GET /me": [{ status: 403 }] } });
  expect(await run("apply", "console")).toEqual({
    code: 3,
    lines: ["error: the people of console could not be read: the key may not do this (403): as planned"],
  });
  expect(server.requests).toEqual(["GET /me"]);
});

const NEEDS =
  "members and invites by API need Claude Enterprise, and a key of its primary owner with read:members and write:members";
const pasted = (reason: string, organizations = ORGANIZATION) => [
  `By hand, for organization ${organizations}: ${reason}.`,
  'claude.ai, Organization settings, members, "Bulk add", role User; whoever is there already needs no invite:',
  "",
  "ann@acme.example",
  "bob@acme.example",
];

test("a plan of claude.ai without that API becomes the list to paste", async () => {
  server.play({ faults: { "GET /me": [{ status: 404 }], "GET /invites": [{ status: 404 }] } });
  expect(await run("plan", "enterprise")).toEqual({ code: 0, lines: pasted(`not found (404): as planned; ${NEEDS}`) });
  server.play({ faults: { "GET /invites": [{ status: 403 }] } });
  const why = `the key may not do this (403): as planned; ${NEEDS}`;
  expect(await run("apply", "enterprise")).toEqual({ code: 3, lines: pasted(why) });
  expect(await run("plan", "several")).toEqual({
    code: 0,
    lines: pasted("several names several organizations, and not who belongs to which", `${ORGANIZATION}, ${OTHER}`),
  });
});

test("a key of Claude Enterprise that may not ask for its organization is used, and that is said", async () => {
  server.play({ faults: { "GET /me": [{ status: 403 }] } });
  expect((await run("apply", "enterprise")).lines).toEqual([
    `note: the key does not tell which organization it belongs to; see to it that it is ${ORGANIZATION}`,
    "invited ann@acme.example as User (team payments, access.yaml:15)",
    "invited bob@acme.example as User (team payments, access.yaml:16)",
    "2 done, 0 as declared before.",
  ]);
});

test("without a key, prints what to paste, and asks nobody", async () => {
  server.play({});
  process.env.ANTHROPIC_ADMIN_API_KEY = "";
  const lines = [
    `By hand, for organization ${ORGANIZATION}: ANTHROPIC_ADMIN_API_KEY is not set, so that nobody was compared with who is there.`,
    "Claude Console, Settings > Members > Invite, role Claude Code user, at most 50 at a time; whoever is there already needs no invite:",
    "",
    "ann@acme.example",
    "bob@acme.example",
  ];
  expect(await run("plan", "console")).toEqual({ code: 0, lines });
  expect(await run("apply", "console")).toEqual({ code: 3, lines });
  expect(server.requests).toEqual([]);
});

test("refuses an address that the key must not go to, and a key that is none", async () => {
  server.play({});
  process.env.CLAUDE_ACCESS_ADMIN_BASE_URL = "http://api.anthropic.com";
  expect(await run("plan", "console")).toEqual({
    code: 2,
    lines: ["error: CLAUDE_ACCESS_ADMIN_BASE_URL must be https, or http on this machine, without user and query"],
  });
  process.env.CLAUDE_ACCESS_ADMIN_BASE_URL = server.address;
  process.env.ANTHROPIC_ADMIN_API_KEY = `${KEY}\n`;
  expect(await run("plan", "console")).toEqual({
    code: 2,
    lines: ["error: ANTHROPIC_ADMIN_API_KEY holds a space, a line break or a letter that no key has"],
  });
  expect(server.requests).toEqual([]);
});

test("refuses to remove somebody who is declared, before anybody is asked", async () => {
  server.play({});
  expect(await run("apply", "console", { remove: ["ANN@acme.example"] })).toEqual({
    code: 2,
    lines: [
      "error: --remove ANN@acme.example: is wanted as Claude Code user (team payments, access.yaml:15); take the address out of the declaration first",
    ],
  });
  expect(server.requests).toEqual([]);
});

test("the program knows the command, and what it prints without a key is the list", () => {
  const root = join(__dirname, "..", "..", "..");
  const claudeAccess = (...args: string[]) => {
    const command = ["--import", "tsx", join(root, "cli", "claude-access.ts"), "members", ...args];
    const env = { PATH: process.env.PATH, CLAUDE_ACCESS_FILE: declaration };
    const { status, stdout, stderr } = spawnSync(process.execPath, command, {
      cwd: root,
      env,
      encoding: "utf8",
      timeout: 60_000,
    });
    return { status, stdout, stderr };
  };
  const planned = claudeAccess("plan", "console", "--format", "json");
  expect(planned.status).toBe(0);
  expect(JSON.parse(planned.stdout)).toEqual({
    schemaVersion: 1,
    entry: "console",
    organizations: [ORGANIZATION],
    compared: false,
    reason: "ANTHROPIC_ADMIN_API_KEY is not set, so that nobody was compared with who is there",
    manual: {
      route: "console",
      where: "Claude Console, Settings > Members > Invite",
      most: 50,
      batches: [{ role: "claude_code_user", emails: ["ann@acme.example", "bob@acme.example"] }],
      removals: [],
    },
  });
  expect(claudeAccess("destroy", "console")).toEqual({
    status: 2,
    stdout: "",
    stderr:
      "error: command-argument value 'destroy' is invalid for argument 'action'. Allowed choices are plan, apply.\n(claude-access --help lists the commands)\n",
  });
}, 120_000);
