import type { JsonObject, JsonValue } from "../../../plans/json-value";
import type { Expectations, ExpectedIdentity, ExpectedStack } from "../../../policies/expectations";

const MODELS = [
  { model: "claude-sonnet-5", path: "models.everyday.sonnet" },
  { model: "claude-sonnet-4-5", retiringUntil: "2026-10-31", path: "models.everyday.retiring[0].until" },
];
const identity = (name: string, path: string): ExpectedIdentity => ({
  ...{ team: "payments", identity: name, path: `teams.payments.${path}`, models: MODELS },
});

/** A declaration of one entry, in which payments has people and a pipeline. */
export const EXPECTATIONS: Expectations = {
  stacks: new Map<string, ExpectedStack>([
    [
      "aws-eu",
      {
        ...{ path: "providers.aws-eu", isEntry: true },
        places: {
          "provider.aws": { account: "111122223333", region: "eu-central-1" },
          "provider.aws.identity_center": { account: "999988887777", region: "eu-west-1" },
        },
        permissionsBoundary: "arn:aws:iam::111122223333:policy/acme-boundary",
        identities: [identity("people", "people"), identity("ci/deploy", "ci.deploy")],
      },
    ],
    [
      "shared-111122223333",
      {
        ...{ path: "providers.aws-eu", isEntry: false, identities: [] },
        places: { "provider.aws": { account: "111122223333", region: "eu-central-1" } },
      },
    ],
  ]),
  githubIssuers: ["https://ci.acme.example"],
  places: new Map([
    ["models", { file: "access.yaml", line: 2, column: 1 }],
    ["models.everyday.retiring[0].until", { file: "access.yaml", line: 3, column: 9 }],
    ["providers", { file: "access.yaml", line: 4, column: 1 }],
    ["providers.aws-eu", { file: "access.yaml", line: 5, column: 3 }],
    ["providers.aws-eu.account", { file: "access.yaml", line: 6, column: 5 }],
    ["teams.payments.people", { file: "access.yaml", line: 9, column: 5 }],
    ["teams.payments.ci.deploy", { file: "access.yaml", line: 10, column: 7 }],
  ]),
};

/** Facts of an identity as they were declared, changed in what is given. */
export const factsOf = (changed: JsonObject = {}): JsonObject => ({
  ...{ route: "bedrock", entry: "aws-eu", team: "payments", identity: "people" },
  ...{ account: "111122223333", region: "eu-central-1" },
  models: MODELS.map(({ model, retiringUntil }) =>
    retiringUntil === undefined ? { model } : { model, retiringUntil },
  ),
  ...changed,
});

/** Text of a stack that gives out settings to these identities; `more` stands beside the output. */
export const stackWith = (facts: readonly JsonObject[], more: JsonObject = {}): string => {
  const teams: Record<string, Record<string, JsonValue>> = {};
  for (const one of facts) {
    const team = String(one.team);
    teams[team] = { ...teams[team], [String(one.identity)]: { facts: one, settings: {} } };
  }
  return JSON.stringify({ ...more, output: { client_settings: { value: { schemaVersion: 1, teams } } } });
};

/** The AWS providers of a stack as they were declared, changed in what is given. */
export const PROVIDERS = (own: JsonObject = {}, center: JsonObject = {}): JsonObject => ({
  provider: {
    aws: [
      { region: "eu-central-1", allowed_account_ids: ["111122223333"], ...own },
      { alias: "identity_center", region: "eu-west-1", allowed_account_ids: ["999988887777"], ...center },
    ],
  },
});
