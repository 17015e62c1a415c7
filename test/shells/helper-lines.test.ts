import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { keyCommand, type StoredKey } from "../../settings/helper/key-command";

const TOOLS = ["aws", "gcloud", "az", "vault", "op", "security", "pass"];
const SHELLS = ["sh", "dash", "bash"].filter((shell) => spawnSync(shell, ["-c", ":"]).status === 0);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "helper-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Puts stand-ins for the tools first on the path: they record what they were given, and do as the script says. */
const tools = (script: string): void => {
  for (const tool of TOOLS) {
    const file = join(folder, tool);
    writeFileSync(file, `#!/bin/sh\nprintf '%s\\0' "\${0##*/}" "$@" >> '${folder}/argv'\n${script}\n`);
    chmodSync(file, 0o755);
  }
};

const run = (line: string, shell = "sh", path = `${folder}:${process.env.PATH}`) => {
  const { status, stdout, stderr } = spawnSync(shell, ["-c", line], {
    env: { PATH: path },
    encoding: "utf8",
    timeout: 20_000,
    // bash takes a socket there for a remote shell, and reads somebody's .bashrc.
    stdio: ["ignore", "pipe", "pipe"],
  });
  return { status, stdout, stderr };
};
const given = (): string[] => readFileSync(join(folder, "argv"), "utf8").split("\0").slice(0, -1);

const STORED: [StoredKey, string[]][] = [
  [
    { kind: "secretsManager", name: "claude/key", region: "eu-central-1", profile: "claude_console_payments" },
    [
      "aws",
      "secretsmanager",
      "get-secret-value",
      "--secret-id",
      "claude/key",
      "--query",
      "SecretString",
      "--output",
      "text",
      "--region",
      "eu-central-1",
      "--profile",
      "claude_console_payments",
    ],
  ],
  [
    { kind: "parameterStore", name: "claude/key", region: "eu-central-1" },
    [
      "aws",
      "ssm",
      "get-parameter",
      "--with-decryption",
      "--name",
      "claude/key",
      "--query",
      "Parameter.Value",
      "--output",
      "text",
      "--region",
      "eu-central-1",
    ],
  ],
  [
    { kind: "secretManager", project: "acme-claude", name: "claude-key" },
    ["gcloud", "secrets", "versions", "access", "latest", "--secret", "claude-key", "--project", "acme-claude"],
  ],
  [
    { kind: "keyVault", vault: "acme-keys", name: "claude-key" },
    [
      "az",
      "keyvault",
      "secret",
      "show",
      "--vault-name",
      "acme-keys",
      "--name",
      "claude-key",
      "--query",
      "value",
      "--output",
      "tsv",
    ],
  ],
  [
    { kind: "vault", path: "secret/claude", field: "key", address: "https://vault.acme.example" },
    ["vault", "kv", "get", "-address", "https://vault.acme.example", "-field", "key", "secret/claude"],
  ],
  [{ kind: "onePassword", reference: "op://claude/console/key" }, ["op", "read", "op://claude/console/key"]],
  [{ kind: "keychain", service: "claude" }, ["security", "find-generic-password", "-s", "claude", "-w"]],
  [{ kind: "pass", name: "claude/key" }, ["pass", "show", "claude/key"]],
];

describe.each(SHELLS)("under %s", (shell) => {
  test.each(STORED)("the line of %j gives its tool exactly these words, and prints the key alone", (stored, words) => {
    tools("echo the-key");
    expect(run(keyCommand(stored).posix, shell)).toEqual({ status: 0, stdout: "the-key\n", stderr: "" });
    expect(given()).toEqual(words);
  });

  const line = keyCommand({ kind: "pass", name: "claude/key" }).posix;
  const LOUD = "claude-access: no key from pass\n";

  test.each([
    ["fails", "echo no such key >&2; exit 3", `no such key\n${LOUD}`],
    ["prints a key and fails", "echo the-key; exit 3", LOUD],
    ["prints nothing", ":", LOUD],
    ["prints an empty line", "echo", LOUD],
    ["prints two lines", "echo the-key; echo another", LOUD],
  ])("a tool that %s makes the line fail loudly, and prints no key", (_, script, stderr) => {
    tools(script);
    expect(run(line, shell)).toEqual({ status: 1, stdout: "", stderr });
  });

  test("a tool that is missing makes the line fail loudly", () => {
    const only = spawnSync("sh", ["-c", `ln -s "$(command -v wc)" '${folder}/wc' && command -v '${shell}'`], {
      encoding: "utf8",
    });
    const { status, stdout, stderr } = run(line, only.stdout.trim(), folder);
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/not found[\s\S]*claude-access: no key from pass\n$/);
  });

  test.each([
    ["without a newline at its end", "printf the-key", "the-key\n"],
    ["with several", "printf 'the-key\\n\\n\\n'", "the-key\n"],
    // The AWS CLI in a bash on Windows. The client trims it (`test/lanes/client/key-helper.test.ts`), and takes a blank line for none.
    ["with the newline of Windows", "printf 'the-key\\r\\n'", "the-key\r\n"],
  ])("a key %s comes out as one line", (_, script, stdout) => {
    tools(script);
    expect(run(line, shell)).toEqual({ status: 0, stdout, stderr: "" });
  });

  test("no other process is given the key as a word", () => {
    tools("echo the-key");
    for (const tool of ["printf", "echo", "[", "test", "cat"]) {
      writeFileSync(join(folder, tool), `#!/bin/sh\n: > '${folder}/canary'\n`);
      chmodSync(join(folder, tool), 0o755);
    }
    const wc = spawnSync("sh", ["-c", "command -v wc"], { encoding: "utf8" }).stdout.trim();
    writeFileSync(join(folder, "wc"), `#!/bin/sh\nprintf '%s\\0' wc "$@" >> '${folder}/argv'\nexec '${wc}' "$@"\n`);
    chmodSync(join(folder, "wc"), 0o755);
    expect(run(line, shell)).toEqual({ status: 0, stdout: "the-key\n", stderr: "" });
    expect([given(), existsSync(join(folder, "canary"))]).toEqual([["pass", "show", "claude/key", "wc", "-l"], false]);
  });

  test("a key of any printable characters comes out as it is", () => {
    tools(`printf '%s\\n' '%s\\n \\\\ $x \`y\` "z"'`);
    expect(run(line, shell)).toEqual({ status: 0, stdout: '%s\\n \\\\ $x `y` "z"\n', stderr: "" });
    tools("head -c 16000 /dev/zero | tr '\\0' k");
    expect(run(line, shell).stdout).toBe(`${"k".repeat(16_000)}\n`);
  });
});

test.each(SHELLS)(
  "names that are allowed reach the tool as they are, and nothing else happens: 0 breakouts in 300 under %s",
  (shell) => {
    tools("echo the-key");
    const allowed = fc
      .string({ unit: fc.constantFrom(..."abcXYZ019/_.+=@:-"), minLength: 1, maxLength: 20 })
      .filter((name) => !name.startsWith("-"));
    const names = fc.sample(allowed, 300);
    const lines = names.map((name) => keyCommand({ kind: "pass", name }).posix);
    const { status, stdout, stderr } = run(`cd '${folder}'; ${lines.map((line) => `{ ${line}; }`).join("; ")}`, shell);
    expect([status, stdout, stderr]).toEqual([0, "the-key\n".repeat(300), ""]);
    expect(given()).toEqual(names.flatMap((name) => ["pass", "show", name]));
    expect(readdirSync(folder).sort()).toEqual([...TOOLS, "argv"].sort());
  },
);
