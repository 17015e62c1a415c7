import type { ClaudeAiFacts } from "../../facts";
import { markdownCode } from "../../quote/markdown-text";
import { numberedSteps } from "../numbered-steps";
import type { RoutePage } from "../route-page";

const organizations = ({ anthropicOrganizations }: ClaudeAiFacts): string =>
  anthropicOrganizations.map(markdownCode).join(" or ");

/** Claude for Teams and Enterprise, as a page tells it. */
export const claudeAiPage: RoutePage<ClaudeAiFacts> = {
  through: (facts) =>
    `Through Claude for Teams or Enterprise, with your own account in the organization ${organizations(facts)}.`,
  credentials: (facts) =>
    numberedSteps(
      ["Accept the invitation to the organization, where you are no member yet."],
      [`Sign in: ${markdownCode("claude auth login")}, or ${markdownCode("/login")} in a session. A browser opens.`],
      [
        `The settings let in nobody else: an account of another organization than ${organizations(facts)}, an API key, a token or a helper is refused at the start ("require a first-party login").`,
      ],
    ),
  besideProject: () => [],
  atStart: () => [],
  files: () => ({}),
};
