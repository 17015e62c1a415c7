import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installTerraform } from "../../../rehearsal/terraform/install-terraform";
import { type Answers, type ReleaseServer, sha256, startReleaseServer, zipOf } from "../support/release-server";

const VERSION = "1.11.4";
const ZIP_PATH = "/terraform/1.11.4/terraform_1.11.4_linux_amd64.zip";
const SUMS_PATH = "/terraform/1.11.4/terraform_1.11.4_SHA256SUMS";
const zip = zipOf(VERSION);
const sum = sha256(zip);
const sums = (checksum: string) =>
  Buffer.from(`${"0".repeat(64)}  terraform_1.11.4_darwin_arm64.zip\n${checksum}  terraform_1.11.4_linux_amd64.zip\n`);

let server: ReleaseServer | undefined;
let cache = "";
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), "install-terraform-"));
});
afterEach(async () => {
  rmSync(cache, { recursive: true });
  await server?.close();
  server = undefined;
});

const install = async (answers: Answers, checksums: Readonly<Record<string, string>> = { linux_amd64: sum }) => {
  server = await startReleaseServer(answers);
  return installTerraform({
    release: { version: VERSION, checksums },
    platform: "linux_amd64",
    directory: join(cache, "terraform", "1.11.4_linux_amd64"),
    baseUrl: server.url,
    limits: { stallMilliseconds: 200, maximumBytes: 131_072 },
  });
};

const refusal = (url: string, reason: string) =>
  `Terraform 1.11.4 cannot be installed: ${reason}.
  from: ${url}
  Nothing was installed. Try again, or install Terraform >= 1.11 yourself (in PATH, or named by
  TERRAFORM_BINARY_NAME), or name a mirror in CLAUDE_ACCESS_TERRAFORM_MIRROR. HTTPS_PROXY is not read.`;

const refused = async (
  answers: Answers,
  path: string,
  reason: string,
  checksums?: Readonly<Record<string, string>>,
) => {
  const error = await install(answers, checksums).catch((thrown: Error) => thrown);
  expect(error).toMatchObject({ name: "SetupError", message: refusal(`${server?.url}${path}`, reason) });
  expect(readdirSync(cache, { recursive: true })).toEqual([]);
};

test("installs the program, ready to run, and nothing beside it", async () => {
  const program = await install({ [ZIP_PATH]: zip });
  expect(program).toBe(join(cache, "terraform", "1.11.4_linux_amd64", "terraform"));
  expect(readFileSync(program, "utf8")).toBe('#!/bin/sh\necho "Terraform v1.11.4"\n');
  expect(statSync(program).mode & 0o777).toBe(0o755);
  expect(readdirSync(cache, { recursive: true }).sort()).toEqual([
    "terraform",
    join("terraform", "1.11.4_linux_amd64"),
    join("terraform", "1.11.4_linux_amd64", "terraform"),
  ]);
});

test("asks for the release's own list only where no checksum is pinned", async () => {
  await install({ [ZIP_PATH]: zip });
  const pinned = server?.asked;
  await server?.close();
  await install({ [ZIP_PATH]: zip, [SUMS_PATH]: sums(sum) }, {});
  expect([pinned, server?.asked]).toEqual([[ZIP_PATH], [SUMS_PATH, ZIP_PATH]]);
});

test("refuses a file with another checksum than the pinned one", async () => {
  const other = zipOf("6.6.6");
  await refused(
    { [ZIP_PATH]: other, [SUMS_PATH]: sums(sha256(other)) },
    ZIP_PATH,
    `its SHA-256 is wrong (it is ${sha256(other)}, it must be ${sum})`,
  );
});

test("refuses a file with another checksum than the release's list says", async () => {
  const listed = "1".repeat(64);
  const reason = `its SHA-256 is wrong (it is ${sum}, it must be ${listed})`;
  await refused({ [ZIP_PATH]: zip, [SUMS_PATH]: sums(listed) }, ZIP_PATH, reason, {});
});

test("refuses a release's list that is not there, or does not list the file", async () => {
  await refused({ [ZIP_PATH]: zip }, SUMS_PATH, "the server answered 404 Not Found", {});
  await server?.close();
  const reason = "it does not list terraform_1.11.4_linux_amd64.zip";
  await refused({ [ZIP_PATH]: zip, [SUMS_PATH]: Buffer.from("<html>sign in</html>") }, SUMS_PATH, reason, {});
});

test("refuses a truncated file", async () => {
  const cut: Answers = {
    [ZIP_PATH]: (response) => {
      response.writeHead(200, { "content-length": zip.length });
      response.write(zip.subarray(0, 100), () => response.destroy());
    },
  };
  await refused(cut, ZIP_PATH, "the file is truncated: the connection was cut");
});

test("refuses a truncated file whose length nobody announced", async () => {
  const part = zip.subarray(0, 100);
  await refused({ [ZIP_PATH]: part }, ZIP_PATH, `its SHA-256 is wrong (it is ${sha256(part)}, it must be ${sum})`);
});

test("refuses a file that is not there", async () => {
  await refused({}, ZIP_PATH, "the server answered 404 Not Found");
});

test("refuses a server that falls silent in the middle", async () => {
  const silent: Answers = {
    [ZIP_PATH]: (response) => {
      response.writeHead(200, { "content-length": zip.length });
      response.write(zip.subarray(0, 100));
    },
  };
  await refused(silent, ZIP_PATH, "no answer for 0.2 s");
});

test("refuses a server that never answers", async () => {
  await refused({ [ZIP_PATH]: () => undefined }, ZIP_PATH, "no answer for 0.2 s");
});

test("refuses a file without end", async () => {
  const endless: Answers = {
    [ZIP_PATH]: (response) => {
      const more = () => response.write(Buffer.alloc(60_000), more);
      more();
    },
  };
  await refused(endless, ZIP_PATH, "the file is larger than 0.125 MB");
});

test("refuses an archive without the program, and what is no archive", async () => {
  const [foreign, text] = [zipOf(VERSION, "tofu"), Buffer.from("<html>sign in</html>")];
  const reason = "the zip file does not hold terraform";
  await refused({ [ZIP_PATH]: foreign }, ZIP_PATH, reason, { linux_amd64: sha256(foreign) });
  await server?.close();
  await refused({ [ZIP_PATH]: text }, ZIP_PATH, reason, { linux_amd64: sha256(text) });
});

test("says that there is no network", async () => {
  server = await startReleaseServer({});
  const { url } = server;
  await server.close();
  const error = await installTerraform({
    release: { version: VERSION, checksums: { linux_amd64: sum } },
    platform: "linux_amd64",
    directory: join(cache, "terraform"),
    baseUrl: url,
  }).catch((thrown: Error) => thrown);
  expect(error).toMatchObject({ message: refusal(`${url}${ZIP_PATH}`, "the connection was refused") });
  expect(readdirSync(cache)).toEqual([]);
});
