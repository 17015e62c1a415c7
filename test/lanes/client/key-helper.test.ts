import { spawnSync } from "node:child_process";
import { appendFileSync, chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readClientSettingsOutput } from "../../../settings/client-settings-output";
import { consoleSettings } from "../../../settings/console-settings";
import { renderDocuments } from "../../../settings/emit/render-documents";
import type { ConsoleFacts } from "../../../settings/facts";
import { managedSettings } from "../../../settings/flavour";
import { keyCommand, type StoredKey } from "../../../settings/helper/key-command";
import { synthDeclaration } from "../../helpers/synth-declaration";
import { type Anthropic, type AnthropicOptions, modelOf, startAnthropic } from "./support/anthropic";
import { runClient } from "./support/run-client";

let bin: string;
let anthropic: Anthropic | undefined;
beforeEach(() => {
  bin = mkdtempSync(join(tmpdir(), "key-helper-"));
  appendFileSync(join(bin, "calls"), "");
});
afterEach(async () => {
  await anthropic?.close();
  anthropic = undefined;
  rmSync(bin, { recursive: true, force: true });
});

/** A stand-in for a tool, first on the client's path; it counts its calls. */
const tool = (name: string, script: string): void => {
  writeFileSync(join(bin, name), `#!/bin/sh\nprintf 'x' >> '${bin}/calls'\nn=$(wc -c < '${bin}/calls')\n${script}\n`);
  chmodSync(join(bin, name), 0o755);
};
const calls = (): number => readFileSync(join(bin, "calls"), "utf8").length;

/** The managed document of a Console entry whose key lies there, under the real client. */
const start = async (
  stored: StoredKey,
  { ttlSeconds, env = {}, ...options }: AnthropicOptions & { ttlSeconds?: number; env?: Record<string, string> } = {},
) => {
  const facts: ConsoleFacts = {
    ...{ route: "console", organization: "acme", team: "payments", entry: "console", identity: "people" },
    anthropicOrganization: "7c9e6679-7425-40de-944b-e07fc1f90ae7",
    models: [{ model: "claude-sonnet-5", family: "sonnet", target: "claude-sonnet-5" }],
    startFamily: "sonnet",
    signIn: { kind: "helper", ...keyCommand(stored), ...(ttlSeconds === undefined ? {} : { ttlSeconds }) },
  };
  anthropic = await startAnthropic(options);
  const { calls: arrived, ...internet } = anthropic;
  const ended = await runClient({
    cloud: { ...internet, calls: [], stsCalls: [], ssoCalls: [] },
    settings: { managed: managedSettings(consoleSettings(facts, {})) },
    env: {
      PATH: `${bin}:${process.env.PATH}`,
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
      CLAUDE_CODE_MAX_RETRIES: "2",
      ...env,
    },
    args: ["--allowedTools", "Bash(sleep:*)"],
  });
  const messages = arrived.filter(({ path }) => path === "/v1/messages");
  return { ...ended, said: `${ended.stdout}${ended.stderr}`, keys: messages.map(({ key, bearer }) => [key, bearer]) };
};
const PASS: StoredKey = { kind: "pass", name: "claude/key" };

test("the helper is called at the start, once, and what it prints is the one credential", async () => {
  tool("pass", "echo the-key");
  const { exitCode, keys } = await start(PASS);
  expect([exitCode, keys, calls()]).toEqual([0, [["the-key", "the-key"]], 1]);
}, 60_000);

test("after a 401 it is called again, and the next request has the new key", async () => {
  tool("pass", 'if [ "$n" -le 1 ]; then echo old-key; else echo new-key; fi');
  const { exitCode, keys } = await start(PASS, { refused: ["old-key"] });
  expect([exitCode, keys.at(0), keys.at(-1)]).toEqual([0, ["old-key", "old-key"], ["new-key", "new-key"]]);
  expect(calls()).toBeGreaterThan(1);
}, 60_000);

test("after its time the key is read again beside the requests, which have the old one until then", async () => {
  tool("pass", 'echo "key-$n"');
  const { exitCode, keys } = await start(PASS, { ttlSeconds: 0.5, asks: ["sleep 1", "sleep 1.1"] });
  expect(exitCode).toBe(0);
  expect(keys.map(([key]) => key)).toEqual(["key-1", "key-1", expect.stringMatching(/^key-[2-9]$/)]);
}, 60_000);

