import { type RehearsalResult, rehearsalSummary } from "../../rehearsal/summary";
import type { BedrockFacts } from "../../settings/facts";

const facts: BedrockFacts = {
  route: "bedrock",
  organization: "acme",
  team: "payments",
  entry: "aws-eu",
  identity: "people",
  account: "111122223333",
  partition: "aws",
  region: "eu-central-1",
  geography: "eu",
  models: [
    { model: "claude-sonnet-5", family: "sonnet", target: "eu.s5", systemId: "eu.s5" },
    {
      model: "claude-haiku-4-5",
      family: "haiku",
      target: "eu.h45",
      systemId: "eu.h45",
      retiringUntil: "2027-01-31",
    },
  ],
  startFamily: "sonnet",
  signIn: {
    kind: "identityCenter",
    startUrl: "https://acme.awsapps.com/start",
    ssoRegion: "eu-central-1",
    permissionSetName: "claude_payments",
  },
};
const pipeline: BedrockFacts = {
  ...facts,
  identity: "ci/deploy",
  signIn: { kind: "ambient", source: "GitHub Actions" },
};
const abroad: BedrockFacts = {
  ...facts,
  entry: "aws-us",
  account: "444455556666",
  region: "us-east-1",
  signIn: { kind: "credentialProcess", command: "token-to-aws" },
};

const result: RehearsalResult = {
  declaration: "examples/acme/access.yaml",
  facts: [abroad, facts, pipeline],
  changes: {
    "aws-us": { added: 11, changed: 0, destroyed: 0 },
    "aws-eu": { added: 2, changed: 1, destroyed: 3 },
    "shared-111122223333": { added: 0, changed: 0, destroyed: 0 },
  },
  backend: "s3",
  stateFolder: ".cache/rehearsal/state",
  clientsFolder: ".cache/rehearsal/clients",
  logFile: ".cache/rehearsal/deploy.log",
  seconds: 7.123,
};

const SUMMARY = `
Rehearsal of examples/acme/access.yaml, 7.1 s. No cloud was called: stand-ins took the place of the
providers, and state is kept in .cache/rehearsal/state instead of the declared s3 backend.

What changed: 13 added, 1 changed, 3 destroyed
  aws-eu: 2 added, 1 changed, 3 destroyed
  aws-us: 11 added
  shared-111122223333: no changes

Who can now use which models, through what (rehearsed)
  aws-eu: Amazon Bedrock in eu-central-1, account 111122223333
    payments ci/deploy  claude-sonnet-5, claude-haiku-4-5 (until 2027-01-31)
                        signed in by GitHub Actions
    payments people     claude-sonnet-5, claude-haiku-4-5 (until 2027-01-31)
                        sign in at https://acme.awsapps.com/start
  aws-us: Amazon Bedrock in us-east-1, account 444455556666
    payments people     claude-sonnet-5, claude-haiku-4-5 (until 2027-01-31)
                        sign in with token-to-aws

What is left for people to do, with a real account
  1. Send Anthropic's use-case form (account 111122223333, account 444455556666)
     who:   an administrator with bedrock:PutUseCaseForModelAccess and aws-marketplace:Subscribe
     where: Amazon Bedrock console, playground, any Anthropic model
     how:   once an account, or once for all from the management account of the AWS organization; then call each model once, which subscribes the account to it
  2. Put the people into their groups (team payments)
     who:   the owner of the identity provider
     where: the directory behind the sign-in
     how:   the group must exist before the first apply, membership is read at every sign-in
  3. Deliver the settings (payments/aws-eu/ci/deploy, payments/aws-eu/people, payments/aws-us/people)
     who:   whoever manages the machines (MDM), and the owner of each pipeline and workload
     where: the managed settings folder of each machine, the repository or environment of each pipeline and workload
     how:   as the README.md beside each file says

Where the files for the clients lie, by TEAM/ENTRY/IDENTITY, each with a README.md for its holder
  .cache/rehearsal/clients
  log of the deploy: .cache/rehearsal/deploy.log
`;

test("tells a person what changed, who can use what, what is left to do, and where the files lie", () => {
  expect(rehearsalSummary(result)).toBe(SUMMARY);
});

test("says that nothing changes", () => {
  const none = { added: 0, changed: 0, destroyed: 0 };
  const same = { ...result, changes: { "aws-eu": none, "aws-us": none } };
  expect(rehearsalSummary(same)).toBe(
    SUMMARY.replace(/What changed[\s\S]*?no changes\n/, "Nothing changes: what is declared is what is there.\n"),
  );
});

test("names five things, and of more says how many", () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ ...pipeline, identity: `ci/p${index}` as const }));
  const third = (count: number) =>
    rehearsalSummary({ ...result, facts: many(count) }).match(/Deliver the settings \((.*)\)/)?.[1];
  const one = (index: number) => `payments/aws-eu/ci/p${index}`;
  expect([third(5), third(6)]).toEqual([
    [0, 1, 2, 3, 4].map(one).join(", "),
    `${[0, 1, 2, 3].map(one).join(", ")} and 2 more`,
  ]);
});
