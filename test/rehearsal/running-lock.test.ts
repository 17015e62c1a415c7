import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { holdFolder } from "../../rehearsal/running-lock";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "running-lock-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("a folder is free again after its holder", () => {
  holdFolder(folder)();
  expect(readdirSync(folder)).toEqual([]);
});

test("refuses a folder in which another process works", () => {
  writeFileSync(join(folder, "running.pid"), String(process.ppid));
  expect(() => holdFolder(folder)).toThrow(
    new Error(`Another rehearsal is running here (process ${process.ppid}). Wait until it has ended.`),
  );
});

test.each([
  ["a process that was killed", String(spawnSync("true").pid)],
  ["half a write", ""],
])("takes over what %s left", (_, content) => {
  writeFileSync(join(folder, "running.pid"), content);
  holdFolder(folder)();
  expect(readdirSync(folder)).toEqual([]);
});
