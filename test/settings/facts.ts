import type { BedrockFacts, BedrockModel } from "../../settings/facts";

/** A granted model by family, as a construct would say it. */
export const granted = (family: BedrockModel["family"], model: string, systemId: string, more = {}): BedrockModel => ({
  model,
  family,
  target: systemId,
  systemId,
  profileArn: `arn:aws:bedrock:eu-central-1:111122223333:inference-profile/${systemId}`,
  ...more,
});

export const OPUS = granted("opus", "claude-opus-4-8", "eu.anthropic.claude-opus-4-8");
export const SONNET = granted("sonnet", "claude-sonnet-5", "eu.anthropic.claude-sonnet-5");
export const HAIKU = granted("haiku", "claude-haiku-4-5", "eu.anthropic.claude-haiku-4-5-20251001-v1:0");

/** Facts of a pipeline; a test changes what it is about. */
export const PIPELINE: BedrockFacts = {
  route: "bedrock",
  organization: "acme",
  team: "payments",
  entry: "aws-eu",
  identity: "ci/deploy",
  account: "111122223333",
  partition: "aws",
  region: "eu-central-1",
  geography: "eu",
  models: [OPUS, SONNET, HAIKU],
  startFamily: "sonnet",
  signIn: { kind: "ambient", source: "GitHub Actions" },
  roleArn: "arn:aws:iam::111122223333:role/claude_aws-eu_payments_ci_deploy",
};

/** Facts of people who sign in at an Identity Center. */
export const PEOPLE: BedrockFacts = {
  ...PIPELINE,
  identity: "people",
  roleArn: undefined,
  signIn: {
    kind: "identityCenter",
    startUrl: "https://acme.awsapps.com/start",
    ssoRegion: "eu-central-1",
    permissionSetName: "claude_aws-eu_payments",
  },
};
