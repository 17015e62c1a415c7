import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const ROOT = join(__dirname, "..", "..", "..");
/** Another version of Node.js, where this machine has one: `CLAUDE_ACCESS_OTHER_NODE`. */
const OTHER_NODE = process.env.CLAUDE_ACCESS_OTHER_NODE ?? process.execPath;
const folder = mkdtempSync(join(tmpdir(), "stable-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Every file of a synth of the example organization by path, made by a process of its own. */
const synth = async (
  node: string,
  name: string,
  env: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, string>>> => {
  const home = join(folder, name);
  cpSync(join(ROOT, "examples/acme"), home, { recursive: true });
  const outdir = join(home, "out");
  const declared = { CLAUDE_ACCESS_FILE: join(home, "access.yaml"), CDKTF_OUTDIR: outdir };
  const args = ["--import", join(ROOT, "node_modules/tsx/dist/loader.mjs"), join(ROOT, "main.ts")];
  await run(node, args, { cwd: home, env: { PATH: process.env.PATH, HOME: home, ...declared, ...env } });
  const files = readdirSync(outdir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(outdir.length), readFileSync(path, "utf8").replaceAll(home, "HOME")];
    }),
  );
};

test("a synth gives the same bytes in another folder, time zone and language", async () => {
  const [one, other] = await Promise.all([
    synth(process.execPath, "one", { TZ: "Pacific/Auckland", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" }),
    synth(OTHER_NODE, "elsewhere", { TZ: "America/Anchorage", LANG: "C" }),
  ]);
  expect(Object.keys(one).length).toBeGreaterThan(10);
  expect(other).toEqual(one);
}, 120_000);
