import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { RecordedCall } from "./bedrock";
import { ensureClient } from "./ensure-client";
import type { Cloud } from "./start-cloud";

/** One start of the real client, headless. */
export interface ClientRun {
  readonly cloud: Cloud;
  /** Documents put, byte for byte as `JSON.stringify` gives them, where the client looks for each flavour. */
  readonly settings?: { readonly managed?: object; readonly user?: object; readonly project?: object };
  /** The shell from which the client is started: this, a PATH, a fresh HOME, and the way to the loopback cloud. */
  readonly env?: Readonly<Record<string, string>>;
  /** Files in the fresh home folder, by path relative to it, e.g. `.aws/config`. */
  readonly home?: Readonly<Record<string, string>>;
  /** Work to do in the home folder before the start. */
  readonly prepare?: (home: string) => void;
  /** Work to do in the home folder after the end, before it is deleted. */
  readonly after?: (home: string) => void;
  /** @default "Say something." */
  readonly prompt?: string;
  /** Further arguments before the prompt, e.g. `["--model", "opus"]`. */
  readonly args?: readonly string[];
  /** The client and its children are killed after this. @default 60 */
  readonly timeoutSeconds?: number;
}

/** How it ended. */
export interface ClientResult {
  /** Undefined when it was killed, for its time was over. */
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  /** The Bedrock calls of this run only. */
  readonly calls: readonly RecordedCall[];
}

/**
 * Managed settings lie in a folder of the machine that tests must never touch. So the client runs in a mount
 * namespace of its own, in which /etc is an overlay and the folder is ours (and empty without managed settings).
 */
const NAMESPACE = [
  'stage="$1"; shift',
  'mount -t tmpfs tmpfs "$stage/overlay"',
  'mkdir "$stage/overlay/upper" "$stage/overlay/work"',
  'mount -t overlay overlay -o "lowerdir=/etc,upperdir=$stage/overlay/upper,workdir=$stage/overlay/work" /etc',
  "mkdir -p /etc/claude-code",
  'mount --bind "$stage/managed" /etc/claude-code',
  'cd "$stage/project"',
  'exec "$@"',
].join(" && ");

/**
 * Starts the pinned client once with `-p`, in fresh folders that are deleted afterwards, and waits for its end.
 *
 * @throws Error where no mount namespace can be had (not Linux, or neither root nor user namespaces).
 */
export async function runClient(run: ClientRun): Promise<ClientResult> {
  const executable = await ensureClient();
  const stage = mkdtempSync(join(tmpdir(), "client-run-"));
  const home = join(stage, "home");
  const before = run.cloud.calls.length;
  try {
    for (const folder of ["home", "project", "managed", "overlay"]) mkdirSync(join(stage, folder));
    const { managed, user, project } = run.settings ?? {};
    if (managed) put(join(stage, "managed", "managed-settings.json"), JSON.stringify(managed));
    if (user) put(join(home, ".claude", "settings.json"), JSON.stringify(user));
    if (project) put(join(stage, "project", ".claude", "settings.json"), JSON.stringify(project));
    for (const [path, text] of Object.entries(run.home ?? {})) put(join(home, path), text);
    run.prepare?.(home);
    const command = [executable, ...(run.args ?? []), "-p", run.prompt ?? "Say something."];
    const env = {
      PATH: process.env.PATH ?? "",
      HOME: home,
      CLAUDE_CONFIG_DIR: join(home, ".claude"),
      ...run.cloud.env,
      ...run.env,
    };
    const ended = await start(namespaced(stage, command), env, run.timeoutSeconds ?? 60);
    run.after?.(home);
    return { ...ended, calls: run.cloud.calls.slice(before) };
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

function namespaced(stage: string, command: readonly string[]): readonly string[] {
  if (process.platform !== "linux") {
    throw new Error(
      "The client lane needs Linux: managed settings are bound into a private mount namespace (unshare).",
    );
  }
  const flags = process.getuid?.() === 0 ? ["-m"] : ["-r", "-m"];
  return [
    "unshare",
    ...flags,
    "--pid",
    "--mount-proc",
    "--kill-child",
    "--fork",
    "sh",
    "-c",
    NAMESPACE,
    "sh",
    stage,
    ...command,
  ];
}

function put(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function start(
  [file = "", ...args]: readonly string[],
  env: Record<string, string>,
  timeoutSeconds: number,
): Promise<Omit<ClientResult, "calls">> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
    const endGroup = () => {
      try {
        if (child.pid) process.kill(-child.pid, "SIGKILL");
      } catch {
        // Already gone.
      }
    };
    const timer = setTimeout(endGroup, timeoutSeconds * 1000);
    child.on("error", reject);
    child.on("close", (code) => {
      clearTimeout(timer);
      endGroup();
      resolve({
        exitCode: code ?? undefined,
        stdout: Buffer.concat(out).toString(),
        stderr: Buffer.concat(err).toString(),
      });
    });
  });
}
