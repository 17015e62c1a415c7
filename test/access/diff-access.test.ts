import type { IdentityDiff } from "../../access/access-diff";
import { diffAccess } from "../../access/diff-access";
import type { JsonObject } from "../../plans/json-value";
import { type Change, type Resources, sidesOf } from "./support/sides-of";

const model = (id: string) => `arn:aws:bedrock:eu-central-1::foundation-model/anthropic.${id}`;
const SONNET = model("claude-sonnet-5");
const OPUS = model("claude-opus-4-8");
const statement = (more: JsonObject): JsonObject => ({ Effect: "Allow", ...more });
const document = (...statements: readonly JsonObject[]): JsonObject => ({
  Version: "2012-10-17",
  Statement: [...statements],
});
const calls = (...resources: readonly string[]): JsonObject =>
  statement({ Action: ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"], Resource: [...resources] });
const from = (...services: readonly string[]): JsonObject =>
  statement({ Action: "sts:AssumeRole", Principal: { Service: [...services] } });
const role = (policy: JsonObject, trust: JsonObject, more: JsonObject = {}): Resources => ({
  aws_iam_role: { app: { name: "app", max_session_duration: 7200, assume_role_policy: document(trust), ...more } },
  aws_iam_role_policy: { app: { name: "p", role: "app", policy: document(policy) } },
});
const LAMBDA = from("lambda.amazonaws.com");
const GOOD = role(calls(SONNET), LAMBDA);

const only = (change: Change): IdentityDiff => {
  const [identity, ...others] = diffAccess([sidesOf(change)]).identities;
  if (identity === undefined || others.length > 0) throw new Error(`${others.length} identities more than one`);
  return identity;
};
/** What changes, in words. */
const told = (change: Change) => {
  const { change: kind, models, entrances, openSessions, replacedFor } = only(change);
  const names = (items: readonly { name?: string; text?: string }[]) => items.map(({ name, text }) => name ?? text);
  return {
    kind,
    gained: names(models.gained),
    lost: names(models.lost),
    kept: names(models.kept),
    opened: names(entrances.gained),
    closed: names(entrances.lost),
    ...(openSessions === undefined ? {} : { seconds: openSessions.seconds }),
    ...(replacedFor.length === 0 ? {} : { replacedFor }),
  };
};
const NOTHING = { gained: [], lost: [], kept: [], opened: [], closed: [] };
const SERVICE = "service lambda.amazonaws.com";

test("an identity that comes gains its models and its ways in", () => {
  expect(told({ after: GOOD })).toEqual({ ...NOTHING, kind: "added", gained: ["Claude Sonnet 5"], opened: [SERVICE] });
});

test("an identity that goes loses them, and its sessions with it", () => {
  expect(told({ before: GOOD })).toEqual({
    ...{ ...NOTHING, kind: "removed", lost: ["Claude Sonnet 5"], closed: [SERVICE], seconds: 0 },
  });
});

test("documents that say the same in another order are no change", () => {
  const reordered: Resources = {
    aws_iam_role: GOOD.aws_iam_role ?? {},
    aws_iam_role_policy: {
      app: {
        ...{ role: "app", name: "p" },
        policy: {
          Statement: [
            {
              ...{ Resource: SONNET, Effect: "Allow" },
              Action: ["bedrock:InvokeModelWithResponseStream", "bedrock:invokemodel"],
            },
          ],
          Version: "2012-10-17",
        },
      },
    },
  };
  expect(told({ before: GOOD, after: reordered })).toEqual({
    ...NOTHING,
    kind: "unchanged",
    kept: ["Claude Sonnet 5"],
  });
});

test("a model that a wildcard gave before and its name gives now is kept; what only the wildcard gave is lost at once", () => {
  expect(told({ before: role(calls(model("*")), LAMBDA), after: GOOD })).toEqual({
    ...{ ...NOTHING, kind: "changed", lost: ["every Claude model"], kept: ["Claude Sonnet 5"], seconds: 0 },
  });
});

test("a denial that comes takes a model away, and one that goes gives it", () => {
  const denied: Resources = {
    ...GOOD,
    aws_iam_role_policy: {
      app: { name: "p", role: "app", policy: document(calls(SONNET, OPUS), { ...calls(OPUS), Effect: "Deny" }) },
    },
  };
  const free = role(calls(SONNET, OPUS), LAMBDA);
  expect(told({ before: free, after: denied })).toMatchObject({ lost: ["Claude Opus 4.8"], kept: ["Claude Sonnet 5"] });
  expect(told({ before: denied, after: free })).toMatchObject({ gained: ["Claude Opus 4.8"], lost: [] });
});

test("a way in that closes leaves open sessions for as long as the role's last", () => {
  const two = role(calls(SONNET), from("lambda.amazonaws.com", "ecs-tasks.amazonaws.com"));
  expect(told({ before: two, after: GOOD })).toEqual({
    ...{ ...NOTHING, kind: "changed", kept: ["Claude Sonnet 5"], closed: ["service ecs-tasks.amazonaws.com"] },
    seconds: 7200,
  });
});

test("a role that is made anew keeps its models, says why, and its sessions end", () => {
  const renamed = role(calls(SONNET), LAMBDA, { path: "/claude/" });
  expect(told({ before: GOOD, after: renamed, replaced: { "aws_iam_role.app": "path" } })).toEqual({
    ...{ ...NOTHING, kind: "replaced", kept: ["Claude Sonnet 5"], seconds: 0, replacedFor: ["path"] },
  });
});

test("a role that has nothing to do with Claude is not told", () => {
  const copies = role(statement({ Action: "s3:GetObject", Resource: "*" }), LAMBDA);
  expect(diffAccess([sidesOf({ before: copies })]).identities).toEqual([]);
});

test("several plans are told as one, in whatever order they are given", () => {
  const plans = ["b", "a"].map((stack) => sidesOf({ before: GOOD, after: role(calls(OPUS), LAMBDA) }, { stack }));
  const diff = diffAccess(plans);
  expect(diff).toEqual(diffAccess([...plans].reverse()));
  expect(diff.stacks).toEqual(["a", "b"]);
  expect(diff.summary).toEqual({
    identities: { added: 0, removed: 0, replaced: 0, changed: 2, unchanged: 0 },
    ...{ modelsGained: 2, modelsLost: 2, entrancesGained: 0, entrancesLost: 0, settingsChanged: 0, knownAfterApply: 0 },
  });
});

test("an identity is told with the line of the declaration, where a record of it is there", () => {
  const declared = {
    path: "teams.payments.workloads.app",
    reason: "workload app of payments",
    file: "access.yaml",
    line: 7,
    column: 3,
  };
  const provenance = { resources: new Map([["aws_iam_role.app", declared]]) };
  expect(diffAccess([sidesOf({ after: GOOD }, { provenance })]).identities[0]?.declared).toEqual(declared);
});
