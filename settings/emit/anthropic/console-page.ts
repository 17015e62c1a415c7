import type { ConsoleFacts } from "../../facts";
import { markdownCode } from "../../quote/markdown-text";
import { numberedSteps } from "../numbered-steps";
import type { RoutePage } from "../route-page";
import { exchangeSteps } from "./exchange-steps";
import { HELPER_BESIDE_PROJECT, keySteps } from "./key-steps";
import { profileFile } from "./profile-file";
import { readerFiles } from "./reader-steps";

const login = ({ anthropicOrganization }: ConsoleFacts): string[] =>
  numberedSteps(
    ["Accept the invitation to the organization, where you are no member yet."],
    [
      `Sign in: ${markdownCode("claude auth login --console")}, or ${markdownCode("/login")} in a session. A browser opens.`,
    ],
    [
      `It must be the organization ${markdownCode(anthropicOrganization)}. An API key, a token or a helper is refused at the start ("require a first-party login").`,
    ],
  );

const credentials = (facts: ConsoleFacts): readonly string[] => {
  const { signIn } = facts;
  switch (signIn.kind) {
    case "consoleLogin":
      return login(facts);
    case "helper":
      return keySteps(facts, signIn);
    case "exchange":
      return exchangeSteps(facts, signIn);
  }
};

/** The Claude Console and its API, as a page tells it. */
export const consolePage: RoutePage<ConsoleFacts> = {
  through: ({ anthropicOrganization, workspace }) => {
    const where = workspace === undefined ? "" : `, workspace ${markdownCode(workspace)}`;
    return `Through Anthropic's own API, organization ${markdownCode(anthropicOrganization)}${where}.`;
  },
  credentials,
  besideProject: ({ signIn }) => (signIn.kind === "helper" ? [HELPER_BESIDE_PROJECT] : []),
  atStart: () => [],
  files: (facts) => ({ ...profileFile(facts), ...readerFiles(facts) }),
};
