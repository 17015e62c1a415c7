import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prepareRehearsal } from "../../../rehearsal/prepare-rehearsal";

const ROOT = join(__dirname, "../../..");

test("the library example is deployed for real on stand-ins, and a second plan finds nothing to do", async () => {
  const folder = mkdtempSync(join(tmpdir(), "library-"));
  try {
    const rehearsal = await prepareRehearsal({ directory: join(folder, "stand-ins") });
    const env = {
      PATH: process.env.PATH,
      HOME: folder,
      ...rehearsal.env,
      TSX_TSCONFIG_PATH: join(ROOT, "tsconfig.json"),
    };
    const loader = join(ROOT, "node_modules/tsx/dist/loader.mjs");
    execFileSync(process.execPath, ["--import", loader, join(ROOT, "examples/library/main.ts")], { cwd: folder, env });
    const stack = join(folder, "cdktf.out/stacks/platform");
    const terraform = (...args: string[]) =>
      execFileSync(process.env.TERRAFORM_BINARY_NAME ?? "terraform", args, { cwd: stack, env, encoding: "utf8" });
    terraform("init", "-no-color", "-input=false");
    expect(terraform("apply", "-no-color", "-auto-approve")).toContain("Resources: 7 added, 0 changed, 0 destroyed.");
    expect(terraform("plan", "-no-color", "-detailed-exitcode")).toContain("No changes.");
    const outputs = JSON.parse(terraform("output", "-json")) as { client_settings: { value: Record<string, unknown> } };
    expect(Object.keys(Object(outputs.client_settings.value.teams).payments).sort()).toEqual(["ci/deploy", "people"]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 90_000);
