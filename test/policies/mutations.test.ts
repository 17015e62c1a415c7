import { readPlan } from "../../plans/read-plan";
import { readSynth } from "../../plans/read-synth";
import { runPolicies } from "../../policies/run-policies";
import { asPlan } from "./support/as-plan";
import { idsOf, known } from "./support/case-table";
import { fixtureText } from "./support/fixtures";

const GOOD = fixtureText("aws-eu.tf.json");
const CI = "aws_iam_role.payments_ci_deploy";
const CI_POLICY = "aws_iam_role_policy.payments_ci_deploy";
const MODEL = "arn:aws:bedrock:eu-central-1::foundation-model/anthropic.claude-sonnet-5";
const PROFILE = "arn:aws:bedrock:eu-central-1:111122223333:inference-profile/eu.anthropic.claude-sonnet-5";
const SUBJECT = "repo:acme@9919/payments@71234567:environment:production";
const CI_MODEL = `aws/settings-and-grants-agree[aws-eu/${CI} ${PROFILE}]`;

/** One place that is loosened (in the resource `at`, or in the output), and every finding that must follow. */
interface Mutation {
  readonly name: string;
  readonly at: string;
  readonly from: string;
  readonly to: string;
  readonly ids: readonly string[];
}

const MUTATIONS: readonly Mutation[] = [
  {
    name: "a model becomes a wildcard",
    at: CI_POLICY,
    from: `"${MODEL}"`,
    to: '"arn:aws:bedrock:eu-central-1::foundation-model/anthropic.*"',
    ids: [`aws/no-wildcard-model[aws-eu/${CI_POLICY} arn:aws:bedrock:eu-central-1::foundation-model/anthropic.*]`],
  },
  {
    name: "a model gives way to another",
    at: CI_POLICY,
    from: `"${MODEL}"`,
    to: '"arn:aws:bedrock:eu-central-1::foundation-model/anthropic.claude-opus-5-5"',
    ids: [
      CI_MODEL,
      `aws/settings-and-grants-agree[aws-eu/${CI} arn:aws:bedrock:eu-central-1::foundation-model/anthropic.claude-opus-5-5]`,
    ],
  },
  {
    name: "the profile's condition is optional",
    at: CI_POLICY,
    from: `"StringEquals":{"bedrock:InferenceProfileArn":"${PROFILE}"}`,
    to: `"StringEqualsIfExists":{"bedrock:InferenceProfileArn":"${PROFILE}"}`,
    ids: ["eu-central-1", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-3"].map(
      (region) =>
        `aws/profile-condition-present[aws-eu/${CI_POLICY} arn:aws:bedrock:${region}::foundation-model/anthropic.claude-sonnet-5]`,
    ),
  },
  {
    name: "streaming is forgotten for one model",
    at: CI_POLICY,
    from: `"Action":["bedrock:InvokeModel","bedrock:InvokeModelWithResponseStream"],"Resource":["${MODEL}"`,
    to: `"Action":["bedrock:InvokeModel"],"Resource":["${MODEL}"`,
    ids: [CI_MODEL],
  },
  {
    name: "an action is a wildcard",
    at: CI_POLICY,
    from: '"bedrock:CountTokens"',
    to: '"bedrock:*"',
    ids: [
      `aws/action-beyond-catalog[aws-eu/${CI_POLICY} bedrock:*]`,
      ...["haiku-4-5-20251001-v1:0", "opus-4-8", "sonnet-4-5-20250929-v1:0", "sonnet-5"].map(
        (model) =>
          `aws/profile-condition-present[aws-eu/${CI_POLICY} arn:aws:bedrock:eu-central-1::foundation-model/anthropic.claude-${model}]`,
      ),
    ],
  },
  {
    name: "an action is misspelt",
    at: CI_POLICY,
    from: '"bedrock:CountTokens"',
    to: '"bedrock:CountToken"',
    ids: [`aws/action-beyond-catalog[aws-eu/${CI_POLICY} bedrock:CountToken]`],
  },
  {
    name: "the audience is not pinned",
    at: CI,
    from: '"token.actions.githubusercontent.com:aud":"sts.amazonaws.com",',
    to: "",
    ids: [`aws/trust-pins-audience-and-subject[aws-eu/${CI} token.actions.githubusercontent.com:aud]`],
  },
  {
    name: "the subject is not pinned",
    at: CI,
    from: `,"token.actions.githubusercontent.com:sub":"${SUBJECT}"`,
    to: "",
    ids: [`aws/trust-pins-audience-and-subject[aws-eu/${CI} token.actions.githubusercontent.com:sub]`],
  },
  {
    name: "the pins let a token without claims in",
    at: CI,
    from: '"StringEquals"',
    to: '"ForAllValues:StringEquals"',
    ids: ["aud", "sub"].map(
      (claim) => `aws/trust-pins-audience-and-subject[aws-eu/${CI} token.actions.githubusercontent.com:${claim}]`,
    ),
  },
  {
    name: "a pull request comes in",
    at: CI,
    from: SUBJECT,
    to: "repo:acme@9919/payments@71234567:pull_request",
    ids: [`aws/trust-pins-audience-and-subject[aws-eu/${CI} repo:acme@9919/payments@71234567:pull_request]`],
  },
  {
    name: "the subject loses its ids",
    at: CI,
    from: SUBJECT,
    to: "repo:acme/payments:environment:production",
    ids: [`aws/github-subject-immutable[aws-eu/${CI} repo:acme/payments:environment:production]`],
  },
  {
    name: "tasks of every account come in",
    at: "aws_iam_role.payments_workload_reviewer",
    from: ',"StringEquals":{"aws:SourceAccount":"111122223333"}',
    to: "",
    ids: [
      "aws/trust-pins-audience-and-subject[aws-eu/aws_iam_role.payments_workload_reviewer ecs-tasks.amazonaws.com]",
    ],
  },
  {
    name: "a session lasts a day",
    at: "aws_ssoadmin_permission_set.payments_people",
    from: "PT8H",
    to: "P1D",
    ids: ["aws/session-length[aws-eu/aws_ssoadmin_permission_set.payments_people]"],
  },
  {
    name: "a role loses its boundary",
    at: CI,
    from: '"permissions_boundary":"arn:aws:iam::111122223333:policy/acme-boundary"',
    to: '"permissions_boundary":null',
    ids: [`aws/boundary-present[aws-eu/${CI}]`],
  },
  {
    name: "a policy is attached that nobody can read here",
    at: CI,
    from: '"path":"/"',
    to: '"path":"/","managed_policy_arns":["arn:aws:iam::aws:policy/AdministratorAccess"]',
    ids: [`aws/no-unknown-policy[aws-eu/${CI} arn:aws:iam::aws:policy/AdministratorAccess]`],
  },
];

