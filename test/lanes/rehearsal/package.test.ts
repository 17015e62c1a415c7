import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";

const ROOT = join(__dirname, "../../..");
const MINUTES = 60_000;
const read = (file: string) =>
  JSON.parse(readFileSync(join(ROOT, file), "utf8")) as Record<string, Record<string, string>>;

let folder: string;
let packed: readonly string[];
const environment = () => ({
  ...process.env,
  // The command of CDKTF is the checkout's: a second one would be installed for nothing.
  PATH: `${join(folder, "node_modules/.bin")}:${join(ROOT, "node_modules/.bin")}:${process.env.PATH}`,
  CHECKPOINT_DISABLE: "1",
});
const run = (command: string, ...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, env: environment(), encoding: "utf8" });
  return { status, stdout, stderr };
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "package-"));
  const tarballs = join(folder, "tarballs");
  mkdirSync(tarballs);
  const options = { cwd: ROOT, encoding: "utf8" as const, stdio: "pipe" as const };
  execFileSync("npm", ["pack", "--silent", "--pack-destination", tarballs], options);
  const tarball = join(tarballs, readdirSync(tarballs)[0] ?? "");
  packed = execFileSync("tar", ["tzf", tarball], { encoding: "utf8" }).trim().split("\n");
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "platform", private: true }));
  const { cdktf = "", constructs = "" } = read("package.json").devDependencies ?? {};
  const wanted = [tarball, `cdktf@${cdktf}`, `constructs@${constructs}`];
  execFileSync("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", ...wanted], {
    ...options,
    cwd: folder,
  });
}, 5 * MINUTES);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the package holds compiled code and types, and neither tests nor the rehearsal", () => {
  expect(packed.filter((file) => /\/(test|bench|rehearsal|node_modules)\//.test(file))).toEqual([]);
  expect(packed.filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"))).toEqual([]);
  expect(packed).toEqual(
    expect.arrayContaining(["package/dist/index.js", "package/dist/index.d.ts", "package/dist/main.js"]),
  );
});

test("every file that a page in the package points to is in the package", () => {
  const inside = new Set(
    packed.flatMap((file) => file.split("/").map((_, at, parts) => parts.slice(0, at + 1).join("/"))),
  );
  const pages = packed.filter((file) => file.endsWith(".md"));
  const targets = pages.flatMap((page) =>
    [
      ...readFileSync(join(folder, "node_modules/claude-code-access", page.slice("package/".length)), "utf8").matchAll(
        /\]\(([^)#]+)/g,
      ),
    ]
      .map(([, target = ""]) => target)
      .filter((target) => !target.startsWith("https:"))
      .map((target) => ({ page, target: posix.join(posix.dirname(page), target) })),
  );
  expect(targets.length).toBeGreaterThan(15);
  expect(targets.filter(({ target }) => !inside.has(target))).toEqual([]);
});

test(
  "npx claude-access init and check work in an empty folder, and cdktf synth takes what init wrote",
  () => {
    expect(run("npx", "--no-install", "claude-access", "init")).toEqual({
      status: 0,
      stdout: "Wrote access.yaml and cdktf.json. Next: edit access.yaml, then `npx cdktf deploy`.\n",
      stderr: expect.any(String),
    });
    expect(run("npx", "--no-install", "claude-access", "check")).toMatchObject({
      status: 0,
      stdout: "No rule is broken.\n",
    });
    expect(run("cdktf", "synth").status).toBe(0);
    const stack = JSON.parse(readFileSync(join(folder, "cdktf.out/stacks/aws-eu/cdk.tf.json"), "utf8")) as {
      resource: Record<string, object>;
    };
    expect(Object.keys(stack.resource).sort()).toEqual([
      "aws_ssoadmin_account_assignment",
      "aws_ssoadmin_permission_set",
      "aws_ssoadmin_permission_set_inline_policy",
    ]);
    expect(existsSync(join(folder, "cdktf.out/stacks/aws-eu/provenance.json"))).toBe(true);
  },
  2 * MINUTES,
);

test(
  "a mistake reaches the person through cdktf synth, without a stack trace of ours",
  () => {
    writeFileSync(
      join(folder, "access.yaml"),
      readFileSync(join(folder, "access.yaml"), "utf8").replace("geography: eu", "geography: moon"),
    );
    const { status, stdout, stderr } = run("cdktf", "synth");
    expect(status).not.toBe(0);
    const said = `${stdout}${stderr}`.replace(/\s+/g, " ");
    expect(said).toContain(
      'providers.aws-eu.geography "moon" is not allowed; allowed: us, eu, jp, au, apac, us-gov, global, in-region',
    );
    expect(`${stdout}${stderr}`).not.toMatch(/\n\s+at /);
  },
  MINUTES,
);

test(
  "the library example compiles strictly against the package's own types, and runs",
  () => {
    writeFileSync(join(folder, "platform.ts"), readFileSync(join(ROOT, "examples/library/main.ts")));
    const options = [
      "--strict",
      "--skipLibCheck",
      "--module",
      "commonjs",
      "--moduleResolution",
      "bundler",
      "--target",
      "es2022",
    ];
    expect(run("tsc", ...options, "--types", "", "platform.ts")).toEqual({ status: 0, stdout: "", stderr: "" });
    expect(run(process.execPath, "platform.js").status).toBe(0);
    expect(existsSync(join(folder, "cdktf.out/stacks/platform/cdk.tf.json"))).toBe(true);
  },
  MINUTES,
);
