import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { schemaFileOf } from "./plugin/load-stand-in";
import type { ProviderSchema } from "./plugin/schema";

const HERE = __dirname;
const SCHEMAS = join(HERE, "schemas");
const PROTO = join(HERE, "plugin");

/** A place in which Terraform finds the stand-ins instead of real providers. */
export interface Rehearsal {
  /** What Terraform and `cdktf` need in their environment, besides PATH and HOME. */
  readonly env: Readonly<Record<string, string>>;
  /** The rehearsal's cloud: one JSON file. Delete it and nothing exists any more. */
  readonly cloudFile: string;
}

const platform = (): string => {
  const os = process.platform === "win32" ? "windows" : process.platform;
  return `${os}_${process.arch === "x64" ? "amd64" : process.arch}`;
};

const sourceHash = (): string => {
  const hash = createHash("sha256").update(process.version);
  for (const folder of ["plugin", "behaviours"]) {
    for (const file of readdirSync(join(HERE, folder)).sort()) hash.update(readFileSync(join(HERE, folder, file)));
  }
  return hash.digest("hex").slice(0, 16);
};

/**
 * One JavaScript file of the plugin, made once a version of its sources: it starts in a third of the time.
 * Its name stays the same, and so does the wrapper that Terraform's lock file remembers by its hash.
 */
const bundle = async (directory: string): Promise<string> => {
  const file = join(directory, "stand-in.cjs");
  const stamp = join(directory, "stand-in.hash");
  const hash = sourceHash();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return file;
  const entry = ["ts", "js"].map((ending) => join(HERE, "plugin", `stand-in.${ending}`)).find(existsSync);
  const { build } = await import("esbuild");
  const next = `${file}.${process.pid}.tmp`;
  await build({ entryPoints: [entry ?? ""], outfile: next, bundle: true, platform: "node", target: "node20" });
  renameSync(next, file);
  writeFileSync(stamp, hash);
  return file;
};

const quote = (text: string): string => `'${text.replace(/'/g, "'\\''")}'`;

const writeWrapper = (directory: string, name: string, script: string, cloudFile: string): void => {
  const schema = JSON.parse(readFileSync(schemaFileOf(SCHEMAS, name), "utf8")) as ProviderSchema;
  const folder = join(directory, "mirror", ...schema.source.split("/"), schema.version, platform());
  mkdirSync(folder, { recursive: true });
  const variables = { STANDIN_NAME: name, STANDIN_SCHEMAS: SCHEMAS, STANDIN_PROTO: PROTO, STANDIN_CLOUD: cloudFile };
  const exports = Object.entries(variables).map(([key, value]) => `${key}=${quote(value)}`);
  const file = join(folder, `terraform-provider-${name}_v${schema.version}_x5`);
  const line = `exec env ${exports.join(" ")} ${quote(process.execPath)} ${quote(script)}`;
  writeFileSync(file, `#!/bin/sh\n# Rehearsal: a stand-in for provider ${name}; it calls no cloud.\n${line}\n`);
  chmodSync(file, 0o755);
};

/**
 * Prepares a folder in which real Terraform runs on stand-in providers: a filesystem mirror, a CLI configuration, and
 * the file that stands for the cloud.
 *
 * @param props.directory made if it is not there; a second call in the same folder keeps the cloud
 * @param props.providers names of the stand-ins, as in `schemas/`. @default aws
 */
export const prepareRehearsal = async (props: {
  readonly directory: string;
  readonly providers?: readonly string[];
}): Promise<Rehearsal> => {
  const directory = resolve(props.directory);
  mkdirSync(directory, { recursive: true });
  const cloudFile = join(directory, "rehearsal-cloud.json");
  const script = await bundle(directory);
  for (const name of props.providers ?? ["aws"]) writeWrapper(directory, name, script, cloudFile);
  const mirror = JSON.stringify(join(directory, "mirror"));
  const configuration = join(directory, "terraform.rc");
  writeFileSync(configuration, `provider_installation {\n  filesystem_mirror {\n    path = ${mirror}\n  }\n}\n`);
  return {
    cloudFile,
    env: {
      // CDKTF would link the stand-ins into the user's own plugin cache, where the next real deploy would find them.
      CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1",
      CDKTF_SKIP_PROVIDER_LOCK: "true",
      CHECKPOINT_DISABLE: "1",
      TF_CLI_CONFIG_FILE: configuration,
      TF_DISABLE_PLUGIN_TLS: "1",
      TF_IN_AUTOMATION: "1",
    },
  };
};
