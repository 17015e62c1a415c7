import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadStandIn } from "../../../rehearsal/plugin/load-stand-in";
import type { StandIn } from "../../../rehearsal/plugin/provider";
import { conform } from "../../../rehearsal/plugin/shape";
import type { Values } from "../../../rehearsal/plugin/values";

const SCHEMAS = join(__dirname, "..", "..", "..", "rehearsal", "schemas");
const GONE = 2 ** 30;
const TRUST = '{"Statement":[],"Version":"2012-10-17"}';

let folder: string;
let cloudFile: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "provider-"));
  cloudFile = join(folder, "cloud.json");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const standIn = (account = "111122223333", name = "aws"): StandIn => {
  const made = loadStandIn({ name, schemaFolder: SCHEMAS, cloudFile });
  made.configure(conform(made.schema.provider.block, { region: "eu-central-1", allowed_account_ids: [account] }));
  return made;
};

/** Plans and applies a new thing; the thing, or the first refusal. */
const create = async (provider: StandIn, type: string, values: Values): Promise<Values> => {
  const config = conform(provider.block(type), values);
  const planned = provider.plan(type, config, null, config);
  const made = await provider.apply(type, null, planned.values);
  return "refusals" in made ? { refused: made.refusals[0] } : { ...made.values, warning: made.warning?.summary };
};
const role = (provider: StandIn, name: string, more: Values = {}) =>
  create(provider, "aws_iam_role", { name, assume_role_policy: TRUST, ...more });
const remove = async (provider: StandIn, type: string, prior: Values): Promise<unknown> => {
  const answer = await provider.apply(type, prior, null);
  return "refusals" in answer ? answer.refusals[0] : answer.values;
};

test("a role gets what AWS would choose, with the declared account, and is planned again without a change", async () => {
  const provider = standIn();
  const made = await role(provider, "a", { tags: { team: "x" } });
  const expected = {
    arn: "arn:aws:iam::111122223333:role/a",
    assume_role_policy: TRUST,
    create_date: "2000-01-01T00:00:00Z",
    description: null,
    force_detach_policies: false,
    id: "a",
    inline_policy: [],
    managed_policy_arns: [],
    max_session_duration: 3600,
    name: "a",
    name_prefix: "",
    path: "/",
    permissions_boundary: null,
    tags: { team: "x" },
    tags_all: { team: "x" },
    unique_id: expect.stringMatching(/^AROAREHEARSAL[0-9A-F]{8}$/),
  };
  expect(made).toEqual({ ...expected, warning: undefined });
  const prior = await provider.read("aws_iam_role", made);
  const config = conform(provider.block("aws_iam_role"), {
    name: "a",
    assume_role_policy: TRUST,
    tags: { team: "x" },
  });
  expect(prior).toEqual(expected);
  expect(provider.plan("aws_iam_role", config, prior, { ...prior, ...nonNull(config) })).toEqual({
    values: expected,
    replaces: [],
  });
});
const nonNull = (values: Values): Values => Object.fromEntries(Object.entries(values).filter(([, value]) => value));

test("refuses a second role of one name in an account, whatever its case, and not in another account", async () => {
  await role(standIn(), "a");
  expect(await role(standIn(), "A")).toEqual({
    refused: {
      summary: "rehearsal (no cloud was called): creating aws_iam_role",
      detail: "EntityAlreadyExists: 111122223333/a exists already",
    },
  });
  const other = await role(standIn("444455556666"), "a");
  expect([other.arn, other.unique_id === (await standIn().import("aws_iam_role", "a"))?.unique_id]).toEqual([
    "arn:aws:iam::444455556666:role/a",
    false,
  ]);
});

test("refuses to delete a role with policies, unless it is told to detach them", async () => {
  const provider = standIn();
  const kept = await role(provider, "a");
  const forced = await role(provider, "b", { force_detach_policies: true });
  for (const name of ["a", "b"])
    await create(provider, "aws_iam_role_policy", { name: "p", role: name, policy: TRUST });
  expect([await remove(provider, "aws_iam_role", kept), await remove(provider, "aws_iam_role", forced)]).toEqual([
    {
      summary: "rehearsal (no cloud was called): deleting aws_iam_role",
      detail: "DeleteConflict: role a still has aws_iam_role_policy/111122223333/a:p",
    },
    null,
  ]);
  expect(await provider.read("aws_iam_role_policy", { name: "p", role: "b" })).toBeNull();
});

