import { awsProfileName } from "../../aws-sign-in";
import type { BedrockFacts } from "../../facts";
import { probedFamilies } from "../../model-settings";
import { markdownCode } from "../../quote/markdown-text";
import type { RoutePage } from "../route-page";
import { awsConfig } from "./aws-config";
import { machineSteps } from "./machine-steps";
import { peopleSteps } from "./people-steps";

const reach = ({ geography }: BedrockFacts): string => {
  if (geography === "in-region") return "Requests are answered in that region.";
  if (geography === "global") return "Requests may be answered in any commercial region of AWS.";
  return `Requests stay within the geography ${markdownCode(geography)}.`;
};

/** Amazon Bedrock, as a page tells it. */
export const bedrockPage: RoutePage<BedrockFacts> = {
  through: (facts) =>
    `Through Amazon Bedrock in ${markdownCode(facts.region)}, AWS account ${markdownCode(facts.account)}. ${reach(facts)}`,
  credentials: (facts) =>
    facts.signIn.kind === "ambient" ? machineSteps(facts, facts.signIn.source) : peopleSteps(facts),
  besideProject: (facts) => [
    `It names no AWS profile, since pipelines read it too. Before you start: ${markdownCode(`export AWS_PROFILE=${awsProfileName(facts)}`)}.`,
  ],
  atStart: (facts, delivered) => {
    const missing = probedFamilies(facts.models);
    const isQuiet = missing.length === 0 || facts.models.every(({ target, systemId }) => target !== systemId);
    if (delivered === "settings" || isQuiet) return [];
    return [
      `The set has no ${missing.join(" and no ")}: with the environment alone the client asks for such a model at every start and is refused, which harms nothing. A settings file avoids that.`,
    ];
  },
  files: (facts): Readonly<Record<string, string>> => {
    const config = awsConfig(facts);
    return config === undefined ? {} : { "aws-config": config };
  },
};
