import { judged, ours } from "../authorization/aws/judge";

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

/** What IAM is asked about for one call: the profile, and each model behind it under the profile's condition. */
const questions = ({ action, resource, region }: BedrockRequest, systemProfile: string | undefined) => {
  const context = { "aws:RequestedRegion": region };
  const direct = { action, resource, context };
  if (!INVOKES.includes(action) || systemProfile === undefined) return [direct];
  const destinations = DESTINATIONS[systemProfile];
  if (destinations === undefined) return undefined;
  const model = systemProfile.slice(systemProfile.indexOf(".") + 1);
  return [
    direct,
    ...[...new Set([region, ...destinations])].map((destination) => ({
      action,
      resource: `arn:aws:bedrock:${destination}::foundation-model/${model}`,
      context: {
        "aws:RequestedRegion": destination === "" ? "unspecified" : region,
        "bedrock:InferenceProfileArn": resource,
      },
    })),
  ];
};

/**
 * Whether an independent IAM simulator lets a call through, asked about everything that AWS asks about for it.
 *
 * @param applicationProfiles system profile behind each application profile's ARN
 */
export const simulatorAllows = async (
  policies: readonly object[],
  request: BedrockRequest,
  applicationProfiles: Readonly<Record<string, string>> = {},
): Promise<boolean> => {
  const [, profile] = /:inference-profile\/(.+)$/.exec(request.resource) ?? [];
  const asked = questions(request, applicationProfiles[request.resource] ?? profile);
  if (asked === undefined) return false;
  for (const question of asked) {
    // The simulator takes no ARN without a region, which is what a global profile's models have: there we ask ourselves.
    const judge = question.resource.includes(":bedrock:::") ? ours : judged;
    if ((await judge({ ...question, identity: policies })) !== "allowed") return false;
  }
  return true;
};
