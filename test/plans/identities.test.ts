import { type Identity, identitiesOf } from "../../plans/identities";
import type { JsonObject } from "../../plans/json-value";
import { readPlan } from "../../plans/read-plan";
import { known } from "../policies/support/case-table";

/** A resource of a plan of HCL: what it holds, and what each unknown argument refers to. */
interface Planned {
  readonly address: string;
  readonly values?: JsonObject;
  readonly references?: Readonly<Record<string, readonly string[]>>;
}

const typeOf = (address: string): string =>
  address.replace(/^(?:module\.\w+(?:\[[^\]]*\])?\.)*/, "").split(".")[0] ?? "";
const plain = (address: string): string => address.replace(/\[[^\]]*\]/g, "");

/** `configuration` as Terraform writes it: modules below their calls, references without keys. */
const configurationOf = (planned: readonly Planned[]): JsonObject => {
  const stated = (prefix: string) =>
    planned
      .filter(
        ({ address }) =>
          plain(address).startsWith(prefix) && plain(address).slice(prefix.length).split(".").length === 2,
      )
      .map(({ address, references = {} }) => ({
        address: plain(address).slice(prefix.length),
        provider_config_key: "aws",
        expressions: Object.fromEntries(Object.entries(references).map(([key, to]) => [key, { references: to }])),
      }));
  return {
    root_module: { resources: stated(""), module_calls: { team: { module: { resources: stated("module.team.") } } } },
  } as unknown as JsonObject;
};

const identitiesIn = (...planned: readonly Planned[]): readonly Identity[] => {
  const resource_changes = planned.map(({ address, values = {}, references = {} }) => ({
    ...{ address, mode: "managed", type: typeOf(address) },
    change: {
      ...{ actions: ["create"], after: values, after_sensitive: {} },
      after_unknown: Object.fromEntries(Object.keys(references).map((argument) => [argument, true])),
    },
  }));
  const json = { format_version: "1.2", resource_changes, configuration: configurationOf(planned) };
  return identitiesOf(known(readPlan(JSON.stringify(json))));
};

/** Texts of the policies of each identity, by its address. */
const grantsIn = (...planned: readonly Planned[]): Record<string, unknown> =>
  Object.fromEntries(
    identitiesIn(...planned).map(({ address, grants, foreign }) => [
      address,
      [
        ...grants.map((grant) => (grant.state === "known" ? grant.text : grant.state)),
        ...foreign.map(({ policy }) => policy),
      ],
    ]),
  );

const role = (address: string): Planned => ({ address, values: { assume_role_policy: "{}" } });
const policy = (address: string, text: string): Planned => ({ address, values: { policy: text } });
const inline = (address: string, text: string, to = "aws_iam_role.this"): Planned => ({
  ...{ address, values: { policy: text } },
  references: { role: ["each.key", `${to}.name`, to] },
});
const attached = (address: string): Planned => ({
  address,
  references: { role: ["aws_iam_role.this"], policy_arn: ["aws_iam_policy.this"] },
});

test("a policy made for each key is given to the role of its own key", () => {
  expect(
    grantsIn(
      ...[role('aws_iam_role.this["a"]'), role('aws_iam_role.this["b"]')],
      ...[inline('aws_iam_role_policy.this["a"]', "A"), inline('aws_iam_role_policy.this["b"]', "B")],
    ),
  ).toEqual({ 'aws_iam_role.this["a"]': ["A"], 'aws_iam_role.this["b"]': ["B"] });
});

test("roles and policies that are counted find each other by their numbers", () => {
  expect(
    grantsIn(
      ...[role("aws_iam_role.this[0]"), role("aws_iam_role.this[1]")],
      ...[policy("aws_iam_policy.this[0]", "A"), policy("aws_iam_policy.this[1]", "B")],
      ...[attached("aws_iam_role_policy_attachment.this[1]"), attached("aws_iam_role_policy_attachment.this[0]")],
    ),
  ).toEqual({ "aws_iam_role.this[0]": ["A"], "aws_iam_role.this[1]": ["B"] });
});

