import { execFile } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { accessSync, constants, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const pinned = resolve(__dirname, "..");
const project = resolve(__dirname, "../../../..");

/** The platform package that carries the native executable, e.g. `claude-code-linux-x64`. */
function platformPackage(): string {
  const libc = process.platform === "linux" && !glibc() ? "-musl" : "";
  return `@anthropic-ai/claude-code-${process.platform}-${process.arch}${libc}`;
}

function glibc(): boolean {
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return report.header?.glibcVersionRuntime !== undefined;
}

/**
 * Installs the client that `test/lanes/client/package-lock.json` pins, once per lock file and machine, into
 * `.cache/client-<hash>/` of the project, and returns the absolute path of its executable.
 *
 * The executable is started directly: npm 11 runs no install script, so the package's own launcher stays a stub.
 * The folder appears whole or not at all, so that two processes may call this at the same time.
 *
 * @throws Error when npm fails (no registry) or the platform has no executable.
 */
export async function ensureClient(): Promise<string> {
  const lock = readFileSync(join(pinned, "package-lock.json"));
  const hash = createHash("sha256").update(lock).digest("hex").slice(0, 12);
  const installed = join(project, ".cache", `client-${hash}`);
  const executable = join("node_modules", platformPackage(), process.platform === "win32" ? "claude.exe" : "claude");
  if (!existsSync(installed)) await install(installed);
  const path = join(installed, executable);
  accessSync(path, constants.X_OK);
  return path;
}

async function install(target: string): Promise<void> {
  const staging = `${target}.${randomUUID()}`;
  mkdirSync(staging, { recursive: true });
  try {
    for (const name of ["package.json", "package-lock.json"]) cpSync(join(pinned, name), join(staging, name));
    await run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", staging], { timeout: 240_000 });
    if (!existsSync(target)) renameSync(staging, target);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}
