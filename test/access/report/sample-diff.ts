import type { AccessDiff, Change, IdentityDiff, KnownAfterApply, SettingsDiff } from "../../../access/access-diff";
import type { Entrance, ModelAccess } from "../../../access/access-side";

export const SONNET: ModelAccess = {
  route: "bedrock",
  model: "claude-sonnet-5",
  name: "Claude Sonnet 5",
  geography: "eu",
  through: "arn:aws:bedrock:eu-central-1:111122223333:inference-profile/eu.anthropic.claude-sonnet-5",
  certainty: "sure",
};
export const HAIKU: ModelAccess = {
  ...{ ...SONNET, model: "claude-haiku-4-5", name: "Claude Haiku 4.5" },
  through: "arn:aws:bedrock:eu-central-1:111122223333:inference-profile/eu.anthropic.claude-haiku-4-5",
};

export const change = <T>(gained: readonly T[], lost: readonly T[] = [], kept: readonly T[] = []): Change<T> => ({
  gained,
  lost,
  kept,
});

export const githubEntrance = (repository: string): Entrance => ({
  key: `github ${repository}`,
  text: `GitHub Actions: repo:${repository}:environment:production`,
});

/** An unchanged role of `payments people` on `aws-eu`, with what a test says instead. */
export const identity = (said: Partial<IdentityDiff> = {}): IdentityDiff => ({
  id: "aws_iam_role.Payments",
  address: "aws_iam_role.Payments",
  cloud: "aws",
  kind: "role",
  name: "acme-payments-people",
  holders: ["payments people"],
  stack: "aws-eu",
  change: "unchanged",
  replacedFor: [],
  models: change<ModelAccess>([], [], [SONNET]),
  entrances: change<Entrance>([]),
  open: [],
  ...said,
});

const CHANGES = ["added", "removed", "replaced", "changed", "unchanged"] as const;
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** A diff with its counts and stacks. */
export const diffOf = (
  identities: readonly IdentityDiff[],
  settings: readonly SettingsDiff[] = [],
  knownAfterApply: readonly KnownAfterApply[] = [],
): AccessDiff => ({
  schemaVersion: 1,
  stacks: [...new Set([...identities, ...settings, ...knownAfterApply].map(({ stack }) => stack))].sort(),
  summary: {
    identities: Object.fromEntries(
      CHANGES.map((word) => [word, identities.filter((one) => one.change === word).length]),
    ) as AccessDiff["summary"]["identities"],
    modelsGained: sum(identities.map(({ models }) => models.gained.length)),
    modelsLost: sum(identities.map(({ models }) => models.lost.length)),
    entrancesGained: sum(identities.map(({ entrances }) => entrances.gained.length)),
    entrancesLost: sum(identities.map(({ entrances }) => entrances.lost.length)),
    settingsChanged: settings.length,
    knownAfterApply: knownAfterApply.length,
  },
  identities,
  settings,
  knownAfterApply,
});

/** `count` identities of as many teams that change alike. */
export const alike = (count: number, said: Partial<IdentityDiff> = {}, prefix = "team"): IdentityDiff[] =>
  Array.from({ length: count }, (_, nth) => {
    const number = String(nth + 1).padStart(5, "0");
    return identity({
      id: `aws_iam_role.${prefix}${number}`,
      address: `aws_iam_role.${prefix}${number}`,
      name: `acme-${prefix}-${number}-people`,
      holders: [`${prefix}-${number} people`],
      ...said,
    });
  });

/** One of everything: whole, and small enough to be told by hand. */
export const FULL: AccessDiff = diffOf(
  [
    identity({
      change: "added",
      models: change([
        HAIKU,
        SONNET,
        { ...SONNET, model: "*", name: "every model of every vendor", certainty: "possible" },
      ]),
      declared: {
        path: "teams.payments.people",
        reason: "people of payments",
        file: "access.yaml",
        line: 41,
        column: 5,
      },
    }),
    identity({
      ...{ id: "aws_iam_role.Deploy", address: "aws_iam_role.Deploy", name: "acme-payments-deploy" },
      ...{ holders: ["payments ci/deploy"], change: "changed", replacedFor: [] },
      entrances: change([githubEntrance("acme/payments")], [githubEntrance("acme/old")]),
      openSessions: {
        ...{ seconds: 3600, why: "Credentials of a role live until they end." },
        source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html",
      },
    }),
    identity({
      ...{ id: "aws_iam_role.legacy", address: "aws_iam_role.legacy", name: "LegacyBedrock", holders: [] },
      ...{ change: "removed", models: change<ModelAccess>([], [HAIKU]) },
      openSessions: { seconds: undefined, why: "The plan does not show it.", source: "https://example.com/sessions" },
    }),
    identity({
      ...{ id: "google_service_account.Science", address: "google_service_account.Science", stack: "gcp-eu" },
      ...{ cloud: "google", kind: "service account", name: "science@acme.example", holders: ["science people"] },
      ...{ change: "replaced", replacedFor: ["account_id"] },
      models: change<ModelAccess>(
        [],
        [],
        [{ ...SONNET, route: "vertex", geography: undefined, through: "projects/acme" }],
      ),
      open: ["The condition of google_project_iam_member.X is not known."],
    }),
    identity({ id: "aws_iam_role.Support", name: "acme-support-people", holders: ["support people"] }),
  ],
  [
    {
      ...{ stack: "aws-eu", team: "payments", identity: "people", change: "changed" },
      keys: [
        { key: "env.ANTHROPIC_MODEL", before: '"a"', after: '"b"' },
        { key: "env.AWS_PROFILE", before: '"old"' },
        { key: "permissions.deny", before: '["WebFetch","Bash(rm:*)"]', after: '["WebFetch","Read(.env)"]' },
        { key: "model", after: '"opus"' },
      ],
    },
  ],
  [
    {
      ...{ stack: "aws-eu", address: "aws_iam_role_policy.X", argument: "policy" },
      ...{ references: ["aws_bedrock_inference_profile.P"], hidesAccess: true },
    },
    { stack: "aws-eu", address: "aws_iam_role.Payments", argument: "arn", references: [], hidesAccess: false },
  ],
);
