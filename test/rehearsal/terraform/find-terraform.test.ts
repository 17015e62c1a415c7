import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findTerraform } from "../../../rehearsal/terraform/find-terraform";
import { releasePlatform } from "../../../rehearsal/terraform/terraform-release";
import { type ReleaseServer, sha256, startReleaseServer, zipOf } from "../support/release-server";

const platform = releasePlatform(process.platform, process.arch) ?? "";
const zip = zipOf("1.11.4");
const release = { version: "1.11.4", checksums: { [platform]: sha256(zip) } };
const limits = { stallMilliseconds: 1_000, maximumBytes: 100_000 };

let folder = "";
let server: ReleaseServer;
beforeAll(async () => {
  server = await startReleaseServer({ [`/terraform/1.11.4/terraform_1.11.4_${platform}.zip`]: zip });
});
afterAll(() => server.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "find-terraform-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A program in a folder of its own that prints something. */
const program = (place: string, prints: string, name = "terraform"): string => {
  mkdirSync(join(folder, place), { recursive: true });
  const file = join(folder, place, name);
  writeFileSync(file, `#!/bin/sh\necho "${prints}"\n`);
  chmodSync(file, 0o755);
  return file;
};

/** Finds with these variables; the stand-in programs need `sh` and `echo` only. */
const find = async (env: Readonly<Record<string, string>>) => {
  const said: string[] = [];
  const mirror = { XDG_CACHE_HOME: join(folder, "cache"), CLAUDE_ACCESS_TERRAFORM_MIRROR: server.url };
  const found = await findTerraform({ env: { ...mirror, ...env }, log: (line) => said.push(line), release, limits });
  return { found, said };
};
const cached = () => join(folder, "cache", "claude-code-access", "terraform", `1.11.4_${platform}`, "terraform");

test("takes the program that TERRAFORM_BINARY_NAME names, OpenTofu too", async () => {
  const binary = program("tofu", "OpenTofu v1.11.2", "tofu");
  const { found } = await find({ TERRAFORM_BINARY_NAME: binary, PATH: join(folder, "none") });
  expect(found).toEqual({ binary, product: "OpenTofu", version: "1.11.2", origin: "TERRAFORM_BINARY_NAME" });
});

test("takes a terraform in PATH that is new enough", async () => {
  const binary = program("new", "Terraform v1.13.0");
  const { found, said } = await find({ PATH: `${join(folder, "none")}:${join(folder, "new")}` });
  expect([found, said]).toEqual([{ binary, product: "Terraform", version: "1.13.0", origin: "PATH" }, []]);
});

test("downloads when there is none, and the second time takes that from the cache", async () => {
  const first = await find({ PATH: join(folder, "none") });
  const second = await find({ PATH: join(folder, "none") });
  const expected = { binary: cached(), product: "Terraform", version: "1.11.4" };
  expect([first, second]).toEqual([
    {
      found: { ...expected, origin: "download" },
      said: [`Downloading Terraform 1.11.4 (30 MB, once) to ${join(cached(), "..")} ...`],
    },
    { found: { ...expected, origin: "cache" }, said: [] },
  ]);
});

test("passes over a terraform in PATH that is too old, and says so", async () => {
  const old = program("old", "Terraform v1.9.8");
  const { found, said } = await find({ PATH: join(folder, "old") });
  expect([found.origin, said[0]]).toEqual([
    "download",
    `${old} is not used: it is Terraform 1.9.8, needed is 1.11.0 or later.`,
  ]);
});

test("replaces a program in the cache that does not run", async () => {
  const directory = join("cache", "claude-code-access", "terraform", `1.11.4_${platform}`);
  program(directory, "half a file");
  const { found } = await find({ PATH: join(folder, "none") });
  expect([found.origin, readdirSync(join(folder, directory))]).toEqual(["download", ["terraform"]]);
});

test.each([
  ["a program that is not there", "no/such/program", "there is no such program"],
  ["one that is too old", "OpenTofu v1.10.6", "it is OpenTofu 1.10.6, needed is 1.11.0 or later"],
  ["one that is something else", "Packer v1.12.0", "it does not say a version (exit code 0)"],
])("refuses a TERRAFORM_BINARY_NAME that names %s, without looking further", async (_, prints, why) => {
  const named = prints.startsWith("no/") ? prints : program("named", prints);
  const error = await find({ TERRAFORM_BINARY_NAME: named }).catch((thrown: Error) => thrown);
  expect(error).toMatchObject({
    name: "SetupError",
    message:
      `TERRAFORM_BINARY_NAME names "${named}", which cannot be used: ${why}.\n` +
      "  Name a Terraform or OpenTofu >= 1.11, or unset TERRAFORM_BINARY_NAME.",
  });
});
