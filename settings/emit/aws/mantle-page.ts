import type { MantleFacts } from "../../facts";
import { markdownCode } from "../../quote/markdown-text";
import { refusedAtStart } from "../bedrock/refused-at-start";
import type { RoutePage } from "../route-page";
import { awsCredentials } from "./aws-credentials";

const beside = ({ geography }: MantleFacts): string =>
  geography === undefined
    ? "No other service of AWS is called for a model."
    : `Models that are not on Mantle go through Amazon Bedrock, within the geography ${markdownCode(geography)}.`;

/** Bedrock Mantle, as a page tells it. */
export const mantlePage: RoutePage<MantleFacts> = {
  through: (facts) =>
    `Through Bedrock Mantle in ${markdownCode(facts.region)}, AWS account ${markdownCode(facts.account)}. ${beside(facts)}`,
  ...awsCredentials,
  atStart: ({ geography, models }, delivered) =>
    geography === undefined || delivered === "settings" ? [] : refusedAtStart(models),
};
