import { bedrockSettings } from "../../../settings/bedrock-settings";
import type { Deliver } from "../../../settings/client-settings";
import { peoplePage } from "../../../settings/emit/people-page";
import type { BedrockFacts } from "../../../settings/facts";
import { granted, PEOPLE, PIPELINE, SONNET } from "../facts";

const page = (facts: BedrockFacts, deliver?: Deliver) => peoplePage({ ...facts, deliver }, bedrockSettings(facts, {}));
/** The paragraphs below one heading. */
const below = (heading: string, text: string): string => text.split(`## ${heading}\n\n`)[1]?.split("\n\n## ")[0] ?? "";
const ARN = "arn:aws:iam::111122223333:role/claude_aws-eu_payments_ci_deploy";

test("the page of a pipeline on GitHub is whole", () => {
  expect(page(PIPELINE, "managed")).toBe(`# Claude Code for payments (ci/deploy)

Through Amazon Bedrock in \`eu-central-1\`, AWS account \`111122223333\`. Requests stay within the geography \`eu\`.

## Credentials

The job exchanges its token for the role. It must run as declared: in that repository, environment, branch or tag.

\`\`\`yaml
permissions:
  id-token: write
  contents: read
steps:
  - uses: aws-actions/configure-aws-credentials@v5
    with:
      role-to-assume: "${ARN}"
      aws-region: "eu-central-1"
\`\`\`

Note for audits: the job chooses its session name. What proves who it was is the subject of its token, which AWS CloudTrail has in the event AssumeRoleWithWebIdentity.

Nothing in the settings shadows these credentials.

## Settings

Put \`managed-settings.json\` into the image or onto the runner: then no repository that it checks out can send the client elsewhere.

| on | into |
| --- | --- |
| Linux, WSL | \`/etc/claude-code/\` |
| macOS | \`/Library/Application Support/ClaudeCode/\` |
| Windows | \`C:\\Program Files\\ClaudeCode\\\` |

Where other teams put files there too, take \`managed-settings.d/50-claude-access.json\` instead (client 2.1.83 or newer).

## Start

Run \`claude\`. These models answer; any other is refused:

| model | how to choose it |
| --- | --- |
| claude-opus-4-8 | \`/model opus\` |
| claude-sonnet-5 | \`/model sonnet\`; a session starts with it |
| claude-haiku-4-5 | \`/model haiku\` |
`);
});

test("people of an Identity Center are led from the AWS CLI to a signed-in session", () => {
  expect(below("Credentials", page(PEOPLE))).toBe(`1. Install the AWS CLI, version 2.

2. Add this to \`~/.aws/config\`. It is also in \`aws-config\` beside this page; leave out a section whose name is there already:

\`\`\`ini
[sso-session claude-acme.awsapps.com-start-eu-central-1]
sso_start_url = https://acme.awsapps.com/start
sso_region = eu-central-1
sso_registration_scopes = sso:account:access

[profile claude_aws-eu_payments]
sso_session = claude-acme.awsapps.com-start-eu-central-1
sso_account_id = 111122223333
sso_role_name = claude_aws-eu_payments
region = eu-central-1
\`\`\`

3. Sign in: \`aws sso login --profile claude_aws-eu_payments\`. A browser opens. Claude Code runs the same command again when the session has ended.`);
});

const AUDIT =
  "Note for audits: where that sign-in is OIDC, the caller chooses the session name, so it proves nobody's name. The subject of the token does; AWS CloudTrail has it in the event AssumeRoleWithWebIdentity.";

test("people with a credential process are told how to try it, and auditors what proves a name", () => {
  const signIn = { kind: "credentialProcess", command: "acme-login --role {roleArn}" } as const;
  expect(
    below("Credentials", page({ ...PEOPLE, roleArn: ARN, signIn })),
  ).toBe(`1. Add this to \`~/.aws/config\`; the command signs you in when Claude Code needs credentials. It is also in \`aws-config\` beside this page; leave out a section whose name is there already:

\`\`\`ini
[profile claude_aws-eu_payments]
credential_process = acme-login --role ${ARN}
region = eu-central-1
\`\`\`

2. Try it: \`aws sts get-caller-identity --profile claude_aws-eu_payments\`. It must name the role \`${ARN}\`.

${AUDIT}`);
});

