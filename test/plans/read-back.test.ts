import { identitiesOf } from "../../plans/identities";
import type { JsonObject } from "../../plans/json-value";
import { readPlan, readPlanSides } from "../../plans/read-plan";
import { oneOwnerPerResource } from "../../policies/rules/aws/one-owner-per-resource";
import { runPolicies } from "../../policies/run-policies";
import { known } from "../policies/support/case-table";

const ARN = "arn:aws:iam::111122223333:policy/tools";
const OLD = { name: "app", inline_policy: [{ name: "claude", policy: "OLD" }], managed_policy_arns: [ARN] };

interface Stated {
  readonly address: string;
  readonly before: JsonObject | null;
  readonly after: JsonObject | null;
  readonly expressions?: JsonObject;
}

const planOf = (...stated: readonly Stated[]): string =>
  JSON.stringify({
    format_version: "1.2",
    resource_changes: stated.map(({ address, before, after }) => ({
      ...{ address, mode: "managed", type: address.split(".")[0] },
      change: { actions: ["no-op"], before, after, after_unknown: {} },
    })),
    configuration: {
      root_module: { resources: stated.map(({ address, expressions = {} }) => ({ address, expressions })) },
    },
  });

const ROLE: Stated = { address: "aws_iam_role.app", before: OLD, after: OLD, expressions: { name: {} } };
const policy = (before: string | null, after: string | null): Stated => {
  const values = (text: string | null) => (text === null ? null : { role: "app", name: "claude", policy: text });
  return { address: "aws_iam_role_policy.claude", before: values(before), after: values(after) };
};
const attachment = (isKept: boolean): Stated => {
  const values = { role: "app", policy_arn: ARN };
  return { address: "aws_iam_role_policy_attachment.tools", before: values, after: isKept ? values : null };
};

const heldIn = (text: string): readonly string[] =>
  identitiesOf(known(readPlan(text))).flatMap(({ grants, foreign }) => [
    ...grants.map((grant) => `${grant.address} ${grant.state === "known" ? grant.text : grant.state}`),
    ...foreign.map((one) => `${one.address} ${one.policy}`),
  ]);
const contestedIn = (text: string): readonly string[] =>
  runPolicies([known(readPlan(text))], [oneOwnerPerResource]).map(({ subject }) => subject);

test("what the provider reads back into a role is the policy of the resource that makes it, as it will be", () => {
  const widened = planOf(ROLE, policy("OLD", "NEW"), attachment(true));
  expect(heldIn(widened)).toEqual(["aws_iam_role_policy.claude NEW", `aws_iam_role_policy_attachment.tools ${ARN}`]);
  expect(contestedIn(widened)).toEqual([]);
});

test("a role does not keep what the apply takes away from it", () => {
  expect(heldIn(planOf(ROLE, policy("OLD", null), attachment(false)))).toEqual([]);
});

test("before the apply it is there", () => {
  const sides = readPlanSides(planOf(ROLE, policy("OLD", null)));
  if ("failure" in sides) throw new Error(sides.failure);
  const [app] = identitiesOf(sides.before);
  expect(app?.grants.map(({ state }) => state)).toEqual(["known", "known"]);
});

test("what a role has from elsewhere stays its own", () => {
  expect(heldIn(planOf(ROLE))).toEqual(["aws_iam_role.app OLD", `aws_iam_role.app ${ARN}`]);
  const of = { role: "other", name: "claude", policy: "OTHER" };
  expect(heldIn(planOf(ROLE, { address: "aws_iam_role_policy.claude", before: of, after: null }))).toEqual([
    "aws_iam_role.app OLD",
    `aws_iam_role.app ${ARN}`,
  ]);
});

test("refuses a policy that the role writes and a resource makes as well", () => {
  const written = { ...ROLE, expressions: { inline_policy: [{ name: { constant_value: "claude" } }] } };
  const twice = planOf(written, policy("OLD", "OLD"));
  expect(contestedIn(twice)).toEqual([
    "plan/aws_iam_role.app inline policy claude of role app",
    "plan/aws_iam_role_policy.claude inline policy claude of role app",
  ]);
  expect(heldIn(twice)).toEqual(["aws_iam_role.app OLD", "aws_iam_role_policy.claude OLD", `aws_iam_role.app ${ARN}`]);
});
