import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { requireReal } from "../../require-real";
import { ensureVenv, venvAbsence } from "./ensure-venv";

let cacheFolder: string;
beforeEach(() => {
  cacheFolder = mkdtempSync(join(tmpdir(), "venv-"));
});
afterEach(() => rmSync(cacheFolder, { recursive: true, force: true }));

test("refuses a machine without Python, and says how to name one", async () => {
  const environment = { ...process.env, CLAUDE_ACCESS_PYTHON: "no-such-python" };
  await expect(ensureVenv({ environment, cacheFolder })).rejects.toThrow(
    "The emulators of the aws lane need Python: no-such-python cannot be started (spawnSync no-such-python ENOENT). " +
      "CLAUDE_ACCESS_PYTHON chooses another one.",
  );
});

test("refuses a Python that is something else", () => {
  expect(venvAbsence({ ...process.env, CLAUDE_ACCESS_PYTHON: "false" })).toBe(
    "false is not Python >= 3.11 with venv and ensurepip ()",
  );
});

requireReal("Python >= 3.11 with venv", venvAbsence())("with Python", () => {
  test("leaves nothing half installed when there is no registry", async () => {
    const environment = { ...process.env, PIP_NO_INDEX: "1", PIP_CONFIG_FILE: "/dev/null", PIP_FIND_LINKS: "" };
    await expect(ensureVenv({ environment, cacheFolder })).rejects.toThrow(
      /^The emulators of the aws lane cannot be installed by pip; nothing was left behind\.\n[\s\S]*No matching distribution found for blinker==/,
    );
    expect(readdirSync(cacheFolder)).toEqual([]);
  }, 60_000);
});