/** The good stack with one text replaced in one resource. */
const loosen = ({ at, from, to }: Mutation): string => {
  const stack = JSON.parse(GOOD);
  const [type = "", name = ""] = at.split(".");
  const before = JSON.stringify(stack.resource[type][name]);
  const inDocument = (text: string) => JSON.stringify(text).slice(1, -1);
  const found = [from, inDocument(from)].find((text) => before.includes(text));
  if (found === undefined) throw new Error(`${at} does not hold ${from}`);
  stack.resource[type][name] = JSON.parse(before.replaceAll(found, found === from ? to : inDocument(to)));
  return JSON.stringify(stack);
};

describe("refuses the good stack as soon as one place is loosened", () => {
  test.each(MUTATIONS.map((mutation) => [mutation.name, mutation] as const))("%s", (_name, mutation) => {
    const view = known(readSynth(loosen(mutation), { stack: "aws-eu" }));
    expect(idsOf(runPolicies([view]))).toEqual(mutation.ids);
  });

  test.each(MUTATIONS.map((mutation) => [mutation.name, mutation] as const))("%s, in a plan", (_name, mutation) => {
    const references = /\$\{(aws_\w+)\.([\w-]+)\.(name|arn)\}/g;
    const text = loosen(mutation).replace(references, (_whole, type, name, attribute) => {
      const values = JSON.parse(GOOD).resource[type][name];
      return attribute === "name" ? values.name : `arn:aws:sso:::permissionSet/ssoins-1/${name}`;
    });
    const stack = JSON.parse(text);
    for (const [name, set] of Object.entries<Record<string, unknown>>(stack.resource.aws_ssoadmin_permission_set))
      set.arn = `arn:aws:sso:::permissionSet/ssoins-1/${name}`;
    const view = known(readPlan(JSON.stringify(asPlan(stack))));
    expect(idsOf(runPolicies([view]))).toEqual(mutation.ids);
  });
});