test("people with a sign-in command are told it, and what it must bring", () => {
  const signIn = { kind: "authRefresh", command: "saml2aws login -p {profile}" } as const;
  expect(
    below("Credentials", page({ ...PEOPLE, roleArn: ARN, signIn })),
  ).toBe(`1. Add this to \`~/.aws/config\`. It is also in \`aws-config\` beside this page; leave out a section whose name is there already:

\`\`\`ini
[profile claude_aws-eu_payments]
region = eu-central-1
\`\`\`

2. Sign in: \`saml2aws login -p claude_aws-eu_payments\`. It must put credentials of the role \`${ARN}\` into the profile \`claude_aws-eu_payments\`. Claude Code runs the same command again when the session has ended.

${AUDIT}`);
});

test.each([
  [
    "EKS Pod Identity",
    `Run the pod under the declared service account: the association gives it the role \`${ARN}\`. The cluster needs the add-on \`eks-pod-identity-agent\`.`,
  ],
  [
    "IAM roles for service accounts",
    `Annotate the declared service account, and start its pods anew:\n\n\`\`\`yaml\nmetadata:\n  annotations:\n    eks.amazonaws.com/role-arn: "${ARN}"\n\`\`\``,
  ],
  ["ECS task role", `Set \`taskRoleArn\` of the task definition to \`${ARN}\`.`],
  [
    "EC2 instance profile",
    `Start the instance with the instance profile \`claude_aws-eu_payments_ci_deploy\`, which holds the role \`${ARN}\`.`,
  ],
  [
    "Lambda execution role",
    `Set the execution role of the function to \`${ARN}\`. It allows Claude only: attach what the function needs besides, such as writing its log.`,
  ],
  ["existing role", `The policy is attached to the role \`${ARN}\`; nothing is left to attach.`],
  ["something [new](x)", `Credentials come from where it runs (something \\[new\\]\\(x\\)): the role \`${ARN}\`.`],
])("a workload with the source %s is told what to attach", (source, text) => {
  const facts: BedrockFacts = { ...PIPELINE, identity: "workload/reviewer", signIn: { kind: "ambient", source } };
  expect(below("Credentials", page(facts))).toBe(`${text}\n\nNothing in the settings shadows these credentials.`);
});

test("a pipeline on GitLab writes its token where the client looks for it", () => {
  const text = below("Credentials", page({ ...PIPELINE, signIn: { kind: "ambient", source: "GitLab CI" } }));
  expect(text.split("```")[1]).toBe(`yaml
job:
  id_tokens:
    CLAUDE_AWS_TOKEN:
      aud: AUDIENCE
  script:
    - "export AWS_ROLE_ARN=${ARN}"
    - export AWS_WEB_IDENTITY_TOKEN_FILE="$(mktemp)"
    - printf %s "$CLAUDE_AWS_TOKEN" > "$AWS_WEB_IDENTITY_TOKEN_FILE"
`);
});

test.each<[string, BedrockFacts, Deliver, string]>([
  [
    "people, user",
    PEOPLE,
    "user",
    "Put `settings.json` into `~/.claude/`; where you have one already, add these keys to it.",
  ],
  [
    "a pipeline, user",
    PIPELINE,
    "user",
    "Start with `claude --settings managed-settings.json`: that beats the settings of a repository and the job's environment.",
  ],
  [
    "people, project",
    PEOPLE,
    "project",
    "The repository holds `project-settings.json` as `.claude/settings.json`.\n\nIt names no AWS profile, since pipelines read it too. Before you start: `export AWS_PROFILE=claude_aws-eu_payments`.",
  ],
  [
    "a pipeline, project",
    PIPELINE,
    "project",
    "The repository holds `project-settings.json` as `.claude/settings.json`.",
  ],
  ["a pipeline, environment", PIPELINE, "environment", "Source `env.sh` (or dot-source `env.ps1`) before the start."],
  [
    "a pipeline without two families, environment",
    { ...PIPELINE, models: [SONNET] },
    "environment",
    "Source `env.sh` (or dot-source `env.ps1`) before the start.\n\nThe set has no opus and no haiku: with the environment alone the client asks for such a model at every start and is refused, which harms nothing. A settings file avoids that.",
  ],
])("how settings are delivered to %s", (_who, facts, deliver, text) => {
  expect(below("Settings", page(facts, deliver))).toBe(text);
});

test("a retiring model is shown with its last day, and where requests may go is said", () => {
  const old = granted("sonnet", "claude-sonnet-4-5", "global.anthropic.claude-sonnet-4-5-20250929-v1:0", {
    retiringUntil: "2027-01-31",
  });
  const text = page({ ...PIPELINE, geography: "global", models: [SONNET, old] });
  expect(text).toContain("Requests may be answered in any commercial region of AWS.");
  expect(text).toContain(
    "| claude-sonnet-4-5 | not any more: it answers clients with older settings until 2027-01-31 |",
  );
  expect(page({ ...PIPELINE, geography: "in-region" })).toContain("Requests are answered in that region.");
});