test("what a module attaches stays within the module's own instance", () => {
  const team = (key: string) => [
    role(`module.team["${key}"].aws_iam_role.this`),
    policy(`module.team["${key}"].aws_iam_policy.this`, key),
    attached(`module.team["${key}"].aws_iam_role_policy_attachment.this`),
  ];
  expect(grantsIn(...team("a"), ...team("b.c"))).toEqual({
    'module.team["a"].aws_iam_role.this': ["a"],
    'module.team["b.c"].aws_iam_role.this': ["b.c"],
  });
});

test("one role that is counted is found without its number", () => {
  expect(grantsIn(role("aws_iam_role.this[0]"), inline("aws_iam_role_policy.app", "A"))).toEqual({
    "aws_iam_role.this[0]": ["A"],
  });
});

test("a policy that names one instance by its key is given to that one", () => {
  expect(
    grantsIn(
      ...[role('aws_iam_role.this["a"]'), role('aws_iam_role.this["b"]')],
      inline("aws_iam_role_policy.one", "B", 'aws_iam_role.this["b"]'),
      inline('aws_iam_role_policy.each["b"]', "A", 'aws_iam_role.this["a"]'),
    ),
  ).toEqual({ 'aws_iam_role.this["a"]': ["A"], 'aws_iam_role.this["b"]': ["B"] });
});

test("what is attached to a module's role is found in the module, and in its instance where the reference says so", () => {
  const roles = [role('module.team["a"].aws_iam_role.this'), role('module.team["b"].aws_iam_role.this')];
  const [first, second] = ['module.team["a"].aws_iam_role.this', 'module.team["b"].aws_iam_role.this'];
  expect(grantsIn(...roles, inline("aws_iam_role_policy.one", "A", 'module.team["b"]'))).toEqual({
    [first]: [],
    [second]: ["A"],
  });
  expect(grantsIn(...roles, inline('aws_iam_role_policy.each["a"]', "A", "module.team"))).toEqual({
    [first]: ["A"],
    [second]: [],
  });
  expect(grantsIn(...roles, inline("aws_iam_role_policy.any", "A", "module.team"))).toEqual({
    [first]: ["A"],
    [second]: ["A"],
  });
});

test("a grant that could be one of very many roles' stands by itself, and costs no more than they do", () => {
  const roles = Array.from({ length: 65 }, (_, at) => role(`aws_iam_role.this[${at}]`));
  const grants = grantsIn(...roles, inline("aws_iam_role_policy.any", "A"));
  expect(grants["aws_iam_role_policy.any"]).toEqual(["A"]);
  expect(grants["aws_iam_role.this[0]"]).toEqual([]);
});

test("no grant is lost where it could be any role's: all of them have it", () => {
  expect(
    grantsIn(
      ...[role('aws_iam_role.this["a"]'), role('aws_iam_role.this["b"]')],
      inline('aws_iam_role_policy.this["a-read"]', "A"),
    ),
  ).toEqual({ 'aws_iam_role.this["a"]': ["A"], 'aws_iam_role.this["b"]': ["A"] });
});

test("a boundary that could be another's is not counted on", () => {
  const set = (key: string): Planned => ({ address: `aws_ssoadmin_permission_set.this["${key}"]` });
  const boundary = (key: string): Planned => ({
    address: `aws_ssoadmin_permissions_boundary_attachment.this["${key}"]`,
    values: { permissions_boundary: [{ managed_policy_arn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }] },
    references: { permission_set_arn: ["aws_ssoadmin_permission_set.this"] },
  });
  const boundaries = (key: string) =>
    identitiesIn(set("a"), set("b"), boundary(key)).map((identity) => identity.boundary);
  expect(boundaries("b")).toEqual([undefined, "arn:aws:iam::aws:policy/ReadOnlyAccess"]);
  expect(boundaries("c")).toEqual([undefined, undefined]);
});

test("a role that is not in the plan is made up from what attaches to it", () => {
  expect(grantsIn(inline("aws_iam_role_policy.app", "A", "aws_iam_role.elsewhere"))).toEqual({
    "aws_iam_role_policy.app": ["A"],
  });
});