test.each([
  ["fails", "echo no such key >&2; exit 1"],
  ["prints nothing", ":"],
  ["prints two lines", "echo the-key; echo another"],
  ["prints a blank line of Windows", "printf '\\r\\n'"],
])(
  "a helper whose tool %s is tried three times, no key is sent, and the client says so",
  async (_, script) => {
    tool("pass", script);
    const { exitCode, said, keys } = await start(PASS, { refused: ["", "Bearer"] });
    // What the managed document closes is empty, and goes out so: the API answers 401.
    expect([exitCode, [...new Set(keys.flat())], calls()]).toEqual([1, ["", "Bearer"], 3]);
    expect(said).toContain("Your apiKeyHelper script is failing");
  },
  60_000,
);

test("the newline of Windows is no part of the key", async () => {
  tool("pass", "printf 'the-key\\r\\n'");
  const { exitCode, keys } = await start(PASS);
  expect([exitCode, keys]).toEqual([0, [["the-key", "the-key"]]]);
}, 60_000);

test("a slow helper is waited for", async () => {
  tool("pass", "sleep 6; echo the-key");
  const { exitCode, keys } = await start(PASS);
  expect([exitCode, keys]).toEqual([0, [["the-key", "the-key"]]]);
}, 60_000);

test("the AWS line works under the managed document, which closes what a shell could say to AWS's tools", async () => {
  tool(
    "aws",
    `env | grep '^AWS_' | sort > '${bin}/aws-environment'
case "$*" in *"--secret-id claude/key"*"--profile claude_console_payments"*) echo aws-key;; *) exit 1;; esac`,
  );
  const stored: StoredKey = {
    ...{ kind: "secretsManager", name: "claude/key", region: "eu-central-1" },
    profile: "claude_console_payments",
  };
  const env = { AWS_ENDPOINT_URL: "https://elsewhere.example", AWS_BEARER_TOKEN_BEDROCK: "shell-token" };
  const { exitCode, keys } = await start(stored, { env });
  expect([exitCode, keys]).toEqual([0, [["aws-key", "aws-key"]]]);
  const seen = readFileSync(join(bin, "aws-environment"), "utf8");
  expect(seen).not.toMatch(/elsewhere|shell-token/);
}, 60_000);

const YAML = `organization: acme
models: { everyday: { sonnet: claude-sonnet-5, haiku: claude-haiku-4-5 } }
providers:
  console:
    route: console
    organization: 7c9e6679-7425-40de-944b-e07fc1f90ae7
    key: { pass: claude/key }
    keyTtlSeconds: 60
teams: { payments: { uses: console, models: everyday, people: all } }
clients: { minimumVersion: 2.1.330, deliver: managed }
`;

test.each([
  ["sonnet", "claude-sonnet-5"],
  ["haiku", "claude-haiku-4-5-20251001"],
  ["opus", "claude-sonnet-5"],
])(
  "the rendered managed document of a declared key sends that key, asked for %s, for %s, and leaves no trace of it",
  async (family, model) => {
    tool("pass", `printf '%s\\n' "$*" >> '${bin}/words'; echo the-key`);
    const [document] = Object.values(synthDeclaration(YAML)).flatMap(({ output }) => {
      const read = readClientSettingsOutput(output);
      return read.ok ? read.documents : [];
    });
    if (document === undefined) throw new Error("no document");
    const files = renderDocuments(document.facts, document.settings);
    const managed = JSON.parse(files.find(({ path }) => path.endsWith("/managed-settings.json"))?.value ?? "{}");
    expect(managed.env.CLAUDE_CODE_API_KEY_HELPER_TTL_MS).toBe("60000");
    anthropic = await startAnthropic();
    const { calls: arrived, ...internet } = anthropic;
    let traces = "not looked for";
    const { exitCode } = await runClient({
      cloud: { ...internet, calls: [], stsCalls: [], ssoCalls: [] },
      settings: { managed },
      env: { PATH: `${bin}:${process.env.PATH}`, CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1" },
      args: ["--model", family],
      after: (home) => {
        traces = spawnSync("grep", ["-rl", "the-key", home], { encoding: "utf8" }).stdout;
      },
    });
    const sent = arrived.filter(({ path }) => path === "/v1/messages");
    expect([exitCode, sent.map((call) => [call.key, call.bearer, modelOf(call)]), traces]).toEqual([
      0,
      [["the-key", "the-key", model]],
      "",
    ]);
    expect(readFileSync(join(bin, "words"), "utf8")).toBe("show claude/key\n");
  },
  60_000,
);
