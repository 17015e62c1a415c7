import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** A program that cannot outlive the process that started it. */
export interface KeptChild {
  readonly process: ChildProcess;
  /** Exit code, or undefined when it was killed. */
  readonly ended: Promise<number | undefined>;
  /** Kills it and all that it started; resolves when it is gone. Harmless when it has ended. */
  stop(): Promise<void>;
}

/** What to start, and with what. */
export interface KeptChildProps {
  readonly command: readonly [string, ...string[]];
  readonly environment: NodeJS.ProcessEnv;
  /** @default the folder of this process */
  readonly directory?: string;
  /** Folder that goes when the program ends, however it ends. @default none */
  readonly scratch?: string;
}

// The shell leads a process group. Its guard reads the pipe that only this Node process holds open: the pipe ends when
// Node ends, even by SIGKILL, and then the guard kills the group. When the program ends by itself the shell ends with
// its exit code, `keepChild` closes the pipe, and the guard ends whatever the program left behind.
const GUARDED = `
scratch=$1; shift
exec 3<&0
(cat <&3 >/dev/null 2>&1; [ -z "$scratch" ] || rm -rf "$scratch"; kill -KILL 0) &
exec 3<&-
"$@" </dev/null
exit $?
`;

/** Starts a program in a process group that ends with it, with `stop()`, or with this process. POSIX only. */
export function keepChild({ command, environment, directory, scratch = "" }: KeptChildProps): KeptChild {
  const child = spawn("sh", ["-c", GUARDED, "sh", scratch, ...command], {
    detached: true,
    cwd: directory,
    env: environment,
    stdio: ["pipe", "pipe", "pipe"],
  });
  child.stdin.on("error", () => undefined);
  const ended = once(child, "exit").then(([code]: (number | null)[]) => {
    child.stdin.end();
    return code ?? undefined;
  });
  const closed = once(child, "close");
  return {
    process: child,
    ended,
    stop: async () => {
      child.stdin.end();
      await closed;
    },
  };
}
