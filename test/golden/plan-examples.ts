import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { App } from "cdktf";
import { loadDeclaration } from "../../declaration/load-declaration";
import { startReattached } from "../../rehearsal/start-reattached";
import { buildStacks } from "../../stacks/build-stacks";
import { write } from "../../stacks/synthesise";

const run = promisify(execFile);
const ROOT = join(__dirname, "..", "..");
/** Folder of the examples. */
export const EXAMPLES = join(ROOT, "examples");
const PROVIDERS = ["anthropic", "aws", "azapi", "azuread", "azurerm", "google"];

/** A stack of an example, planned for the first time. */
export interface PlannedExample {
  readonly example: string;
  readonly stack: string;
  /** `terraform show -json PLANFILE`. */
  readonly plan: string;
  /** The stack's Terraform JSON. */
  readonly synth: string;
}

/** Where the golden plan of a stack is kept. */
export const goldenFileOf = ({ example, stack }: Pick<PlannedExample, "example" | "stack">): string =>
  join(EXAMPLES, example, "golden", `${stack}.json`);

const synthDeclaration = (example: string, folder: string): void => {
  const loaded = loadDeclaration({ file: join(EXAMPLES, example, "access.yaml") });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.mistakes));
  const app = new App({ outdir: join(folder, "cdktf.out") });
  const { declaration, places } = loaded;
  const rehearsalFolder = join(folder, "state");
  write({ app, stacks: buildStacks(app, { declaration, places, readText: () => "", rehearsalFolder }) });
};

/** An example that is a program of its own. */
const synthProgram = async (example: string, folder: string): Promise<void> => {
  const env = { PATH: process.env.PATH, HOME: folder, TSX_TSCONFIG_PATH: join(ROOT, "tsconfig.json") };
  const loader = join(ROOT, "node_modules/tsx/dist/loader.mjs");
  await run(process.execPath, ["--import", loader, join(EXAMPLES, example, "main.ts")], { cwd: folder, env });
};

const planStack = async (cwd: string, env: NodeJS.ProcessEnv): Promise<string> => {
  const terraform = async (...args: string[]): Promise<string> =>
    (
      await run(process.env.TERRAFORM_BINARY_NAME ?? "terraform", args, {
        ...{ cwd, env, timeout: 60_000, maxBuffer: 64 * 1024 * 1024 },
      })
    ).stdout;
  await terraform("init", "-no-color", "-input=false");
  await terraform("plan", "-no-color", "-input=false", "-out=plan");
  return terraform("show", "-json", "plan");
};

const planExample = async (example: string, folder: string, env: NodeJS.ProcessEnv): Promise<PlannedExample[]> => {
  if (existsSync(join(EXAMPLES, example, "access.yaml"))) synthDeclaration(example, folder);
  else await synthProgram(example, folder);
  const planned: PlannedExample[] = [];
  const stacks = join(folder, "cdktf.out", "stacks");
  for (const stack of readdirSync(stacks).sort()) {
    const plan = await planStack(join(stacks, stack), env);
    planned.push({ example, stack, plan, synth: readFileSync(join(stacks, stack, "cdk.tf.json"), "utf8") });
  }
  return planned;
};

/** Plans every stack of every example with real Terraform on stand-ins, as on the first day. */
export const planExamples = async (): Promise<readonly PlannedExample[]> => {
  const folder = mkdtempSync(join(tmpdir(), "golden-"));
  const reattached = await startReattached({ cloudFile: join(folder, "cloud.json"), providers: PROVIDERS });
  const env = { PATH: process.env.PATH, HOME: folder, TF_IN_AUTOMATION: "1", ...reattached.env };
  try {
    const planned: PlannedExample[] = [];
    for (const example of readdirSync(EXAMPLES).sort()) {
      const own = join(folder, example);
      mkdirSync(own);
      planned.push(...(await planExample(example, own, env)));
    }
    return planned;
  } finally {
    reattached.close();
    rmSync(folder, { recursive: true, force: true });
  }
};
