import { SOUND, spoil } from "./load";

const PEOPLE = "{ group: claude-payments }";
const workload = (text: string) => spoil(PEOPLE, `${PEOPLE}\n    workloads: { w: ${text} }`);
const GOV = "arn:aws-us-gov:iam::111122223333:role/r";
const other = (arn: string) =>
  `"${arn}" is of partition aws-us-gov, the region eu-central-1 of aws; name one that starts with arn:aws: [arn-partition]`;

test("refuses an existing role of another partition", () => {
  expect(workload(`{ existingRole: { arn: "${GOV}" } }`)).toEqual([
    `access.yaml:16:39: error: teams.payments.workloads.w.existingRole.arn ${other(GOV)}`,
  ]);
});

test("refuses an existing role of another account", () => {
  expect(workload('{ existingRole: { arn: "arn:aws:iam::444455556666:role/r" } }')).toEqual([
    'access.yaml:16:39: error: teams.payments.workloads.w.existingRole.arn "arn:aws:iam::444455556666:role/r" is no role of account 111122223333; a policy can be attached only there [role-account]',
  ]);
});

test("refuses another account's role in another partition, and one that is not of that account", () => {
  expect(workload(`{ account: { account: "111122223333", role: "${GOV}" } }`)).toEqual([
    `access.yaml:16:59: error: teams.payments.workloads.w.account.role ${other(GOV)}`,
  ]);
  expect(workload(`{ account: { account: "444455556666", role: "${GOV}" } }`)).toEqual([
    `access.yaml:16:59: error: teams.payments.workloads.w.account.role "${GOV}" is no role of account 444455556666 [role-account]`,
  ]);
});

test.each([
  ["permissionsBoundary: ", "arn:aws-us-gov:iam::111122223333:policy/b", "10:5", "permissionsBoundary", ""],
  ["deploy: { assumeRole: ", GOV, "10:15", "deploy.assumeRole", " }"],
])("refuses %sof another partition", (before, arn, place, path, after) => {
  expect(spoil("geography: eu\n", `geography: eu\n    ${before}${arn}${after}\n`)).toEqual([
    `access.yaml:${place}: error: providers.aws-eu.${path} ${other(arn)}`,
  ]);
});

test("refuses the Identity Center and its deployer in another partition", () => {
  const start = "startUrl: https://acme.awsapps.com/start";
  const instance = "arn:aws-us-gov:sso:::instance/ssoins-6987c0ffee123456";
  expect(spoil(start, `${start}, instanceArn: "${instance}", deploy: { assumeRole: "${GOV}" }`)).toEqual([
    `access.yaml:10:97: error: providers.aws-eu.signIn.identityCenter.instanceArn ${other(instance)}`,
    `access.yaml:10:177: error: providers.aws-eu.signIn.identityCenter.deploy.assumeRole ${other(GOV)}`,
  ]);
});

test("refuses a boundary and a deployer's role of another account: AWS takes only the entry's own", () => {
  expect(SOUND).toContain('account: "111122223333"');
  expect(
    spoil("geography: eu\n", "geography: eu\n    permissionsBoundary: arn:aws:iam::444455556666:policy/b\n"),
  ).toEqual([
    'access.yaml:10:5: error: providers.aws-eu.permissionsBoundary "arn:aws:iam::444455556666:policy/b" is of account 444455556666, the entry of 111122223333; AWS takes only its own [arn-account]',
  ]);
  expect(
    spoil("geography: eu\n", "geography: eu\n    deploy: { assumeRole: arn:aws:iam::444455556666:role/r }\n"),
  ).toEqual([
    'access.yaml:10:15: error: providers.aws-eu.deploy.assumeRole "arn:aws:iam::444455556666:role/r" is of account 444455556666, the entry of 111122223333; AWS takes only its own [arn-account]',
  ]);
});
