import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type KeptChild, keepChild } from "./keep-child";

/** A running emulator. */
export interface Emulator {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  stop(): Promise<void>;
}

/** How an emulator is started and when it answers. */
export interface EmulatorProps {
  readonly name: string;
  readonly port: number;
  readonly command: readonly [string, ...string[]];
  readonly environment: Readonly<Record<string, string>>;
  /** Path that answers 200 once it is ready. */
  readonly readyPath: string;
}

const READY_SECONDS = 60;

const isReady = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
};

/** Keeps the last lines of what a program writes; they must be read or its pipe fills up. */
const lastWords = ({ process: { stdout, stderr } }: KeptChild): (() => string) => {
  let said = "";
  for (const stream of [stdout, stderr])
    stream?.setEncoding("utf8").on("data", (text: string) => {
      said = (said + text).slice(-4_000);
    });
  return () => said.trim();
};

/**
 * Starts an emulator and waits until it answers. It finds no configuration, credential, proxy or container engine of
 * this machine, and its temporary folder goes with it.
 *
 * @throws Error with its last words when it ends before, or is not ready after a minute.
 */
export async function startEmulator({ name, port, command, environment, readyPath }: EmulatorProps): Promise<Emulator> {
  const scratch = mkdtempSync(join(tmpdir(), `${name}-`));
  const { PATH = "" } = process.env;
  const bare = { PATH, HOME: scratch, TMPDIR: scratch, DOCKER_HOST: `unix://${scratch}/none`, PYTHONUNBUFFERED: "1" };
  const child = keepChild({ command, scratch, directory: scratch, environment: { ...bare, ...environment } });
  const said = lastWords(child);
  const url = `http://127.0.0.1:${port}`;
  const give = Date.now() + READY_SECONDS * 1_000;
  let over = false;
  child.ended.then(() => {
    over = true;
  });
  while (!(await isReady(`${url}${readyPath}`))) {
    if (over || Date.now() > give) {
      await child.stop();
      throw new Error(`${name} ${over ? "ended" : "is not ready after a minute"} on ${url}\n${said()}`);
    }
    await sleep(50);
  }
  return { url, stop: child.stop };
}
