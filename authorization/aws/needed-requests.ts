import { BEDROCK_PERMISSIONS } from "../../catalog/bedrock-permissions";
import { findDestinations, GEOGRAPHIES } from "../../catalog/bedrock-profiles";
import { MODELS } from "../../catalog/models";
import type { AccessRequest } from "./evaluate-request";
import { componentsOf } from "./request-facts";

/** A request that a call of a model consists of, as AWS authorises it. */
export interface NeededRequest {
  readonly request: AccessRequest;
  /** Whether only the catalog says so, and AWS may route otherwise. */
  readonly byCatalog: boolean;
}

const ACTIONS = [BEDROCK_PERMISSIONS.invoke.action, BEDROCK_PERMISSIONS.stream.action];
/** Key by which AWS tells through which inference profile a model is called. */
export const PROFILE_KEY = "bedrock:InferenceProfileArn";
const REGION_KEY = "aws:RequestedRegion";
/** Region that AWS states for what a global profile forwards. */
const UNSPECIFIED = "unspecified";

/**
 * Everything that must be allowed for a call of `arn`: the profile, and behind it the model in its own region and in every
 * region to which the profile sends requests.
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/geographic-cross-region-inference.html
 */
export const neededRequests = (
  arn: string,
  modelId: string | undefined,
  statedGeography: string | undefined,
): readonly NeededRequest[] => {
  const [, partition = "", , region = "", , resource] = componentsOf(arn);
  const [type, id = ""] = (resource ?? "").split("/");
  const ask = (resource: string, requested: string, through: string | undefined, byCatalog: boolean) =>
    ACTIONS.map((action) => ({
      request: {
        action,
        resource,
        context: { [REGION_KEY]: requested, ...(through === undefined ? {} : { [PROFILE_KEY]: through }) },
      },
      byCatalog,
    }));
  const called = ask(arn, region, undefined, false);
  if (resource === undefined || modelId === undefined || type === "foundation-model") return called;
  const modelIn = (where: string) => `arn:${partition}:bedrock:${where}::foundation-model/${modelId}`;
  const geography = type === "inference-profile" ? id.split(".")[0] : statedGeography;
  const behind = ask(modelIn(region), region, arn, false);
  if (geography === "global") return [...called, ...behind, ...ask(modelIn(""), UNSPECIFIED, arn, false)];
  const others = destinationsOf(modelId, geography).filter((other) => other !== region);
  return [...called, ...behind, ...others.flatMap((other) => ask(modelIn(other), other, arn, true))];
};

const destinationsOf = (modelId: string, geography: string | undefined): readonly string[] => {
  const known = GEOGRAPHIES.find((name) => name === geography);
  const model = MODELS.find(({ bedrock }) => bedrock === modelId);
  return known === undefined || model === undefined ? [] : (findDestinations(model.id, known)?.regions ?? []);
};
