import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkPlans } from "../../../cli/check-plans";
import { expectationsOf } from "../../../cli/expectations";
import { loadDeclaration } from "../../../declaration/load-declaration";
import { TerraformRun } from "./terraform-run";

jest.setTimeout(120_000);

const DECLARATION = `organization: acme
models:
  everyday: { sonnet: claude-sonnet-5, retiring: [{ model: claude-sonnet-4-5, until: 2027-01-31 }] }
providers:
  aws-eu:
    route: bedrock
    account: "111122223333"
    region: eu-central-1
    geography: eu
    permissionsBoundary: arn:aws:iam::111122223333:policy/acme-boundary
    signIn: { identityCenter: { account: "999988887777", region: eu-west-1, startUrl: https://acme.awsapps.com/start } }
teams:
  payments:
    uses: aws-eu
    models: everyday
    people: { group: claude-payments }
    ci: { deploy: { github: { repository: acme/payments, ownerId: 1, repositoryId: 2, branch: main } } }
`;
const STACKS = ["aws-eu", "shared-111122223333"] as const;

let terraform: TerraformRun;
beforeAll(async () => {
  terraform = await TerraformRun.start();
  terraform.synth(DECLARATION);
  for (const stack of STACKS) {
    await terraform.plan(stack);
    writeFileSync(planOf(stack), await terraform.terraform(stack, "show", "-json", "plan"));
  }
});
afterAll(() => terraform?.stop());

const planOf = (stack: string): string => join(terraform.folder, "out", "stacks", stack, "plan.json");

/** Ids and lines of what is open when the plans are judged against a declaration. */
const judge = (yaml: string, plans: readonly string[], asOf = "2026-11-23"): string[] => {
  const file = join(terraform.folder, "judged.yaml");
  writeFileSync(file, yaml);
  const loaded = loadDeclaration({ file });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.mistakes));
  const expectations = expectationsOf(loaded, STACKS);
  const checked = checkPlans({ plans, accepted: join(terraform.folder, "none.yaml"), asOf, expectations });
  if ("problems" in checked) return [...checked.problems];
  return checked.findings.map(({ rule, subject, place }) => `${rule}[${subject}] ${place?.line}`);
};

test("the plans of a declaration agree with it, whether provenance lies beside them or not", () => {
  expect(STACKS.every((stack) => existsSync(join(planOf(stack), "../provenance.json")))).toBe(true);
  expect(judge(DECLARATION, STACKS.map(planOf))).toEqual([]);
  const bare = STACKS.map((stack) => {
    const copy = join(terraform.folder, `${stack}.plan.json`);
    writeFileSync(copy, readFileSync(planOf(stack)));
    return copy;
  });
  expect(judge(DECLARATION, bare)).toEqual([]);
});

test.each<readonly [string, string, string, readonly string[]]>([
  [
    "another boundary",
    "policy/acme-boundary",
    "policy/strict",
    [
      "aws/boundary-present[aws-eu/aws_iam_role.payments_ci_deploy] 17",
      "aws/boundary-present[aws-eu/aws_ssoadmin_permission_set.payments_people] 16",
    ],
  ],
  [
    "another account",
    "111122223333",
    "444455556666",
    [
      "aws/boundary-present[aws-eu/aws_iam_role.payments_ci_deploy] 17",
      "aws/declared-place[aws-eu/output.client_settings payments ci/deploy account] 7",
      "aws/declared-place[aws-eu/output.client_settings payments people account] 7",
      "aws/declared-place[aws-eu/provider.aws account] 7",
    ],
  ],
  [
    "another region",
    "region: eu-central-1",
    "region: eu-west-3",
    [
      "aws/declared-place[aws-eu/output.client_settings payments ci/deploy region] 8",
      "aws/declared-place[aws-eu/output.client_settings payments people region] 8",
      "aws/declared-place[aws-eu/provider.aws region] 8",
    ],
  ],
  [
    "another account of the Identity Center",
    '"999988887777"',
    '"444455556666"',
    ["aws/declared-place[aws-eu/provider.aws.identity_center account] 11"],
  ],
  [
    "another model",
    "claude-sonnet-5",
    "claude-sonnet-4-6",
    [
      "ci/deploy claude-sonnet-4-6",
      "ci/deploy claude-sonnet-5",
      "people claude-sonnet-4-6",
      "people claude-sonnet-5",
    ].map((what, at) => `declared-models[aws-eu/output.client_settings payments ${what}] ${[3, 17, 3, 16][at]}`),
  ],
  [
    "another pipeline",
    "{ deploy:",
    "{ release:",
    ["ci/deploy] 5", "ci/release] 17"].map(
      (what) => `declared-identities[aws-eu/output.client_settings payments ${what}`,
    ),
  ],
])("refuses plans that were made for %s", (_name, from, to, found) => {
  expect(judge(DECLARATION.replaceAll(from, to), [planOf("aws-eu")])).toEqual(found);
});

test("refuses a plan that grants a model past its day", () => {
  expect(judge(DECLARATION, [planOf("aws-eu")], "2027-02-01")).toEqual([
    "retired-models[aws-eu/output.client_settings claude-sonnet-4-5 2027-01-31] 3",
  ]);
});