test("refuses to delete a permission set that is assigned, and to hang anything on one that is not there", async () => {
  const provider = standIn();
  const instance_arn = "arn:aws:sso:::instance/ssoins-1";
  const set = await create(provider, "aws_ssoadmin_permission_set", { name: "a", instance_arn });
  const assignment = {
    instance_arn,
    permission_set_arn: set.arn,
    principal_id: "g",
    principal_type: "GROUP",
    target_id: "111122223333",
    target_type: "AWS_ACCOUNT",
  };
  await create(provider, "aws_ssoadmin_account_assignment", assignment);
  const lost = { ...assignment, permission_set_arn: "arn:aws:sso:::permissionSet/ssoins-1/ps-0" };
  expect([
    await remove(provider, "aws_ssoadmin_permission_set", set),
    (await create(provider, "aws_ssoadmin_account_assignment", lost)).refused,
  ]).toEqual([
    {
      summary: "rehearsal (no cloud was called): deleting aws_ssoadmin_permission_set",
      detail: "ConflictException: permission set a is still assigned",
    },
    {
      summary: "rehearsal (no cloud was called): creating aws_ssoadmin_account_assignment",
      detail: "ResourceNotFoundException: permission set arn:aws:sso:::permissionSet/ssoins-1/ps-0 not found",
    },
  ]);
});

test("takes over what a killed apply left, says so, and refuses it once Terraform has taken note", async () => {
  await role(standIn(), "a");
  writeFileSync(`${cloudFile}.unconfirmed`, JSON.stringify({ "aws_iam_role/111122223333/a": GONE }));
  const again = await role(standIn(), "a");
  expect(again.warning).toBe("rehearsal (no cloud was called): took over aws_iam_role");

  writeFileSync(`${cloudFile}.unconfirmed`, JSON.stringify({ "aws_iam_role/111122223333/a": GONE }));
  await standIn().read("aws_iam_role", { name: "a" });
  expect(await role(standIn(), "a")).toEqual({ refused: expect.objectContaining({ detail: expect.any(String) }) });
});

test("refuses what another apply is making at the same time; one that ends in good order leaves nothing open", async () => {
  const maker = standIn();
  await role(maker, "a");
  const open = () => JSON.parse(readFileSync(`${cloudFile}.unconfirmed`, "utf8")) as unknown;
  const during = [await role(standIn(), "a"), open()];
  await maker.confirm();
  expect([during, open()]).toEqual([
    [
      { refused: expect.objectContaining({ detail: "EntityAlreadyExists: 111122223333/a exists already" }) },
      { "aws_iam_role/111122223333/a": process.pid },
    ],
    {},
  ]);
});

test("refuses to update what is gone", async () => {
  const provider = standIn();
  const made = await role(provider, "a");
  await remove(provider, "aws_iam_role", made);
  expect(await provider.apply("aws_iam_role", made, made)).toEqual({
    refusals: [
      {
        summary: "rehearsal (no cloud was called): updating aws_iam_role",
        detail: "NoSuchEntity: 111122223333/a is gone",
      },
    ],
  });
});

test("refuses a write-only value from a client that cannot keep it out of its state", () => {
  const provider = standIn();
  const type = "aws_ssm_parameter";
  const config = conform(provider.block(type), { name: "/a", type: "String", value_wo: "x", value_wo_version: 1 });
  expect([provider.validate(type, config, true), provider.validate(type, config, false)]).toEqual([
    [],
    [
      {
        summary: "rehearsal (no cloud was called): Invalid aws_ssm_parameter",
        detail: '"value_wo" is write-only, which needs Terraform 1.11 or later.',
      },
    ],
  ]);
});

test("refuses a policy that is no JSON", () => {
  const provider = standIn();
  const config = conform(provider.block("aws_iam_role"), { name: "a", assume_role_policy: "{" });
  expect(provider.validate("aws_iam_role", config)).toEqual([
    {
      summary: "rehearsal (no cloud was called): Invalid aws_iam_role",
      detail: '"assume_role_policy" contains an invalid JSON policy.',
    },
  ]);
});

test("two things of a type about which nothing is known may have the same content", async () => {
  const provider = standIn("", "anthropic");
  const one = await create(provider, "anthropic_workspace", { name: "a" });
  const other = await create(provider, "anthropic_workspace", { name: "a" });
  expect([one.refused, other.refused, one.id === other.id]).toEqual([undefined, undefined, false]);
});
