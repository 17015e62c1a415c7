import { spawn } from "node:child_process";
import { createWriteStream, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { stripVTControlCharacters } from "node:util";
import { type DeployEvent, DeployLog, deployFailure } from "./deploy-log";
import { SetupError } from "./setup-error";

/** What `deploy` runs, and where. */
export interface DeployOptions {
  /** Folder with `cdktf.json`. */
  readonly root: string;
  /** The whole environment of the deploy. */
  readonly env: NodeJS.ProcessEnv;
  /** Folder for the synthesised Terraform, `.terraform` and its lock files. */
  readonly outdir: string;
  readonly outputsFile: string;
  /** Everything that the deploy prints. */
  readonly logFile: string;
  readonly onEvent: (event: DeployEvent) => void;
  /** @default 10 minutes */
  readonly limitMilliseconds?: number;
}

const LIMIT_MILLISECONDS = 10 * 60_000;

const cdktf = (root: string): string => createRequire(`${root}/`).resolve("cdktf-cli/bundle/bin/cdktf");

/** How a deploy ended; `stopped` says why it was not let run to its end. */
interface Ended {
  readonly exitCode: number;
  readonly stopped?: string;
}

const run = (options: DeployOptions): Promise<Ended> => {
  const { root, env, outdir, outputsFile, logFile, onEvent } = options;
  const args = ["deploy", "*", "--auto-approve", "--no-color", "--output", outdir, "--outputs-file", outputsFile];
  const child = spawn(process.execPath, [cdktf(root), ...args], { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
  const log = createWriteStream(logFile);
  const events = new DeployLog();
  let stopped: string | undefined;
  const stop = (why: string) => {
    stopped = why;
    child.kill("SIGINT");
  };
  const timer = setTimeout(() => stop("it took too long"), options.limitMilliseconds ?? LIMIT_MILLISECONDS);
  const terminated = () => stop("it was told to end");
  const interrupted = () => {
    stopped = "it was interrupted"; // the terminal has told Terraform too; a second time would make it drop its state
  };
  process.once("SIGTERM", terminated).on("SIGINT", interrupted);
  child.stdout.setEncoding("utf8").on("data", (piece: string) => {
    log.write(stripVTControlCharacters(piece));
    for (const event of events.read(piece)) onEvent(event);
  });
  child.stderr.setEncoding("utf8").on("data", (piece: string) => log.write(stripVTControlCharacters(piece)));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      clearTimeout(timer);
      if (code === 0 && stopped === undefined) for (const event of events.finish()) onEvent(event);
      process.off("SIGTERM", terminated).off("SIGINT", interrupted);
      log.end(() => resolve({ exitCode: code ?? 1, stopped }));
    });
  });
};

/**
 * Runs an unchanged `cdktf deploy` of every stack and reports its progress.
 * Throws a `SetupError` with what a person needs of its output, and where the rest lies.
 */
export const deploy = async (options: DeployOptions): Promise<void> => {
  const { exitCode, stopped } = await run(options);
  if (exitCode === 0 && stopped === undefined) return;
  const what = stopped === undefined ? `failed with exit code ${exitCode}` : `was stopped: ${stopped}`;
  const why =
    stopped === undefined ? deployFailure(readFileSync(options.logFile, "utf8")) : "Start again: it converges.";
  throw new SetupError(
    [`cdktf deploy ${what}.`, ...(why === undefined ? [] : [why]), `The whole log: ${options.logFile}`].join("\n"),
  );
};
