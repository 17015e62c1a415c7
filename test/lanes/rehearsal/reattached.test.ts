import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Reattached, startReattached } from "../../../rehearsal/start-reattached";

jest.setTimeout(60_000);

const TRUST = '{"Version":"2012-10-17","Statement":[]}';
let folder: string;
let cloudFile: string;
let reattached: Reattached;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "reattached-"));
  cloudFile = join(folder, "cloud.json");
  reattached = await startReattached({ cloudFile, providers: ["aws", "google", "azapi"] });
});
afterAll(() => {
  reattached.close();
  rmSync(folder, { recursive: true, force: true });
});

const terraform = async (place: string, ...args: string[]): Promise<string> => {
  const env = { PATH: process.env.PATH, HOME: folder, ...reattached.env };
  const program = process.env.TERRAFORM_BINARY_NAME ?? "terraform";
  return (await promisify(execFile)(program, [...args, "-no-color"], { cwd: place, env, timeout: 30_000 })).stdout;
};
const write = async (name: string, configuration: object): Promise<string> => {
  const place = join(folder, name);
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, "main.tf.json"), JSON.stringify(configuration));
  await terraform(place, "init");
  return place;
};
const things = (): string[] => Object.keys(JSON.parse(readFileSync(cloudFile, "utf8"))).sort();
const role = (values: object) => ({ name: "a", assume_role_policy: TRUST, ...values });

test("one process serves several providers, and every provider block has its own account", async () => {
  const place = await write("two-accounts", {
    terraform: { required_providers: { aws: { source: "hashicorp/aws" }, google: { source: "hashicorp/google" } } },
    provider: {
      aws: [
        { region: "eu-central-1", allowed_account_ids: ["111122223333"] },
        { alias: "other", region: "us-east-1", allowed_account_ids: ["444455556666"] },
      ],
      google: { project: "p" },
    },
    resource: {
      aws_iam_role: { one: role({}), other: role({ provider: "aws.other" }) },
      google_service_account: { a: { account_id: "claude-a" } },
    },
  });
  expect(await terraform(place, "apply", "-auto-approve")).toContain("Resources: 3 added, 0 changed, 0 destroyed.");
  expect(things()).toEqual([
    "aws_iam_role/111122223333/a",
    "aws_iam_role/444455556666/a",
    expect.stringMatching(/^google_service_account\//),
  ]);
  expect(await terraform(place, "plan", "-detailed-exitcode")).toContain("No changes.");
  expect(await terraform(place, "destroy", "-auto-approve")).toContain("Resources: 3 destroyed.");
  expect(things()).toEqual([]);
});

test("another text of the same policy is no change, another policy is an update in place", async () => {
  const configuration = (assume_role_policy: string) => ({
    terraform: { required_providers: { aws: { source: "hashicorp/aws" } } },
    provider: { aws: { region: "eu-central-1", default_tags: { tags: { owner: "platform" } } } },
    resource: { aws_iam_role: { a: role({ name: "text", assume_role_policy }) } },
  });
  const place = await write("texts", configuration(TRUST));
  await terraform(place, "apply", "-auto-approve");
  await write("texts", configuration('{ "Statement": [], "Version": "2012-10-17" }'));
  expect(await terraform(place, "plan")).toContain("No changes.");
  await write("texts", configuration('{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"x"}]}'));
  expect(await terraform(place, "plan")).toContain("Plan: 0 to add, 1 to change, 0 to destroy.");
  await terraform(place, "destroy", "-auto-approve");
});

test("a dynamic body that only an apply knows in part is planned, applied and planned again without a change", async () => {
  const azapi = (body: object) => ({ type: "Microsoft.X/y@2025-01-01", parent_id: "/subscriptions/1", ...body });
  const place = await write("dynamic", {
    terraform: { required_providers: { azapi: { source: "azure/azapi" } } },
    provider: { azapi: {} },
    resource: {
      azapi_resource: {
        first: azapi({ name: "a", body: { list: [1, "two", null] } }),
        second: azapi({ name: "b", body: { of: "${azapi_resource.first.id}" }, retry: { error_message_regex: ["x"] } }),
      },
    },
  });
  expect(await terraform(place, "apply", "-auto-approve")).toContain("Resources: 2 added, 0 changed, 0 destroyed.");
  expect(await terraform(place, "plan", "-detailed-exitcode")).toContain("No changes.");
  await terraform(place, "destroy", "-auto-approve");
});
