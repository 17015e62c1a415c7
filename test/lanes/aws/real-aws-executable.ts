import { execFile, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { withoutCloudVariables } from "./local-aws/emulator-environment";
import { findAwsProviderMirror } from "./local-aws/provider-mirror";

/** The executable of the real AWS provider, and where Terraform put it. */
export interface RealAwsExecutable {
  readonly file: string;
  /** Removes Terraform's folder again. */
  remove(): void;
}

const PROJECT = resolve(__dirname, "../../..");
const REAL_BYTES = 50_000_000;

const program = (): string => process.env.TERRAFORM_BINARY_NAME ?? "terraform";

/** Why no real provider can be installed, or undefined when it can be tried. */
export const realAwsAbsence = (): string | undefined => {
  const { error } = spawnSync(program(), ["version"], { timeout: 20_000 });
  return error === undefined ? undefined : `${program()} cannot be started (${error.message})`;
};

/** Lets Terraform install one version of the real AWS provider, from wherever it comes, and says where it lies. */
export const realAwsExecutable = async (version: string): Promise<RealAwsExecutable> => {
  const downloads = join(PROJECT, ".cache", "terraform-providers");
  mkdirSync(downloads, { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), "real-aws-"));
  const configuration = { terraform: { required_providers: { aws: { source: "hashicorp/aws", version } } } };
  writeFileSync(join(folder, "main.tf.json"), JSON.stringify(configuration));
  writeFileSync(join(folder, "terraform.rc"), findAwsProviderMirror({ downloads }).cliConfig);
  const env = { ...withoutCloudVariables(process.env), TF_CLI_CONFIG_FILE: join(folder, "terraform.rc") };
  await promisify(execFile)(program(), ["init", "-input=false", "-no-color"], { cwd: folder, env, timeout: 300_000 });
  const installed = join(folder, ".terraform", "providers", "registry.terraform.io", "hashicorp", "aws", version);
  const file = readdirSync(installed)
    .flatMap((platform) => readdirSync(join(installed, platform)).map((name) => join(installed, platform, name)))
    .find((path) => statSync(path).size > REAL_BYTES);
  if (file === undefined) throw new Error(`no executable of the real provider in ${installed}`);
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
};
