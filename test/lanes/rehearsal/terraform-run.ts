import { execFile, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { App } from "cdktf";
import { loadDeclaration } from "../../../declaration/load-declaration";
import { isAlive } from "../../../rehearsal/plugin/cloud-store";
import { prepareRehearsal, type Rehearsal } from "../../../rehearsal/prepare-rehearsal";
import { restoreTornStates } from "../../../rehearsal/restore-torn-states";
import { buildStacks } from "../../../stacks/build-stacks";
import { write } from "../../../stacks/synthesise";

const run = promisify(execFile);
const TERRAFORM = process.env.TERRAFORM_BINARY_NAME ?? "terraform";
const MINUTE = 60_000;

/** What a plan would do, by address. */
export type PlannedChanges = Readonly<Record<string, readonly string[]>>;

/** Stacks of a declaration under real Terraform on stand-ins, in a folder of their own. */
export class TerraformRun {
  /** What a backend takes from the environment, besides. */
  credentials: Readonly<Record<string, string>> = {};

  private constructor(
    readonly folder: string,
    readonly rehearsal: Rehearsal,
  ) {}

  /** @param providers names of the stand-ins. @default aws */
  static async start(...providers: readonly string[]): Promise<TerraformRun> {
    const folder = mkdtempSync(join(tmpdir(), "rehearsal-"));
    return new TerraformRun(
      folder,
      await prepareRehearsal({ directory: join(folder, "stand-ins"), ...(providers.length > 0 ? { providers } : {}) }),
    );
  }

  /** Synthesises a declaration; what Terraform knows of former stacks stays. State lies here, or where it is declared. */
  synth(yaml: string, state: "here" | "as declared" = "here"): void {
    const file = join(this.folder, "access.yaml");
    writeFileSync(file, yaml);
    const loaded = loadDeclaration({ file });
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.mistakes));
    const app = new App({ outdir: join(this.folder, "out") });
    const { declaration, places } = loaded;
    const rehearsalFolder = state === "here" ? join(this.folder, "state") : undefined;
    write({ app, stacks: buildStacks(app, { declaration, places, readText: () => "", rehearsalFolder }) });
  }

  /** Runs Terraform in a stack's folder; throws with its output when it fails. */
  async terraform(stack: string, ...args: string[]): Promise<string> {
    const options = {
      cwd: this.stackFolder(stack),
      env: { ...this.env(), ...this.credentials },
      timeout: 2 * MINUTE,
      maxBuffer: 64 * 1024 * 1024,
    };
    const { stdout } = await run(TERRAFORM, args, options);
    return stdout;
  }

  async apply(stack: string): Promise<string> {
    await this.terraform(stack, "init", "-no-color", "-input=false");
    return this.terraform(stack, "apply", "-no-color", "-input=false", "-auto-approve");
  }

  /** What a plan would change; resources that stay as they are, are left out. */
  async plan(stack: string): Promise<PlannedChanges> {
    const plan = JSON.parse(await this.showPlan(stack)) as {
      resource_changes?: { address: string; mode: string; change: { actions: string[] } }[];
    };
    const changed = (plan.resource_changes ?? []).filter(
      ({ mode, change }) => mode === "managed" && change.actions.join() !== "no-op",
    );
    return Object.fromEntries(changed.map(({ address, change }) => [address, change.actions]));
  }

  /** Stacks of what was synthesised, each after those that it depends on. */
  stacks(): readonly string[] {
    const manifest = JSON.parse(readFileSync(join(this.folder, "out", "manifest.json"), "utf8")) as {
      stacks: Record<string, { dependencies: readonly string[] }>;
    };
    const depth = (stack: string): number =>
      1 + Math.max(0, ...(manifest.stacks[stack]?.dependencies ?? []).map((other) => depth(other)));
    return Object.keys(manifest.stacks).sort((one, other) => depth(one) - depth(other) || (one < other ? -1 : 1));
  }

  /** Terraform JSON of a stack. */
  synthText(stack: string): string {
    return readFileSync(join(this.stackFolder(stack), "cdk.tf.json"), "utf8");
  }

  /** `terraform show -json` of a plan that is made now. */
  async showPlan(stack: string): Promise<string> {
    await this.terraform(stack, "init", "-no-color", "-input=false");
    await this.terraform(stack, "plan", "-no-color", "-input=false", "-out=plan");
    return this.terraform(stack, "show", "-json", "plan");
  }

  /** Starts an apply and kills it when the cloud holds `things` things, with its stand-ins or without them. */
  async killApplyAt(stack: string, things: number, victims: "everything" | "Terraform alone"): Promise<void> {
    await this.terraform(stack, "init", "-no-color", "-input=false");
    const child = spawn(TERRAFORM, ["apply", "-no-color", "-auto-approve", "-parallelism=2"], {
      cwd: this.stackFolder(stack),
      env: this.env(),
      stdio: "ignore",
      detached: true,
    });
    const ended = new Promise((resolve) => child.once("exit", resolve));
    const end = Date.now() + MINUTE;
    while (this.things().length < things && child.exitCode === null && Date.now() < end) await pause(2);
    if (child.pid !== undefined) process.kill(victims === "everything" ? -child.pid : child.pid, "SIGKILL");
    await ended;
    restoreTornStates(join(this.folder, "state"));
  }

  /** Processes that made something of which Terraform may not have taken note. */
  makers(): number[] {
    try {
      const unconfirmed = readFileSync(`${this.rehearsal.cloudFile}.unconfirmed`, "utf8");
      return [...new Set(Object.values(JSON.parse(unconfirmed) as Record<string, number>))];
    } catch {
      return [];
    }
  }

  /** Waits until these processes have ended; throws when they do not. */
  async untilGone(processes: readonly number[]): Promise<void> {
    const end = Date.now() + MINUTE / 4;
    while (processes.some(isAlive)) {
      if (Date.now() > end) throw new Error(`still running: ${processes.filter(isAlive).join(", ")}`);
      await pause(50);
    }
  }

  /** Keys of everything that exists in the rehearsal's cloud. */
  things(): string[] {
    try {
      return Object.keys(JSON.parse(readFileSync(this.rehearsal.cloudFile, "utf8")));
    } catch {
      return [];
    }
  }

  stop(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private stackFolder(stack: string): string {
    return join(this.folder, "out", "stacks", stack);
  }

  private env(): NodeJS.ProcessEnv {
    return { PATH: process.env.PATH, HOME: this.folder, ...this.rehearsal.env };
  }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
