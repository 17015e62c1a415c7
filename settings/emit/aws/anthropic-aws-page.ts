import type { AnthropicAwsFacts, AnthropicAwsKeyFacts } from "../../facts";
import { markdownCode } from "../../quote/markdown-text";
import { HELPER_BESIDE_PROJECT, keySteps } from "../anthropic/key-steps";
import { readerFiles } from "../anthropic/reader-steps";
import type { RoutePage } from "../route-page";
import { awsCredentials } from "./aws-credentials";

/** Claude Platform on AWS with a key of the workspace, as a page tells it. */
export const anthropicAwsKeyPage: RoutePage<AnthropicAwsKeyFacts> = {
  through: ({ region, workspace }) =>
    `Through Claude Platform on AWS in ${markdownCode(region)}, workspace ${markdownCode(workspace)}, with a key of it.`,
  credentials: (facts) => keySteps(facts, facts.signIn),
  besideProject: () => [HELPER_BESIDE_PROJECT],
  atStart: () => [],
  files: readerFiles,
};

/** Claude Platform on AWS, as a page tells it. */
export const anthropicAwsPage: RoutePage<AnthropicAwsFacts> = {
  through: ({ region, account, workspace }) =>
    `Through Claude Platform on AWS in ${markdownCode(region)}, AWS account ${markdownCode(account)}, workspace ${markdownCode(workspace)}. Which models answer there is a matter of the settings: AWS grants the workspace as a whole.`,
  ...awsCredentials,
  atStart: () => [],
};
