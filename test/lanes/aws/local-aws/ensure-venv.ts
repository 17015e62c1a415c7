import { execFile, spawnSync } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const PROJECT = resolve(__dirname, "../../../..");
/** What a virtual environment is for: the name of its folder in the cache, the words of errors, and what is installed. */
export interface VenvPurpose {
  readonly name: string;
  /** @example "The emulators of the aws lane" */
  readonly what: string;
  /** Absolute path of a file that pins every package by content. */
  readonly requirements: string;
}

const EMULATORS: VenvPurpose = {
  name: "local-aws",
  what: "The emulators of the aws lane",
  requirements: resolve(__dirname, "../requirements.txt"),
};
const SUITS = "import ensurepip, sys, venv; sys.exit(0 if sys.version_info >= (3, 11) else 'it is ' + sys.version)";

/** The Python that the emulators run on: `CLAUDE_ACCESS_PYTHON`, else `python3`. */
const pythonCommand = (environment: NodeJS.ProcessEnv): string => environment.CLAUDE_ACCESS_PYTHON ?? "python3";

/** Why there can be no virtual environment on this machine, or undefined when there can. Installs nothing. */
export const venvAbsence = (environment: NodeJS.ProcessEnv = process.env): string | undefined => {
  const python = pythonCommand(environment);
  const { error, status, stderr } = spawnSync(python, ["-c", SUITS], { encoding: "utf8", timeout: 20_000 });
  if (error !== undefined) return `${python} cannot be started (${error.message})`;
  if (status === 0) return undefined;
  return `${python} is not Python >= 3.11 with venv and ensurepip (${stderr.trim().split("\n").at(-1)})`;
};

const install = async (
  python: string,
  target: string,
  requirements: string,
  environment: NodeJS.ProcessEnv,
): Promise<void> => {
  const staging = `${target}.${randomUUID()}`;
  mkdirSync(resolve(target, ".."), { recursive: true });
  try {
    await run(python, ["-m", "venv", staging], { env: environment, timeout: 60_000 });
    const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "--require-hashes"];
    await run(join(staging, "bin", "python"), [...pip, "-r", requirements], { env: environment, timeout: 240_000 });
    if (!existsSync(target)) renameSync(staging, target);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
};

/** What is installed where, and with which Python. */
export interface EnsureVenvProps {
  /** @default process.env */
  readonly environment?: NodeJS.ProcessEnv;
  /** @default `.cache` of the project */
  readonly cacheFolder?: string;
  /** @default the emulators of the aws lane */
  readonly purpose?: VenvPurpose;
}

/**
 * Installs what the requirements pin, once per requirements and Python version, into `.cache/<name>-<hash>/` of the project, and returns the absolute path of that folder's Python. Start modules with `-m`: the scripts beside it
 * carry the path of the folder in which they were made.
 *
 * The folder appears whole or not at all, so that two processes may call this at the same time.
 *
 * @throws Error when Python is missing or too old, or pip cannot install (no registry, another content than pinned).
 */
export async function ensureVenv({
  environment = process.env,
  cacheFolder = join(PROJECT, ".cache"),
  purpose: { name, what, requirements } = EMULATORS,
}: EnsureVenvProps = {}): Promise<string> {
  const absence = venvAbsence(environment);
  if (absence !== undefined)
    throw new Error(`${what} need Python: ${absence}. CLAUDE_ACCESS_PYTHON chooses another one.`);
  const python = pythonCommand(environment);
  const { stdout: version } = await run(python, ["--version"], { timeout: 20_000 });
  const hash = createHash("sha256").update(readFileSync(requirements)).update(version).digest("hex").slice(0, 12);
  const installed = join(cacheFolder, `${name}-${hash}`);
  if (!existsSync(installed)) {
    await install(python, installed, requirements, environment).catch((error: Error & { stderr?: string }) => {
      const said = (error.stderr ?? error.message).trim().split("\n").slice(-5).join("\n");
      throw new Error(`${what} cannot be installed by pip; nothing was left behind.\n${said}`);
    });
  }
  return join(installed, "bin", "python");
}
