import type { Source } from "./source";

/** What one policy of AWS's own allows of calling models; all else that it allows is left out. */
export interface CallingPolicy extends Source {
  /** Action patterns, `bedrock:*`. */
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

const page = (name: string) =>
  ({
    source: `https://docs.aws.amazon.com/aws-managed-policy/latest/reference/${name}.html`,
    date: "2026-11-24",
  }) as const;
const DOORS = ["bedrock:*", "bedrock-mantle:*", "aws-external-anthropic:*"] as const;

const CALLING: Readonly<Record<string, CallingPolicy>> = {
  AdministratorAccess: { actions: ["*"], resources: ["*"], ...page("AdministratorAccess") },
  AmazonBedrockFullAccess: { actions: ["bedrock:*"], resources: ["*"], ...page("AmazonBedrockFullAccess") },
  AmazonBedrockLimitedAccess: {
    actions: ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"],
    resources: ["*"],
    ...page("AmazonBedrockLimitedAccess"),
  },
  AmazonBedrockMantleFullAccess: {
    actions: ["bedrock-mantle:*"],
    resources: ["*"],
    ...page("AmazonBedrockMantleFullAccess"),
  },
  AmazonBedrockMantleInferenceAccess: {
    actions: ["bedrock-mantle:CreateInference"],
    resources: ["arn:aws:bedrock-mantle:*:*:project/*"],
    ...page("AmazonBedrockMantleInferenceAccess"),
  },
  // Everything but IAM, Organizations and accounts.
  PowerUserAccess: { actions: DOORS, resources: ["*"], ...page("PowerUserAccess") },
};

const OF_AWS = /^arn:[^:]*:iam::aws:policy\/(?:.*\/)?([^/]+)$/;

/** What a managed policy of AWS's own, by its ARN, allows of calling models; `undefined` for one that is not known. */
export const callingPolicyOf = (policyArn: string): CallingPolicy | undefined => {
  const name = OF_AWS.exec(policyArn)?.[1];
  return name !== undefined && Object.hasOwn(CALLING, name) ? CALLING[name] : undefined;
};

/** Whether an ARN is that of a policy which AWS itself writes. */
export const isPolicyOfAws = (policyArn: string): boolean => OF_AWS.test(policyArn);
