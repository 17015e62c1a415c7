import { spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { ROOT, type ShellStep } from "./template-steps";

const LOADER = join(ROOT, "node_modules/tsx/dist/loader.mjs");
const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string };
const quote = (text: string): string => `'${text.replace(/'/g, "'\\''")}'`;

/** How a step ended. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * TODO(lead): a stand-in for `claude-access diff` alone, until it is there: refuses plans that cannot be read, writes a page
 * that names how many it was given. Take it out, and run the real one.
 */
const DIFF = `
out= plans=0
while [ $# -gt 0 ]; do
  case "$1" in
    --format) shift ;;
    --out) shift; out=$1 ;;
    --) ;;
    *) [ -r "$1" ] || { echo "error: $1 cannot be read" >&2; exit 2; }; plans=$((plans + 1)) ;;
  esac
  shift
done
page="## Access diff of $plans plans"
if [ -n "$out" ]; then printf '%s\\n' "$page" > "$out"; else printf '%s\\n' "$page"; fi
`;

/** The command of this checkout, \`diff\` aside. */
const COMMAND = `#!/bin/sh
if [ "$1" = diff ]; then shift; ${DIFF.trim()}; exit 0; fi
TSX_TSCONFIG_PATH=${quote(join(ROOT, "tsconfig.json"))} exec ${quote(process.execPath)} --import ${quote(LOADER)} ${quote(join(ROOT, "cli/claude-access.ts"))} "$@"
`;

/** npx as the templates call it: this version of the package, or what the project has installed; nothing else. */
const npx = (bin: string): string => `#!/bin/sh
if [ "$1" = --no-install ]; then shift; PATH=${quote(join(ROOT, "node_modules/.bin"))}:$PATH; exec "$@"; fi
if [ "$1 $2 $3 $4" = "--yes --package claude-code-access@${version} claude-access" ]; then
  shift 4
  exec ${quote(join(bin, "claude-access"))} "$@"
fi
echo "npx was called as no template may: $*" >&2
exit 97
`;

/** A folder with a repository's files in it, in which steps of templates run as their servers run them. */
export class Workplace {
  readonly folder = mkdtempSync(join(tmpdir(), "templates-"));
  readonly repository = join(this.folder, "repository");
  readonly bin = join(this.folder, "bin");

  constructor() {
    mkdirSync(this.repository);
    mkdirSync(this.bin);
    this.command("claude-access", COMMAND);
    this.command("npx", npx(this.bin));
  }

  /** Puts a command first on the path. */
  command(name: string, text: string): void {
    const file = join(this.bin, name);
    writeFileSync(file, text);
    chmodSync(file, 0o755);
  }

  link(name: string, target: string): void {
    symlinkSync(target, join(this.bin, name));
  }

  write(name: string, text: string): void {
    const file = join(this.repository, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  read(name: string): string {
    return readFileSync(join(this.repository, name), "utf8");
  }

  has(name: string): boolean {
    return existsSync(join(this.repository, name));
  }

  remove(...names: readonly string[]): void {
    for (const name of names) rmSync(join(this.repository, name), { recursive: true, force: true });
  }

  /** Runs a step; `env` is all of its environment, besides PATH and HOME. */
  run(
    { script, shell }: Pick<ShellStep, "script" | "shell">,
    env: Readonly<Record<string, string>> = {},
  ): Promise<Ended> {
    const file = join(this.folder, "step");
    writeFileSync(file, script);
    const [program = "sh", ...args] = shell;
    return this.start(program, [...args, file], env);
  }

  start(program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
    const child = spawn(program, args, {
      cwd: this.repository,
      env: { PATH: `${this.bin}${delimiter}${process.env.PATH}`, HOME: this.folder, CHECKPOINT_DISABLE: "1", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const said = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"] as const) {
      child[stream].setEncoding("utf8").on("data", (text: string) => {
        said[stream] += text;
      });
    }
    return new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (status) => resolve({ status, ...said }));
    });
  }

  stop(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
