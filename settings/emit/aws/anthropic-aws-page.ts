import type { AnthropicAwsFacts } from "../../facts";
import { markdownCode } from "../../quote/markdown-text";
import type { RoutePage } from "../route-page";
import { awsCredentials } from "./aws-credentials";

/** Claude Platform on AWS, as a page tells it. */
export const anthropicAwsPage: RoutePage<AnthropicAwsFacts> = {
  through: ({ region, account, workspace }) =>
    `Through Claude Platform on AWS in ${markdownCode(region)}, AWS account ${markdownCode(account)}, workspace ${markdownCode(workspace)}. Which models answer there is a matter of the settings: AWS grants the workspace as a whole.`,
  ...awsCredentials,
  atStart: () => [],
};
