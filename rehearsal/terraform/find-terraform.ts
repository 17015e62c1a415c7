import { spawnSync } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { SetupError } from "../setup-error";
import { cacheFolder } from "./cache-folder";
import { type InstallTerraformOptions, installTerraform } from "./install-terraform";
import { releasePlatform, TERRAFORM_RELEASE, type TerraformRelease } from "./terraform-release";
import { isAtLeast, LEAST_VERSION, parseVersion, type TerraformVersion } from "./terraform-version";

/** A Terraform or OpenTofu that can be used. */
export interface FoundTerraform extends TerraformVersion {
  /** Absolute path, or the name that `TERRAFORM_BINARY_NAME` gave. */
  readonly binary: string;
  readonly origin: "TERRAFORM_BINARY_NAME" | "PATH" | "cache" | "download";
}

/** Where `findTerraform` looks. */
export interface FindTerraformOptions {
  /** @default process.env */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Told what is going on when it takes time. @default says nothing */
  readonly log?: (line: string) => void;
  /** @default TERRAFORM_RELEASE */
  readonly release?: TerraformRelease;
  readonly limits?: InstallTerraformOptions["limits"];
}

/** Why a program cannot be used, or what it is. */
type Inspection = { readonly ok: true; readonly is: TerraformVersion } | { readonly ok: false; readonly why: string };

const inspect = (binary: string, env: FindTerraformOptions["env"]): Inspection => {
  const options = { env: { ...env, CHECKPOINT_DISABLE: "1" }, encoding: "utf8", timeout: 30_000 } as const;
  const { stdout, error, status } = spawnSync(binary, ["version"], options);
  if (error !== undefined) {
    const missing = "code" in error && error.code === "ENOENT";
    return { ok: false, why: missing ? "there is no such program" : `it cannot be started (${error.message})` };
  }
  const is = parseVersion(stdout);
  if (is === undefined) return { ok: false, why: `it does not say a version (exit code ${status})` };
  if (isAtLeast(is.version, LEAST_VERSION)) return { ok: true, is };
  return { ok: false, why: `it is ${is.product} ${is.version}, needed is ${LEAST_VERSION} or later` };
};

const isProgram = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
};

const inPath = (env: NonNullable<FindTerraformOptions["env"]>): string | undefined => {
  const name = process.platform === "win32" ? "terraform.exe" : "terraform";
  const folders = (env.PATH ?? env.Path ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders.map((folder) => join(folder, name)).find(isProgram);
};

const chosenByName = (named: string, env: FindTerraformOptions["env"]): FoundTerraform => {
  const binary = /[/\\]/.test(named) ? resolve(named) : named; // Terraform is started in other folders than this one
  const inspection = inspect(binary, env);
  if (inspection.ok) return { ...inspection.is, binary, origin: "TERRAFORM_BINARY_NAME" };
  throw new SetupError(
    `TERRAFORM_BINARY_NAME names "${named}", which cannot be used: ${inspection.why}.\n` +
      "  Name a Terraform or OpenTofu >= 1.11, or unset TERRAFORM_BINARY_NAME.",
  );
};

const installed = async (
  options: Required<Pick<FindTerraformOptions, "env" | "log" | "release">>,
  limits: FindTerraformOptions["limits"],
): Promise<FoundTerraform> => {
  const { env, log, release } = options;
  const platform = releasePlatform(process.platform, process.arch);
  if (platform === undefined) {
    throw new SetupError(
      `There is no Terraform for ${process.platform} on ${process.arch}; name another in TERRAFORM_BINARY_NAME.`,
    );
  }
  const cache = cacheFolder({ platform: process.platform, home: homedir(), env });
  const directory = join(cache, "terraform", `${release.version}_${platform}`);
  const binary = join(directory, process.platform === "win32" ? "terraform.exe" : "terraform");
  const cached = isProgram(binary) ? inspect(binary, env) : undefined;
  if (cached?.ok) return { ...cached.is, binary, origin: "cache" };
  log(`Downloading Terraform ${release.version} (30 MB, once) to ${directory} ...`);
  await installTerraform({
    release,
    platform,
    directory,
    baseUrl: env.CLAUDE_ACCESS_TERRAFORM_MIRROR || undefined,
    limits,
  });
  const fresh = inspect(binary, env);
  if (fresh.ok) return { ...fresh.is, binary, origin: "download" };
  throw new SetupError(`The downloaded Terraform in ${directory} cannot be used: ${fresh.why}.`);
};

/**
 * Finds Terraform or OpenTofu >= 1.11: the one that `TERRAFORM_BINARY_NAME` names, or `terraform` in PATH, or the one
 * in the user's cache; else downloads the pinned release into that cache, checked by SHA-256.
 * Throws a `SetupError` for a reader when none can be had.
 */
export const findTerraform = async (options: FindTerraformOptions = {}): Promise<FoundTerraform> => {
  const { env = process.env, log = () => undefined, release = TERRAFORM_RELEASE, limits } = options;
  const named = env.TERRAFORM_BINARY_NAME;
  if (named !== undefined && named !== "") return chosenByName(named, env);
  const binary = inPath(env);
  if (binary !== undefined) {
    const inspection = inspect(binary, env);
    if (inspection.ok) return { ...inspection.is, binary, origin: "PATH" };
    log(`${binary} is not used: ${inspection.why}.`);
  }
  return installed({ env, log, release }, limits);
};
