import type { BedrockFacts } from "../../facts";
import { markdownCode } from "../../quote/markdown-text";
import { awsCredentials } from "../aws/aws-credentials";
import type { RoutePage } from "../route-page";
import { refusedAtStart } from "./refused-at-start";

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
  atStart: ({ models }, delivered) => {
    const isOwn = models.every(({ target, systemId }) => target !== systemId);
    return delivered === "settings" || isOwn ? [] : refusedAtStart(models);
  },
};
