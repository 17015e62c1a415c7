import { judged, ours, type Question } from "../authorization/aws/judge";

/** A call to Bedrock as a server sees it. */
export interface BedrockRequest {
  readonly action: string;
  /** ARN of an inference profile or model, or `*`. */
  readonly resource: string;
  /** Region of the endpoint. */
  readonly region: string;
}

const EU = ["eu-central-1", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-3"];
const US = ["ca-central-1", "ca-west-1", "us-east-1", "us-east-2", "us-west-2"];
const AU = ["ap-southeast-2", "ap-southeast-4"];

/**
 * Where AWS sends the requests of a system profile: written down by hand from the fact sheet (AWS guidance 2.5.2), not from
 * the catalog, so that both can be wrong only apart.
 */
export const DESTINATIONS: Readonly<Record<string, readonly string[]>> = {
  "eu.anthropic.claude-opus-4-8": EU,
  "eu.anthropic.claude-sonnet-5": EU,
  "eu.anthropic.claude-sonnet-4-6": EU,
  "eu.anthropic.claude-haiku-4-5-20251001-v1:0": EU,
  "eu.anthropic.claude-sonnet-4-5-20250929-v1:0": [...EU, "eu-central-2", "eu-west-2"],
  "us.anthropic.claude-opus-4-8": [...US, "us-west-1"],
  "us.anthropic.claude-sonnet-5": US,
  "us.anthropic.claude-haiku-4-5-20251001-v1:0": ["ca-central-1", "us-east-1", "us-east-2", "us-west-2"],
  "au.anthropic.claude-sonnet-4-6": AU,
  "au.anthropic.claude-haiku-4-5-20251001-v1:0": AU,
  "global.anthropic.claude-sonnet-4-6": [""],
  "global.anthropic.claude-opus-4-8": [""],
};

const INVOKES = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"];

/** What IAM is asked about besides the profile itself: each model behind it, under the profile's condition. */
const behind = ({ action, resource, region }: BedrockRequest, systemProfile: string | undefined) => {
  if (!INVOKES.includes(action) || systemProfile === undefined) return [];
  const destinations = DESTINATIONS[systemProfile];
  if (destinations === undefined) throw new Error(`no test says where AWS sends the requests of ${systemProfile}`);
  const model = systemProfile.slice(systemProfile.indexOf(".") + 1);
  return [...new Set([region, ...destinations])].map((destination) => ({
    action,
    resource: `arn:aws:bedrock:${destination}::foundation-model/${model}`,
    context: {
      "aws:RequestedRegion": destination === "" ? "unspecified" : region,
      "bedrock:InferenceProfileArn": resource,
    },
  }));
};

/** What a call is judged by. */
export interface JudgedBy {
  /** Documents of the role. */
  readonly policies: readonly unknown[];
  readonly boundary?: unknown;
  /** System profile behind each application profile's ARN. */
  readonly applicationProfiles?: Readonly<Record<string, string>>;
}

/** Whether an independent IAM simulator lets a call through, asked about everything that AWS asks about for it. */
export const simulatorAllows = async (
  request: BedrockRequest,
  { policies, boundary, applicationProfiles = {} }: JudgedBy,
): Promise<boolean> => {
  const { action, resource, region } = request;
  const allows = async (question: Pick<Question, "action" | "resource" | "context">): Promise<boolean> => {
    // The simulator takes no ARN without a region, which is what a global profile's models have: there we ask ourselves.
    const judge = question.resource.includes(":bedrock:::") ? ours : judged;
    return (await judge({ ...question, identity: policies, boundary })) === "allowed";
  };
  if (!(await allows({ action, resource, context: { "aws:RequestedRegion": region } }))) return false;
  const [, profile] = /:inference-profile\/(.+)$/.exec(resource) ?? [];
  for (const question of behind(request, applicationProfiles[resource] ?? profile)) {
    if (!(await allows(question))) return false;
  }
  return true;
};
