import { goldenPlan } from "./golden-plan";

const ROLE = {
  address: "aws_iam_role.r",
  mode: "managed",
  change: {
    actions: ["create"],
    after: { name: "r", tags: null, assume_role_policy: '{"Version":"2012-10-17","Statement":[]}', secret: "canary" },
    after_unknown: { arn: true, permissions_boundary: true },
    after_sensitive: { secret: true },
  },
};
const PLAN = {
  terraform_version: "1.11.4",
  timestamp: "2026-11-24T00:00:00Z",
  resource_changes: [ROLE, { ...ROLE, address: "data.aws_region.here", mode: "data" }],
  output_changes: {
    client_settings: {
      actions: ["create"],
      after: { teams: { b: { list: ["x"] }, a: {} } },
      after_unknown: { teams: { b: { list: [false, true] } } },
      after_sensitive: false,
    },
  },
  configuration: {
    root_module: {
      resources: [{ address: "aws_iam_role.r", expressions: { permissions_boundary: { references: ["local.b"] } } }],
    },
  },
};

test("a golden plan holds what is set or asked for, in order, with policies opened and secrets left out", () => {
  expect(JSON.parse(goldenPlan(JSON.stringify(PLAN)))).toEqual({
    outputs: { client_settings: { teams: { b: { list: ["x", "(known after apply)"] } } } },
    resources: {
      "aws_iam_role.r": {
        create: {
          assume_role_policy: { Statement: [], Version: "2012-10-17" },
          name: "r",
          permissions_boundary: "(known after apply)",
          secret: "(sensitive)",
        },
      },
    },
  });
});

test("what exists and stays as it is, is left out", () => {
  const kept = { ...ROLE, change: { ...ROLE.change, actions: ["no-op"] } };
  const golden = goldenPlan(JSON.stringify({ resource_changes: [kept], output_changes: {} }));
  expect(golden).toBe('{\n  "outputs": {},\n  "resources": {}\n}\n');
});
