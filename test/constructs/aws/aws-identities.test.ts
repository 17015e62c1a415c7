import { Construct } from "constructs";
import { AwsIdentities, type AwsIdentity } from "../../../constructs/aws/aws-identities";
import { policyDocument } from "../../../constructs/aws/policy-document";
import { countResources, synthStack } from "../../helpers/synth";

const READ_SECRET = policyDocument({
  Sid: "ReadOneSecret",
  Effect: "Allow",
  Action: ["secretsmanager:GetSecretValue"],
  Resource: ["arn:aws:secretsmanager:eu-central-1:111122223333:secret:claude/key-??????"],
});

test("gives every identity of a team whatever document is asked for, under names of its own entry", () => {
  const identities = new Map<string, AwsIdentity>();
  const json = synthStack((stack) => {
    const made = new AwsIdentities(new Construct(stack, "payments"), {
      team: "payments",
      entry: "console",
      account: "111122223333",
      region: "eu-central-1",
      purpose: "Key of the Console",
      policyNames: { known: "claude-key", referring: "claude-key-referring" },
      workloads: {
        reviewer: { lambda: {} },
        legacy: { existingRole: { arn: "arn:aws:iam::111122223333:role/x/old" } },
      },
      formerly: "billing",
    });
    for (const [identity, given] of made.give({ known: READ_SECRET })) identities.set(identity, given);
  });
  expect(countResources(json)).toEqual({ aws_iam_role: 1, aws_iam_role_policy: 2 });
  expect([...identities]).toEqual([
    [
      "workload/legacy",
      {
        signIn: { kind: "ambient", source: "existing role" },
        roleArn: "arn:aws:iam::111122223333:role/x/old",
      },
    ],
    [
      "workload/reviewer",
      {
        signIn: { kind: "ambient", source: "Lambda execution role" },
        roleArn: "arn:aws:iam::111122223333:role/claude_console_billing_workload_reviewer",
      },
    ],
  ]);
  expect(json.resource?.aws_iam_role_policy).toEqual({
    payments_workload_legacy: expect.objectContaining({
      name: "claude_console_billing_workload_legacy",
      role: "old",
      policy: JSON.stringify(READ_SECRET),
    }),
    payments_workload_reviewer: expect.objectContaining({
      name: "claude-key",
      policy: JSON.stringify(READ_SECRET),
    }),
  });
  expect(json.resource?.aws_iam_role?.payments_workload_reviewer?.description).toBe(
    "Key of the Console for payments, workload/reviewer",
  );
});
