import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { withoutCloudVariables } from "./emulator-environment";
import { keepChild } from "./keep-child";
import { findAwsProviderMirror } from "./provider-mirror";
import { removeHalfMade } from "./remove-half-made";
import { profilesOf, stackOverride } from "./stack-override";
import type { LocalAws } from "./start-local-aws";

/** One resource in a plan. */
export interface ResourceChange {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly change: {
    readonly actions: readonly ("no-op" | "create" | "read" | "update" | "delete")[];
    readonly before: Readonly<Record<string, unknown>> | null;
    readonly after: Readonly<Record<string, unknown>> | null;
  };
}

/** `terraform show -json PLAN`. */
export interface TerraformPlan {
  readonly resource_changes?: readonly ResourceChange[];
  readonly output_changes?: Readonly<Record<string, { readonly actions: readonly string[] }>>;
  readonly [key: string]: unknown;
}

/** `terraform show -json`. */
export interface TerraformState {
  readonly values?: {
    readonly outputs?: Readonly<Record<string, { readonly value: unknown }>>;
    readonly root_module: {
      readonly resources?: readonly {
        readonly address: string;
        readonly mode: "managed" | "data";
        readonly type: string;
        readonly values: Readonly<Record<string, unknown>>;
      }[];
    };
  };
}

/** A folder in which the real Terraform works with the real provider on a local AWS. */
export interface RealTerraform {
  init(): Promise<void>;
  /** Plans into `local.tfplan` and returns it. */
  plan(): Promise<TerraformPlan>;
  /** Applies without a question; returns what Terraform wrote. */
  apply(): Promise<string>;
  destroy(): Promise<string>;
  /** The state as it is. */
  show(): Promise<TerraformState>;
  /** Any other command; returns its standard output. */
  run(...args: readonly string[]): Promise<string>;
}

/** What `realTerraform` works on. */
export interface RealTerraformProps {
  /** Folder with `cdk.tf.json` or `main.tf.json`; a copy, since state, plan and settings are written into it. */
  readonly directory: string;
  readonly localAws: LocalAws;
  /** Account in which the deployer is signed in. */
  readonly account: string;
  /** Variables that win over all others, say of another deployer. @default none */
  readonly environment?: NodeJS.ProcessEnv;
  /** Longest time for one command, in seconds. @default 180 */
  readonly seconds?: number;
}

/** How often an apply is repeated that met things of its own. */
const MOST_REPEATS = 3;

const PROJECT = resolve(__dirname, "../../../..");

/** Writes what Terraform reads beside the stack, and returns the variables that say where. */
const prepare = ({ directory, localAws, account, environment }: RealTerraformProps): NodeJS.ProcessEnv => {
  const downloads = join(PROJECT, ".cache", "terraform-providers");
  mkdirSync(downloads, { recursive: true });
  const mirror = findAwsProviderMirror({ downloads });
  const write = (name: string, content: string): string => {
    const path = join(directory, name);
    writeFileSync(path, content);
    return path;
  };
  write("local_override.tf.json", JSON.stringify(stackOverride({ pinned: mirror.folder === undefined }), null, 2));
  return {
    ...withoutCloudVariables(process.env),
    ...localAws.environment(account),
    AWS_CONFIG_FILE: write("local-aws-config", profilesOf(directory, account)),
    AWS_SHARED_CREDENTIALS_FILE: write("local-aws-credentials", ""),
    TF_CLI_CONFIG_FILE: write("local.tfrc", mirror.cliConfig),
    TF_IN_AUTOMATION: "1",
    CHECKPOINT_DISABLE: "1",
    ...environment,
  };
};

/** Prepares a folder for Terraform; `TERRAFORM_BINARY_NAME` chooses the program. Starts nothing yet. */
export function realTerraform(props: RealTerraformProps): RealTerraform {
  const { directory, seconds = 180 } = props;
  const environment = prepare(props);
  const program = process.env.TERRAFORM_BINARY_NAME ?? "terraform";

  const run = async (...args: readonly string[]): Promise<string> => {
    const child = keepChild({ command: [program, ...args], directory, environment });
    const { stdout, stderr } = child.process;
    if (stdout === null || stderr === null) throw new Error("Terraform has no output");
    const timer = setTimeout(() => void child.stop(), seconds * 1_000);
    const [out, err, code] = await Promise.all([text(stdout), text(stderr), child.ended]).finally(() =>
      clearTimeout(timer),
    );
    if (code === 0) return out;
    const how = code === undefined ? `was ended after ${seconds} s or killed` : `ended with exit code ${code}`;
    throw new Error(`terraform ${args.join(" ")} ${how}\n${err}${out.slice(-4_000)}`);
  };
  const quiet = ["-input=false", "-no-color"] as const;

  return {
    run,
    init: async () => {
      await run("init", ...quiet);
    },
    plan: async () => {
      await run("plan", ...quiet, "-out=local.tfplan");
      return JSON.parse(await run("show", "-json", "local.tfplan")) as TerraformPlan;
    },
    apply: async () => {
      const apply = () => run("apply", ...quiet, "-auto-approve", "-parallelism=4");
      const since = new Date();
      for (let tries = 0; ; tries += 1) {
        try {
          return await apply();
        } catch (error) {
          const removed = tries < MOST_REPEATS ? await removeHalfMade(props, String(error), since) : 0;
          if (removed === 0) throw error;
        }
      }
    },
    destroy: () => run("destroy", ...quiet, "-auto-approve"),
    show: async () => JSON.parse(await run("show", "-json")) as TerraformState,
  };
}

/** What a plan would change: `update aws_iam_role.x`, `output.y`; empty when the plan changes nothing. */
export const differences = ({ resource_changes = [], output_changes = {} }: TerraformPlan): string[] => [
  ...resource_changes
    .filter(({ change: { actions } }) => actions.some((action) => action !== "no-op" && action !== "read"))
    .map(({ address, change: { actions } }) => `${actions.join("+")} ${address}`),
  ...Object.entries(output_changes)
    .filter(([, { actions }]) => actions.some((action) => action !== "no-op"))
    .map(([name, { actions }]) => `${actions.join("+")} output.${name}`),
];
