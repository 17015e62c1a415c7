import { rmSync } from "node:fs";
import { join } from "node:path";
import { TerraformRun } from "./terraform-run";

const START = `organization: acme
models:
  everyday: { opus: claude-opus-4-8, sonnet: claude-sonnet-5 }
  frugal: { sonnet: claude-sonnet-4-6 }
providers:
  aws-eu:
    route: bedrock
    account: "111122223333"
    region: eu-central-1
    geography: eu
    signIn: { identityCenter: { region: eu-central-1, startUrl: https://acme.awsapps.com/start } }
    permissionsBoundary: arn:aws:iam::111122223333:policy/acme-boundary
teams:
  payments:
    uses: aws-eu
    models: everyday
    people: { group: claude-payments }
    ci: { deploy: { github: { repository: acme/payments, ownerId: 9919, repositoryId: 71, environment: production } } }
  support:
    uses: aws-eu
    models: frugal
    people: { group: claude-support }
    workloads: { triage: { ec2: {} } }
`;
const SUPPORT = START.slice(START.indexOf("  support:"));

let terraform: TerraformRun;
beforeEach(async () => {
  terraform = await TerraformRun.start();
  terraform.synth(START);
}, 60_000);
afterEach(() => terraform.stop());

const applied = async (): Promise<void> => {
  await terraform.apply("shared-111122223333");
  await terraform.apply("aws-eu");
};

const PEOPLE = (team: string) => [
  `aws_ssoadmin_account_assignment.${team}_people`,
  `aws_ssoadmin_permission_set.${team}_people`,
  `aws_ssoadmin_permission_set_inline_policy.${team}_people`,
  `aws_ssoadmin_permissions_boundary_attachment.${team}_people`,
];
const all = (addresses: readonly string[], ...actions: string[]) =>
  Object.fromEntries(addresses.map((address) => [address, actions]));

test("an apply makes everything, a second plan finds nothing to do, a destroy leaves nothing", async () => {
  await applied();
  expect(await terraform.plan("aws-eu")).toEqual({});
  expect(await terraform.plan("shared-111122223333")).toEqual({});
  expect(terraform.things().length).toBe(14);
  for (const stack of ["aws-eu", "shared-111122223333"]) {
    await terraform.terraform(stack, "destroy", "-no-color", "-auto-approve");
  }
  expect(terraform.things()).toEqual([]);
}, 120_000);

test("another model changes the documents of the teams that have it, and nothing else", async () => {
  await applied();
  terraform.synth(START.replace("sonnet: claude-sonnet-5", "sonnet: claude-sonnet-4-6"));
  expect(await terraform.plan("aws-eu")).toEqual(
    all(
      ["aws_iam_role_policy.payments_ci_deploy", "aws_ssoadmin_permission_set_inline_policy.payments_people"],
      "update",
    ),
  );
}, 120_000);

test("a team that is removed takes its own resources along", async () => {
  await applied();
  terraform.synth(START.replace(SUPPORT, ""));
  expect(await terraform.plan("aws-eu")).toEqual(
    all(
      [
        "aws_iam_instance_profile.support_workload_triage",
        "aws_iam_role.support_workload_triage",
        "aws_iam_role_policy.support_workload_triage",
        ...PEOPLE("support"),
      ],
      "delete",
    ),
  );
}, 120_000);

test("a rename with formerly moves everything, and changes only what shows the name", async () => {
  await applied();
  terraform.synth(START.replace("  payments:\n", "  cards:\n    formerly: payments\n"));
  expect(await terraform.plan("aws-eu")).toEqual(
    all(["aws_iam_role.cards_ci_deploy", "aws_ssoadmin_permission_set.cards_people"], "update"),
  );
  await terraform.apply("aws-eu");
  expect(await terraform.plan("aws-eu")).toEqual({});
}, 120_000);

test("two renames, each applied or not, move what the first name made, and replace nothing", async () => {
  const renamed = (name: string, formerly: string) =>
    START.replace("  payments:\n", `  ${name}:\n    formerly: ${formerly}\n`);
  const shown = (team: string) =>
    all([`aws_iam_role.${team}_ci_deploy`, `aws_ssoadmin_permission_set.${team}_people`], "update");
  await applied();
  const things = terraform.things().sort();
  terraform.synth(renamed("tills", "[cards, payments]"));
  expect(await terraform.plan("aws-eu")).toEqual(shown("tills"));
  terraform.synth(renamed("cards", "payments"));
  await terraform.apply("aws-eu");
  terraform.synth(renamed("tills", "[cards, payments]"));
  expect(await terraform.plan("aws-eu")).toEqual(shown("tills"));
  await terraform.apply("aws-eu");
  expect(await terraform.plan("aws-eu")).toEqual({});
  terraform.synth(renamed("payments", "[tills, cards, payments]"));
  expect(await terraform.plan("aws-eu")).toEqual(shown("payments"));
  await terraform.apply("aws-eu");
  terraform.synth(START);
  expect(await terraform.plan("aws-eu")).toEqual({});
  expect(terraform.things().sort()).toEqual(things);
}, 180_000);

