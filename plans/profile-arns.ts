import { type JsonObject, listAt, objectAt, textAt } from "./json-value";

const PROFILE = "aws_bedrock_inference_profile";

/** ARNs of application profiles that are there and stay, by their addresses. */
export const profileArns = (json: JsonObject): ((address: string) => string | undefined) => {
  const profiles = listAt(json, "resource_changes").filter((one) => textAt(one, "type") === PROFILE);
  const arns = profiles.flatMap((one) => {
    const [address, arn] = [textAt(one, "address"), textAt(objectAt(objectAt(one, "change"), "after"), "arn")];
    return address === undefined || arn === undefined ? [] : [[address, arn] as const];
  });
  const byAddress = new Map(arns);
  return (address) => byAddress.get(address);
};
