import { DeployLog, deployFailure } from "../../rehearsal/deploy-log";

/** What `CI=true cdktf deploy --no-color` printed with Terraform 1.11.4, shortened. */
const PRINTED = `[2026-11-23T05:25:31.070] [ERROR] default - []

aws-eu  Initializing the backend...
aws-eu  Initializing provider plugins...
        - Using previously-installed hashicorp/aws v5.100.0

        Terraform has been successfully initialized!
shared-111122223333  Initializing the backend...

                     Terraform has been successfully initialized!
shared-111122223333  No changes. Your infrastructure matches the configuration.

aws-eu  aws_iam_role.payments_ci_deploy (payments/ci/deploy/Role): Refreshing state... [id=claude]
shared-111122223333  Apply complete! Resources: 0 added, 0 changed, 0 destroyed.
aws-eu  Terraform used the selected providers to generate the following execution plan.

        Plan: 21 to add, 2 to change, 1 to destroy.
aws-eu  Apply complete! Resources: 21 added, 2 changed, 1 destroyed.

        Outputs:

0 Stacks deploying     2 Stacks done     0 Stacks waiting
        Apply complete! Resources: 9 added, 9 changed, 9 destroyed.
`;
const none = { added: 0, changed: 0, destroyed: 0 };
const some = { added: 21, changed: 2, destroyed: 1 };
const EVENTS = [
  { stack: "aws-eu", is: "initialized" },
  { stack: "shared-111122223333", is: "initialized" },
  { stack: "shared-111122223333", is: "planned", ...none },
  { stack: "shared-111122223333", is: "applied", ...none },
  { stack: "aws-eu", is: "planned", ...some },
  { stack: "aws-eu", is: "applied", ...some },
];

test("tells what happened to which stack", () => {
  expect(new DeployLog().read(PRINTED)).toEqual(EVENTS);
});

test("tells the same when the output comes in pieces, cut anywhere, and in colour", () => {
  const log = new DeployLog();
  const coloured = PRINTED.replace("No changes.", "\u001b[1m\u001b[32mNo changes.\u001b[0m");
  expect([...coloured].flatMap((piece) => log.read(piece))).toEqual(EVENTS);
});

test("what only changes outputs is planned, and what the CLI printed no end of is applied as it was planned", () => {
  const log = new DeployLog();
  const printed = `gateway  Changes to Outputs:
           + client_settings = {
aws-eu  Plan: 2 to add, 0 to change, 1 to destroy.

        Changes to Outputs:
shared-111122223333  Plan: 1 to add, 0 to change, 0 to destroy.
shared-111122223333  Apply complete! Resources: 1 added, 0 changed, 0 destroyed.
`;
  const one = { ...none, added: 1 };
  const two = { added: 2, changed: 0, destroyed: 1 };
  expect(log.read(printed)).toEqual([
    { stack: "gateway", is: "planned", ...none },
    { stack: "aws-eu", is: "planned", ...two },
    { stack: "shared-111122223333", is: "planned", ...one },
    { stack: "shared-111122223333", is: "applied", ...one },
  ]);
  expect(log.finish()).toEqual([
    { stack: "gateway", is: "applied", ...none },
    { stack: "aws-eu", is: "applied", ...two },
  ]);
});

test("of a failed synth shows what the program said", () => {
  const output = `
ERROR: cdktf encountered an error while synthesizing

Synth command: node --import tsx main.ts
Error:         non-zero exit code 2

Command output on stderr:

    access.yaml:3:5: teams.payments.uses: "aws-uk" is not a provider entry
      allowed: aws-eu, aws-us


Command output on stdout:
`;
  expect(deployFailure(output)).toBe(
    `access.yaml:3:5: teams.payments.uses: "aws-uk" is not a provider entry\n  allowed: aws-eu, aws-us`,
  );
});

test("of a failed plan or apply shows Terraform's errors, each with its stack", () => {
  const output = `aws-us  Apply complete! Resources: 1 added, 0 changed, 0 destroyed.
aws-eu  Error: Extraneous JSON object property

          on cdk.tf.json line 580, in resource.aws_iam_role.bogus:
         580:         "nonsense": 1

        No argument or block type is named "nonsense".
aws-eu  aws_iam_role.other: Creating...

        Error: creating IAM Role: EntityAlreadyExists
aws-us  Still here

0 Stacks deploying     4 Stacks done     0 Stacks waiting
Invoking Terraform CLI failed with exit code 1
`;
  expect(deployFailure(output)).toBe(
    `aws-eu: Error: Extraneous JSON object property
  on cdk.tf.json line 580, in resource.aws_iam_role.bogus:
  580:         "nonsense": 1
  No argument or block type is named "nonsense".
aws-eu: Error: creating IAM Role: EntityAlreadyExists`,
  );
});

test("of a failure without a word says nothing", () => {
  expect(deployFailure(PRINTED)).toBeUndefined();
});
