import type { Source } from "./source";

/** What one policy of AWS's own allows of calling models; all else that it allows is left out. */
export interface CallingPolicy extends Source {
  /** Action patterns, `bedrock:*`. */
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Whether it is about calling models: who has one was meant to; the others allow everything, models among it. */
  readonly isAboutModels: boolean;
}

const page = (name: string) =>
  ({
    source: `https://docs.aws.amazon.com/aws-managed-policy/latest/reference/${name}.html`,
    date: "2026-11-24",
  }) as const;
const DOORS = ["bedrock:*", "bedrock-mantle:*", "aws-external-anthropic:*"] as const;

const CALLING: Readonly<Record<string, CallingPolicy>> = {
  AdministratorAccess: { actions: ["*"], resources: ["*"], isAboutModels: false, ...page("AdministratorAccess") },
  AmazonBedrockFullAccess: {
    actions: ["bedrock:*"],
    resources: ["*"],
    isAboutModels: true,
    ...page("AmazonBedrockFullAccess"),
  },
  AmazonBedrockLimitedAccess: {
    actions: ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"],
    resources: ["*"],
    isAboutModels: true,
    ...page("AmazonBedrockLimitedAccess"),
  },
  AmazonBedrockMantleFullAccess: {
    actions: ["bedrock-mantle:*"],
    resources: ["*"],
    isAboutModels: true,
    ...page("AmazonBedrockMantleFullAccess"),
  },
  AmazonBedrockMantleInferenceAccess: {
    actions: ["bedrock-mantle:CreateInference"],
    resources: ["arn:aws:bedrock-mantle:*:*:project/*"],
    isAboutModels: true,
    ...page("AmazonBedrockMantleInferenceAccess"),
  },
  // Everything but IAM, Organizations and accounts.
  PowerUserAccess: { actions: DOORS, resources: ["*"], isAboutModels: false, ...page("PowerUserAccess") },
};

const OF_AWS = /^arn:[^:]*:iam::aws:policy\/(?:.*\/)?([^/]+)$/;

/** What a managed policy of AWS's own, by its ARN, allows of calling models; `undefined` for one that is not known. */
export const callingPolicyOf = (policyArn: string): CallingPolicy | undefined => {
  const name = OF_AWS.exec(policyArn)?.[1];
  return name !== undefined && Object.hasOwn(CALLING, name) ? CALLING[name] : undefined;
};

/** Whether an ARN is that of a policy which AWS itself writes. */
export const isPolicyOfAws = (policyArn: string): boolean => OF_AWS.test(policyArn);