test("a team's name between two others may go from the list when every state knows the last one", async () => {
  await applied();
  terraform.synth(START.replace("  payments:\n", "  tills:\n    formerly: [cards, payments]\n"));
  await terraform.apply("aws-eu");
  const once = START.replace("  payments:\n", "  tills:\n    formerly: payments\n");
  terraform.synth(`${once}${SUPPORT.replace("support:", "cards:")}`);
  const changes = await terraform.plan("aws-eu");
  expect(new Set(Object.values(changes).flat())).toEqual(new Set(["create"]));
  expect(Object.keys(changes).filter((address) => !address.includes(".cards_"))).toEqual([]);
}, 120_000);

test("with the last pipeline of an account goes its issuer, by the deploys that there are anyway, and nothing else", async () => {
  await applied();
  terraform.synth(START.replace(/ {4}ci: .*\n/, ""));
  expect(await terraform.plan("shared-111122223333")).toEqual(
    all(["aws_iam_openid_connect_provider.token-actions-githubusercontent-com_564317"], "delete"),
  );
  await terraform.apply("shared-111122223333");
  expect(await terraform.plan("aws-eu")).toEqual(
    all(["aws_iam_role.payments_ci_deploy", "aws_iam_role_policy.payments_ci_deploy"], "delete"),
  );
  await terraform.apply("aws-eu");
  expect(await terraform.plan("shared-111122223333")).toEqual({});
  expect(await terraform.plan("aws-eu")).toEqual({});
  expect(terraform.things().filter((thing) => /openid|ci_deploy/.test(thing))).toEqual([]);
  expect(terraform.things().length).toBe(11);
}, 180_000);

test("a rename without formerly takes the old away and makes the new", async () => {
  await applied();
  terraform.synth(START.replace("  payments:\n", "  cards:\n"));
  const pipeline = (team: string) => [`aws_iam_role.${team}_ci_deploy`, `aws_iam_role_policy.${team}_ci_deploy`];
  expect(await terraform.plan("aws-eu")).toEqual({
    ...all([...pipeline("payments"), ...PEOPLE("payments")], "delete"),
    ...all([...pipeline("cards"), ...PEOPLE("cards")], "create"),
  });
}, 120_000);

test("killed twice in the middle of an apply, the next one finds its way to the end by itself", async () => {
  await terraform.apply("shared-111122223333");
  await terraform.killApplyAt("aws-eu", 4, "everything");
  const first = terraform.things().length;
  await terraform.killApplyAt("aws-eu", first + 4, "everything");
  const second = terraform.things().length;
  expect([first >= 4, second > first, second < 14]).toEqual([true, true, true]);
  await terraform.apply("aws-eu");
  expect(terraform.things().length).toBe(14);
  expect(await terraform.plan("aws-eu")).toEqual({});
}, 180_000);

test("when only Terraform is killed, its stand-ins end by themselves, and the next apply gets on", async () => {
  await terraform.apply("shared-111122223333");
  await terraform.killApplyAt("aws-eu", 4, "Terraform alone");
  const makers = terraform.makers();
  expect(makers.length).toBeGreaterThan(0);
  await expect(terraform.untilGone(makers)).resolves.toBeUndefined();
  await terraform.apply("aws-eu");
  expect(await terraform.plan("aws-eu")).toEqual({});
}, 180_000);

test("what one deployment made, another one cannot take over", async () => {
  await applied();
  expect(terraform.makers()).toEqual([]);
}, 120_000);

test("two deployments that give the same name in one account are refused, as AWS would", async () => {
  await applied();
  terraform.synth(START.replace("aws-eu:", "aws-eu2:").replaceAll("uses: aws-eu", "uses: aws-eu2"));
  await terraform.apply("aws-eu2");
  terraform.synth(START.replace("organization: acme", "organization: other"));
  rmSync(join(terraform.folder, "state", "terraform.aws-eu.tfstate"));
  await expect(terraform.apply("aws-eu")).rejects.toThrow(/rehearsal.*EntityAlreadyExists/s);
}, 120_000);
