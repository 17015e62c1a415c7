import fc from "fast-check";
import type { ExplainedIdentity, Explanation } from "../../../access/explanation";
import { explainText } from "../../../access/report/explain-text";
import { printedJson } from "../../../quoting/printed-json";
import { anyText } from "../../helpers/any-text";
import { HOSTILE_NAMES } from "./any-diff";
import { githubEntrance, HAIKU, SONNET } from "./sample-diff";

const PROFILE = "arn:aws:bedrock:eu-central-1:111122223333:inference-profile/eu.anthropic.claude";
const DEPLOY: ExplainedIdentity = {
  ...{ id: "aws_iam_role.Deploy", address: "aws_iam_role.Deploy", cloud: "aws", kind: "role", stack: "aws-eu" },
  ...{ name: "acme-payments-deploy", holders: ["payments ci/deploy"] },
  entrances: [githubEntrance("acme/payments")],
  models: [HAIKU, SONNET, { ...SONNET, model: "*", name: "every model", certainty: "possible", geography: undefined }],
  sessionSeconds: 3600,
  open: ["The boundary is not in the plan."],
  declared: { path: "teams.payments.ci.deploy", reason: "pipeline", file: "access.yaml", line: 74, column: 7 },
  grantedBy: [
    {
      address: "aws_iam_role_policy.Deploy",
      declared: { path: "teams.payments.models", reason: "models of payments" },
    },
    { address: "aws_iam_role_policy.By.Hand" },
  ],
};
const explained = (identities: readonly ExplainedIdentity[], more: Partial<Explanation> = {}): Explanation => ({
  schemaVersion: 1,
  subject: { kind: "team", name: "payments" },
  stacks: ["aws-eu"],
  ...{ identities, settings: [] },
  ...more,
});

test("of a team it is told what it may call, who comes in, for how long, why and through which line", () => {
  const settings = [
    {
      ...{ stack: "aws-eu", team: "payments", identity: "ci/deploy" },
      keys: [
        { key: "model", value: '"sonnet"' },
        { key: "env.AWS_REGION", value: '"eu-central-1"' },
      ],
    },
  ];
  expect(explainText(explained([DEPLOY], { settings }))).toBe(`What team payments may do, and why

role acme-payments-deploy in aws-eu, for payments ci/deploy
  may call Claude Haiku 4.5 and Claude Sonnet 5 on Amazon Bedrock, answered in eu, through ${PROFILE}-haiku-4-5 and ${PROFILE}-sonnet-5
  may perhaps call every model on Amazon Bedrock, where it is answered is not known, through ${PROFILE}-sonnet-5
  way in: GitHub Actions: repo:acme/payments:environment:production
  credentials work for up to 1 hour
  is there by access.yaml:74:7 (teams.payments.ci.deploy): pipeline [aws_iam_role.Deploy]
  granted by aws_iam_role_policy.By.Hand, which no declaration explains
  granted by teams.payments.models: models of payments [aws_iam_role_policy.Deploy]
  not known: The boundary is not in the plan.

settings of payments ci/deploy in aws-eu
  env.AWS_REGION is "eu-central-1"
  model is "sonnet"
`);
});

test("of a principal that nothing declares it is told so", () => {
  const { declared: _, ...undeclared } = DEPLOY;
  const legacy = {
    ...undeclared,
    ...{ name: "Legacy", holders: [], entrances: [], models: [], sessionSeconds: undefined, open: [], grantedBy: [] },
  };
  const subject = { kind: "principal", name: "arn:aws:iam::111122223333:role/Legacy" } as const;
  expect(
    explainText(explained([legacy], { subject })),
  ).toBe(`What principal arn:aws:iam::111122223333:role/Legacy may do, and why

role Legacy in aws-eu, no settings lead to it
  may call no model that could be seen
  for how long its credentials work is not known
  is there by aws_iam_role.Deploy, which no declaration explains
`);
});

test("a team of which nothing is seen is answered with where was looked", () => {
  expect(explainText(explained([], { stacks: ["b", "a"] }))).toBe("Nothing of team payments is seen in a and b.\n");
});

test("the order of the input does not matter, and the JSON has a version", () => {
  const other = { ...DEPLOY, name: "acme-other", id: "aws_iam_role.Other" };
  expect(explainText(explained([other, DEPLOY]))).toBe(explainText(explained([DEPLOY, other])));
  expect(printedJson(explained([]))).toContain('{\n  "schemaVersion": 1,\n');
});

test("no name reaches a terminal as anything but seen text on its line", () => {
  const anyName = fc.oneof(fc.constantFrom(...HOSTILE_NAMES), anyText({ maxLength: 40 }));
  fc.assert(
    fc.property(anyName, anyName, anyName, (name, kind, open) => {
      const hostile = { ...DEPLOY, name, kind, holders: [name], open: [open], stack: name };
      const text = explainText(explained([hostile], { subject: { kind: "team", name }, stacks: [name] }));
      expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      expect(text.split("\n")).toHaveLength(12);
    }),
  );
});
