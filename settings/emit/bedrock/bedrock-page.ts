import type { BedrockFacts } from "../../facts";
import { probedFamilies } from "../../model-settings";
import { markdownCode } from "../../quote/markdown-text";
import { awsCredentials } from "../aws/aws-credentials";
import type { RoutePage } from "../route-page";

const reach = ({ geography }: BedrockFacts): string => {
  if (geography === "in-region") return "Requests are answered in that region.";
  if (geography === "global") return "Requests may be answered in any commercial region of AWS.";
  return `Requests stay within the geography ${markdownCode(geography)}.`;
};

/** Amazon Bedrock, as a page tells it. */
export const bedrockPage: RoutePage<BedrockFacts> = {
  through: (facts) =>
    `Through Amazon Bedrock in ${markdownCode(facts.region)}, AWS account ${markdownCode(facts.account)}. ${reach(facts)}`,
  ...awsCredentials,
  atStart: (facts, delivered) => {
    const missing = probedFamilies(facts.models);
    const isQuiet = missing.length === 0 || facts.models.every(({ target, systemId }) => target !== systemId);
    if (delivered === "settings" || isQuiet) return [];
    return [
      `The set has no ${missing.join(" and no ")}: with the environment alone the client asks for such a model at every start and is refused, which harms nothing. A settings file avoids that.`,
    ];
  },
};
