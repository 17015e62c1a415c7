import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { unzipSync } from "fflate";
import { SetupError } from "../setup-error";
import { DOWNLOAD_LIMITS, type DownloadLimits, download } from "./download";
import type { TerraformRelease } from "./terraform-release";

/** Where HashiCorp publishes Terraform. */
export const TERRAFORM_RELEASES_URL = "https://releases.hashicorp.com";

/** What `installTerraform` installs, from where and to where. */
export interface InstallTerraformOptions {
  readonly release: TerraformRelease;
  /** HashiCorp's name of the platform. @example "linux_amd64" */
  readonly platform: string;
  /** Folder that is to hold the program; created whole, or not at all. */
  readonly directory: string;
  /** A copy of `TERRAFORM_RELEASES_URL` that answers the same paths. @default TERRAFORM_RELEASES_URL */
  readonly baseUrl?: string;
  /** @default DOWNLOAD_LIMITS */
  readonly limits?: DownloadLimits;
}

const failure = (options: InstallTerraformOptions, url: string, reason: string): SetupError =>
  new SetupError(
    [
      `Terraform ${options.release.version} cannot be installed: ${reason}.`,
      `  from: ${url}`,
      "  Nothing was installed. Try again, or install Terraform >= 1.11 yourself (in PATH, or named by",
      "  TERRAFORM_BINARY_NAME), or name a mirror in CLAUDE_ACCESS_TERRAFORM_MIRROR. HTTPS_PROXY is not read.",
    ].join("\n"),
  );

const load = async (options: InstallTerraformOptions, url: string): Promise<Buffer> => {
  try {
    return await download(url, options.limits ?? DOWNLOAD_LIMITS);
  } catch (error) {
    throw failure(options, url, (error as Error).message);
  }
};

/**
 * The checksum that the zip file must have. A pinned one protects from whatever happens on the way and on the server.
 * One from the release's own list comes from the same place as the file: it protects from damage, not from a server
 * that lies; that rests on HTTPS.
 */
const expectedChecksum = async (options: InstallTerraformOptions, folder: string, file: string): Promise<string> => {
  const pinned = options.release.checksums[options.platform];
  if (pinned !== undefined) return pinned;
  const url = `${folder}/terraform_${options.release.version}_SHA256SUMS`;
  const lines = (await load(options, url)).toString("utf8").split("\n");
  const line = lines.find((each) => each.endsWith(`  ${file}`));
  const checksum = line?.slice(0, 64);
  if (checksum === undefined || !/^[0-9a-f]{64}$/.test(checksum))
    throw failure(options, url, `it does not list ${file}`);
  return checksum;
};

const unpack = (zip: Buffer, name: string): Uint8Array | undefined => {
  try {
    return unzipSync(zip, { filter: (file) => file.name === name })[name];
  } catch {
    return undefined;
  }
};

/** Writes the program into a folder beside the final one, and then gives that folder its name in one step. */
const place = (program: Uint8Array, name: string, directory: string): void => {
  mkdirSync(dirname(directory), { recursive: true });
  const draft = mkdtempSync(`${directory}.draft-`);
  try {
    writeFileSync(join(draft, name), program, { mode: 0o755, flush: true });
    rmSync(directory, { recursive: true, force: true });
    renameSync(draft, directory);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
};

/**
 * Downloads a release of Terraform, checks its SHA-256, and installs it; returns the path of the program.
 * Throws a `SetupError` that says what went wrong, and then leaves nothing behind.
 */
export const installTerraform = async (options: InstallTerraformOptions): Promise<string> => {
  const { release, platform, directory, baseUrl = TERRAFORM_RELEASES_URL } = options;
  const folder = `${baseUrl.replace(/\/+$/, "")}/terraform/${release.version}`;
  const file = `terraform_${release.version}_${platform}.zip`;
  const url = `${folder}/${file}`;
  const expected = await expectedChecksum(options, folder, file);
  const zip = await load(options, url);
  const actual = createHash("sha256").update(zip).digest("hex");
  if (actual !== expected) {
    throw failure(options, url, `its SHA-256 is wrong (it is ${actual}, it must be ${expected})`);
  }
  const name = platform.startsWith("windows_") ? "terraform.exe" : "terraform";
  const program = unpack(zip, name);
  if (program === undefined) throw failure(options, url, `the zip file does not hold ${name}`);
  place(program, name, directory);
  return join(directory, name);
};
