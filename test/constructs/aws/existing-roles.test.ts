import { BedrockAccess } from "../../../constructs/aws/bedrock-access";
import { synthStack } from "../../helpers/synth";

const arn = "arn:aws:iam::111122223333:role/apps/batch";
const place = { account: "111122223333", region: "eu-central-1", geography: "eu" } as const;

test("policies of several teams, workloads and places on one existing role have names of their own", () => {
  const json = synthStack((stack) => {
    for (const [entry, team] of [
      ["aws-eu", "payments"],
      ["aws-eu", "cards"],
      ["aws-eu-too", "payments"],
    ] as const) {
      const workloads = { one: { existingRole: { arn } }, two: { existingRole: { arn } } };
      const models = { sonnet: "claude-sonnet-5" };
      new BedrockAccess(stack, `${entry}-${team}`, {
        ...place,
        entry,
        team,
        models,
        workloads,
        applicationProfiles: true,
      });
    }
  });
  const policies = Object.values(json.resource?.aws_iam_role_policy ?? {});
  expect(new Set(policies.map(({ role }) => role))).toEqual(new Set(["batch"]));
  expect(policies.map(({ name }) => name).sort()).toEqual(
    ["aws-eu-too_payments", "aws-eu_cards", "aws-eu_payments"].flatMap((of) =>
      ["one", "two"].flatMap((workload) => [
        `claude_${of}_workload_${workload}`,
        `claude_${of}_workload_${workload}_profiles`,
      ]),
    ),
  );
});
