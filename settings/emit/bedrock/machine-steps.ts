import type { AwsHolder } from "../../facts";
import { iniValue } from "../../quote/ini-value";
import { markdownBlock, markdownCode, markdownText } from "../../quote/markdown-text";
import { quotePosix } from "../../quote/quote-posix";
import { yamlText } from "../../quote/yaml-text";
import { githubJob } from "../github-job";

const SESSION_AUDIT =
  "Note for audits: the job chooses its session name. What proves who it was is the subject of its token, which AWS CloudTrail has in the event AssumeRoleWithWebIdentity.";

const github = ({ roleArn = "", region }: AwsHolder): string[] => [
  "The job exchanges its token for the role. It must run as declared: in that repository, environment, branch or tag.",
  githubJob("aws-actions/configure-aws-credentials@v5", { "role-to-assume": roleArn, "aws-region": region }),
  SESSION_AUDIT,
];

const exchange = (roleArn: string): string[] => [
  `    - ${yamlText(`export AWS_ROLE_ARN=${quotePosix(roleArn)}`)}`,
  '    - export AWS_WEB_IDENTITY_TOKEN_FILE="$(mktemp)"',
  '    - printf %s "$CLAUDE_AWS_TOKEN" > "$AWS_WEB_IDENTITY_TOKEN_FILE"',
];

const gitlab = ({ roleArn = "" }: AwsHolder): string[] => [
  "The job exchanges its token for the role. It must run as declared: in that project, branch or tag. In place of AUDIENCE stands the declared audience, by default the address of the GitLab server:",
  markdownBlock(
    "yaml",
    ["job:", "  id_tokens:", "    CLAUDE_AWS_TOKEN:", "      aud: AUDIENCE", "  script:", ...exchange(roleArn)].join(
      "\n",
    ),
  ),
  SESSION_AUDIT,
];

const oidc = ({ roleArn = "" }: AwsHolder): string[] => [
  `The job writes its token, made for the declared audience, into a file, and sets ${markdownCode("AWS_WEB_IDENTITY_TOKEN_FILE")} to its path and ${markdownCode("AWS_ROLE_ARN")} to ${markdownCode(roleArn)}.`,
  SESSION_AUDIT,
];

const otherAccount = ({ roleArn = "", region }: AwsHolder): string[] => [
  `In the other account, assume the role. As a profile of ${markdownCode("~/.aws/config")}, to be named by ${markdownCode("AWS_PROFILE")}; ${markdownCode("credential_source")} is one of Environment, EcsContainer, Ec2InstanceMetadata, and ${markdownCode("external_id")} is added where one was declared:`,
  markdownBlock(
    "ini",
    [
      "[profile claude]",
      `role_arn = ${iniValue(roleArn)}`,
      "credential_source = Ec2InstanceMetadata",
      `region = ${region}`,
    ].join("\n"),
  ),
];

const roleOf = ({ roleArn = "" }: AwsHolder): string => markdownCode(roleArn);
const nameOf = ({ roleArn = "" }: AwsHolder): string => markdownCode(roleArn.slice(roleArn.lastIndexOf("/") + 1));

/** What to attach or to write, by the source of the credentials as a construct names it. */
const STEPS: Readonly<Record<string, (facts: AwsHolder) => string[]>> = {
  "GitHub Actions": github,
  "GitLab CI": gitlab,
  "OIDC token": oidc,
  "EKS Pod Identity": (facts) => [
    `Run the pod under the declared service account: the association gives it the role ${roleOf(facts)}. The cluster needs the add-on ${markdownCode("eks-pod-identity-agent")}.`,
  ],
  "IAM roles for service accounts": (facts) => [
    "Annotate the declared service account, and start its pods anew:",
    markdownBlock(
      "yaml",
      ["metadata:", "  annotations:", `    eks.amazonaws.com/role-arn: ${yamlText(facts.roleArn ?? "")}`].join("\n"),
    ),
  ],
  "ECS task role": (facts) => [`Set ${markdownCode("taskRoleArn")} of the task definition to ${roleOf(facts)}.`],
  "EC2 instance profile": (facts) => [
    `Start the instance with the instance profile ${nameOf(facts)}, which holds the role ${roleOf(facts)}.`,
  ],
  "Lambda execution role": (facts) => [
    `Set the execution role of the function to ${roleOf(facts)}. It allows Claude only: attach what the function needs besides, such as writing its log.`,
  ],
  "existing role": (facts) => [`The policy is attached to the role ${roleOf(facts)}; nothing is left to attach.`],
  "role of another account": otherAccount,
};

/** How a pipeline or workload gets credentials, as paragraphs of Markdown; `source` as the facts say it. */
export const machineSteps = (facts: AwsHolder, source: string): readonly string[] => {
  const steps = Object.hasOwn(STEPS, source) ? STEPS[source] : undefined;
  const known = steps?.(facts) ?? [
    `Credentials come from where it runs (${markdownText(source)}): the role ${roleOf(facts)}.`,
  ];
  return [...known, "Nothing in the settings shadows these credentials."];
};
