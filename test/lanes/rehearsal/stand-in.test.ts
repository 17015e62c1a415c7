import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { prepareRehearsal, type Rehearsal } from "../../../rehearsal/prepare-rehearsal";

const run = promisify(execFile);
const SECRET = "s3cr3t-canary-value";
const TRUST = '{"Version":"2012-10-17","Statement":[]}';

let folder: string;
let rehearsal: Rehearsal;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "stand-in-"));
  rehearsal = await prepareRehearsal({
    directory: join(folder, "stand-ins"),
    providers: ["aws", "azapi", "anthropic"],
  });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const terraform = async (place: string, ...args: string[]): Promise<string> => {
  const env = { PATH: process.env.PATH, HOME: folder, ...rehearsal.env, TF_VAR_value: SECRET };
  const { stdout } = await run(process.env.TERRAFORM_BINARY_NAME ?? "terraform", args, {
    cwd: place,
    env,
    timeout: 60_000,
  });
  return stdout;
};

/** Applies a configuration in a folder of its own, or again in the same one. */
const apply = async (name: string, configuration: object): Promise<{ place: string; printed: string }> => {
  const place = join(folder, name);
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, "main.tf.json"), JSON.stringify(configuration));
  await terraform(place, "init", "-no-color", "-input=false");
  return { place, printed: await terraform(place, "apply", "-no-color", "-auto-approve") };
};
const aws = (resource: object, more: object = {}) => ({
  terraform: { required_providers: { aws: { source: "hashicorp/aws", version: ">= 5.100.0, < 7.0.0" } } },
  provider: { aws: { region: "eu-central-1", allowed_account_ids: ["111122223333"] } },
  resource,
  ...more,
});
const role = (values: object) => ({ aws_iam_role: { r: { assume_role_policy: TRUST, ...values } } });
const planOf = async (place: string): Promise<[string, string[], unknown][]> => {
  await terraform(place, "plan", "-no-color", "-out=plan");
  const plan = JSON.parse(await terraform(place, "show", "-json", "plan")) as {
    resource_changes: { address: string; change: { actions: string[]; replace_paths?: unknown } }[];
  };
  return plan.resource_changes.map(({ address, change }) => [address, change.actions, change.replace_paths]);
};

test.each([
  [
    "an unknown argument",
    { name: "a", colour: "red" },
    /extraneous JSON object property|unsupported argument|"colour"/i,
  ],
  ["a mistyped argument", { name: "a", max_session_duration: "soon" }, /a number is required/],
  ["a missing argument", { name: "a", assume_role_policy: null }, /The argument "assume_role_policy" is required/],
  ["arguments that exclude each other", { name: "a", name_prefix: "b" }, /"name": conflicts with name_prefix/],
])(
  "refuses %s",
  async (_what, values, message) => {
    const failed = await apply(`refused-${String(_what).replace(/ /g, "-")}`, aws(role(values))).then(
      () => "",
      (error: { stdout?: string; stderr?: string }) => `${error.stdout}${error.stderr}`.replace(/\s*│?\s+/g, " "),
    );
    expect(failed).toMatch(message);
  },
  60_000,
);

test("a write-only value is nowhere in the state, the plan or the cloud", async () => {
  const { place } = await apply(
    "write-only",
    aws(
      {
        aws_secretsmanager_secret: { s: { name: "claude/key" } },
        aws_secretsmanager_secret_version: {
          s: {
            secret_id: "${aws_secretsmanager_secret.s.id}",
            secret_string_wo: "${var.value}",
            secret_string_wo_version: 1,
          },
        },
      },
      { variable: { value: { type: "string", ephemeral: true, sensitive: true } } },
    ),
  );
  expect(await planOf(place)).toEqual([
    ["aws_secretsmanager_secret.s", ["no-op"], undefined],
    ["aws_secretsmanager_secret_version.s", ["no-op"], undefined],
  ]);
  const kept = [join(place, "terraform.tfstate"), join(place, "plan"), rehearsal.cloudFile].map((file) =>
    readFileSync(file, "latin1"),
  );
  expect(kept.filter((text) => text.includes(SECRET))).toEqual([]);
}, 60_000);

test("a changed name replaces a role, a changed description updates it, and drift is put right", async () => {
  const { place } = await apply("changes", aws(role({ name: "one", description: "a" })));
  const plan = async (values: object) => {
    writeFileSync(join(place, "main.tf.json"), JSON.stringify(aws(role(values))));
    return planOf(place);
  };
  expect(await plan({ name: "one", description: "b" })).toEqual([["aws_iam_role.r", ["update"], undefined]]);
  expect(await plan({ name: "two", description: "a" })).toEqual([["aws_iam_role.r", ["delete", "create"], [["name"]]]]);
  const cloud = JSON.parse(readFileSync(rehearsal.cloudFile, "utf8")) as Record<string, Record<string, unknown>>;
  Object.assign(cloud["aws_iam_role/111122223333/one"] ?? {}, { description: "changed by hand" });
  writeFileSync(rehearsal.cloudFile, JSON.stringify(cloud));
  expect(await plan({ name: "one", description: "a" })).toEqual([["aws_iam_role.r", ["update"], undefined]]);
  await terraform(place, "destroy", "-no-color", "-auto-approve");
}, 90_000);

test("protocol 6 carries azapi's dynamic body and anthropic's nested attributes", async () => {
  const { place, printed } = await apply("protocol-6", {
    terraform: {
      required_providers: {
        azapi: { source: "azure/azapi", version: "2.12.0" },
        anthropic: { source: "ippontech/anthropic", version: "1.45.0" },
      },
    },
    provider: { azapi: {}, anthropic: { admin_api_key: "not-a-key" } },
    resource: {
      azapi_resource: {
        d: {
          type: "Microsoft.CognitiveServices/accounts/deployments@2025-10-01-preview",
          name: "claude",
          parent_id: "/subscriptions/1/x",
          body: { sku: { name: "GlobalStandard", capacity: 10 }, properties: { model: { format: "Anthropic" } } },
        },
      },
      anthropic_workspace: { w: { name: "claude", data_residency: { workspace_geo: "us" } } },
    },
  });
  expect(printed).toContain("Resources: 2 added, 0 changed, 0 destroyed.");
  expect((await planOf(place)).map(([address, actions]) => [address, actions])).toEqual([
    ["anthropic_workspace.w", ["no-op"]],
    ["azapi_resource.d", ["no-op"]],
  ]);
}, 60_000);

test("what a stand-in refuses says that it is a rehearsal", async () => {
  await apply("first", aws(role({ name: "taken" })));
  const failed = await apply("second", aws(role({ name: "TAKEN" }))).catch((error: { stderr?: string }) =>
    String(error.stderr),
  );
  expect(failed).toMatch(/rehearsal \(no cloud was called\): creating aws_iam_role.*EntityAlreadyExists/s);
}, 60_000);
