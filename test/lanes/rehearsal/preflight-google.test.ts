import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { SOUND } from "../../declaration/load";
import { CLEAN_REPORT } from "../../verify/google/acme-preflight";
import { CLEAN, GROUP } from "../../verify/google/acme-world";
import { FakeGoogle, TOKEN } from "../../verify/google/fake-google";

const ROOT = join(__dirname, "../../..");
const TSX = ["--import", join(ROOT, "node_modules/tsx/dist/loader.mjs")];
const run = promisify(execFile);

const google = new FakeGoogle();
let folder: string;
beforeAll(() => google.start());
afterAll(() => google.stop());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "preflight-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The environment of somebody who is signed in nowhere. */
const person = () => ({
  PATH: process.env.PATH,
  HOME: folder,
  TSX_TSCONFIG_PATH: join(ROOT, "tsconfig.json"),
  METADATA_SERVER_DETECTION: "none",
});

/** Credentials of a pipeline, as it has them: a file that names a token and the service that exchanges it. */
const federated = (): string => {
  const file = join(folder, "credentials.json");
  writeFileSync(join(folder, "token"), "header.claims.signature");
  const audience = "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/claude/providers/ci";
  const content = {
    type: "external_account",
    audience,
    subject_token_type: "urn:ietf:params:oauth:token-type:jwt",
    token_url: `${google.address}/token`,
    credential_source: { file: join(folder, "token") },
  };
  writeFileSync(file, JSON.stringify(content));
  return file;
};

test("the SDK's own transport and federated credentials of the environment do, and nothing is said beside the report", async () => {
  const token = { access_token: TOKEN, token_type: "Bearer", expires_in: 3600 };
  const issued = { ...token, issued_token_type: "urn:ietf:params:oauth:token-type:access_token" };
  google.play({ ...CLEAN, "/token": { json: issued } });
  const input = { project: "acme-claude", principals: [GROUP], endpoints: google.endpoints, deadlineMs: 20_000 };
  const child = [...TSX, join(__dirname, "preflight-child.ts"), JSON.stringify(input)];
  const env = { ...person(), GOOGLE_APPLICATION_CREDENTIALS: federated() };
  const { stdout, stderr } = await run(process.execPath, child, { cwd: folder, env, timeout: 30_000 });
  expect(JSON.parse(stdout)).toEqual(CLEAN_REPORT.filter(({ check }) => check !== "models"));
  expect(stderr).toBe("");
  expect(google.requests.filter((one) => one.includes("/token"))).toEqual(["POST /token"]);
}, 40_000);

test("refuses, as a command, an entry that is not declared", async () => {
  writeFileSync(join(folder, "access.yaml"), SOUND);
  const command = [...TSX, join(ROOT, "cli/claude-access.ts"), "preflight", "gcp-eu"];
  await expect(run(process.execPath, command, { cwd: folder, env: person(), timeout: 30_000 })).rejects.toMatchObject({
    code: 2,
    stdout: "",
    stderr: 'error: "gcp-eu" is not declared under providers; entries: aws-eu\n',
  });
}, 40_000);
