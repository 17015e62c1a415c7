import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { startReattached } from "../../rehearsal/start-reattached";
import type { CorpusCase } from "./corpus-case";
import { planCase, type Terraform } from "./plan-case";

const run = promisify(execFile);
const PROVIDERS = ["anthropic", "aws", "azapi", "azuread", "azurerm", "google"];
const AT_ONCE = 2;

const callsModules = (folder: string): boolean =>
  readdirSync(folder).some(
    (file) => file.endsWith(".tf") && /^module /m.test(readFileSync(join(folder, file), "utf8")),
  );

const terraformOn =
  (env: Readonly<Record<string, string>>) =>
  (folder: string): Terraform => {
    const terraform = async (...args: string[]): Promise<string> => {
      const options = { cwd: folder, timeout: 60_000, maxBuffer: 64 * 1024 * 1024 };
      const surroundings = { PATH: process.env.PATH, HOME: folder, TF_IN_AUTOMATION: "1", ...env };
      return (await run(process.env.TERRAFORM_BINARY_NAME ?? "terraform", args, { ...options, env: surroundings }))
        .stdout;
    };
    return {
      // Stand-ins that run already need no init, and that saves most of the time.
      ready: async () => {
        if (callsModules(folder)) await terraform("get", "-no-color");
      },
      apply: async () => {
        await terraform("apply", "-no-color", "-input=false", "-auto-approve");
      },
      plan: async () => {
        await terraform("plan", "-no-color", "-input=false", "-out=plan");
        return terraform("show", "-json", "plan");
      },
    };
  };

/** A cloud of its own for each case, since some are applied. */
const planOne = async (one: CorpusCase, folder: string): Promise<ReadonlyMap<string, string>> => {
  const reattached = await startReattached({ cloudFile: join(folder, "cloud.json"), providers: PROVIDERS });
  try {
    return await planCase(one, join(folder, "work"), terraformOn(reattached.env));
  } catch (error) {
    const { stderr = "" } = error as { stderr?: string };
    throw new Error(`${one.name} cannot be planned: ${stderr || error}`);
  } finally {
    reattached.close();
  }
};

/** Plans cases with real Terraform on stand-ins; the plans by the file in which they are kept. Throws with every case that cannot be planned. */
export const planOnStandIns = async (cases: readonly CorpusCase[]): Promise<ReadonlyMap<string, string>> => {
  const folder = mkdtempSync(join(tmpdir(), "corpus-"));
  const waiting = [...cases.entries()];
  const plans = new Map<string, string>();
  const failures: unknown[] = [];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [at, one] = next;
      const own = mkdtempSync(join(folder, `${at}-`));
      const made = await planOne(one, own).catch((error: unknown) => void failures.push(error));
      for (const [file, text] of made ?? []) plans.set(file, text);
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    if (failures.length > 0) throw new Error(failures.map(String).join("\n"));
    return plans;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
