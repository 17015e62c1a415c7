import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { keepChild } from "./keep-child";

const environment = { PATH: process.env.PATH };
const LISTEN = "const s = require('net').createServer().listen(0, '127.0.0.1', () => console.log(s.address().port))";
const LISTENER: [string, ...string[]] = [process.execPath, "-e", LISTEN];

const firstLine = async (stream: Readable | null): Promise<string> => {
  if (stream === null) throw new Error("There is no output");
  const [chunk] = (await once(stream, "data")) as [Buffer];
  return chunk.toString().trim();
};
const isListening = async (port: number): Promise<boolean> => {
  const socket = connect(port, "127.0.0.1");
  const answers = await once(socket, "connect").then(
    () => true,
    () => false,
  );
  socket.destroy();
  return answers;
};
/** A listening port tells a killed process from one that nobody has reaped yet. */
const isGone = async (port: number): Promise<boolean> => {
  for (let tries = 0; tries < 100 && (await isListening(port)); tries++) await sleep(20);
  return !(await isListening(port));
};

test("gives the exit code and the output of a program that ends by itself", async () => {
  const child = keepChild({ command: ["sh", "-c", "echo said; exit 7"], environment });
  const { stdout } = child.process;
  expect(await Promise.all([child.ended, stdout && text(stdout)])).toEqual([7, "said\n"]);
});

test("ends what a program leaves behind", async () => {
  const child = keepChild({
    command: ["sh", "-c", '"$0" -e "$1" & sleep 1; exit 0', process.execPath, LISTEN],
    environment,
  });
  const port = Number(await firstLine(child.process.stdout));
  expect([await isListening(port), await child.ended, await isGone(port)]).toEqual([true, 0, true]);
});

test("stops a program with all that it started, and removes its scratch folder", async () => {
  const scratch = mkdtempSync(join(tmpdir(), "kept-"));
  const child = keepChild({ command: LISTENER, environment, scratch });
  const port = Number(await firstLine(child.process.stdout));
  expect(await isListening(port)).toBe(true);
  await child.stop();
  await child.stop();
  expect([await child.ended, await isGone(port), existsSync(scratch)]).toEqual([undefined, true, false]);
});

test("ends a program when this process is killed", async () => {
  const script = `
    const { keepChild } = require(${JSON.stringify(join(__dirname, "keep-child.ts"))});
    const child = keepChild({ command: ${JSON.stringify(LISTENER)}, environment: process.env });
    child.process.stdout.pipe(process.stdout);`;
  const parent = spawn(process.execPath, ["--import", "tsx", "-e", script], { stdio: ["ignore", "pipe", "inherit"] });
  const port = Number(await firstLine(parent.stdout));
  expect(await isListening(port)).toBe(true);
  parent.kill("SIGKILL");
  expect(await isGone(port)).toBe(true);
});
