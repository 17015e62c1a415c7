import type { GatewayFacts } from "../../facts";
import { markdownCode } from "../../quote/markdown-text";
import { numberedSteps } from "../numbered-steps";
import type { RoutePage } from "../route-page";
import { HELPER_BESIDE_PROJECT, keySteps } from "./key-steps";
import { readerFiles } from "./reader-steps";

const BEHIND: Readonly<Record<GatewayFacts["api"], string>> = {
  anthropic: "which answers for Anthropic's API",
  bedrock: "which signs requests for Amazon Bedrock itself",
  vertex: "which signs requests for Vertex AI itself",
  foundry: "which signs requests for Microsoft Foundry itself",
  apps: "Anthropic's apps gateway",
};

const network = ({ network }: GatewayFacts): string[] => {
  const files = [network?.caFile, network?.clientCertificateFile, network?.clientKeyFile].filter(
    (file) => file !== undefined,
  );
  if (files.length === 0) return [];
  return [
    `These files must lie on the machine: ${files.map(markdownCode).join(", ")}. They are not part of what is delivered.`,
  ];
};

const credentials = (facts: GatewayFacts): readonly string[] => {
  const { signIn, baseUrl } = facts;
  switch (signIn.kind) {
    case "gatewayLogin":
      return numberedSteps(
        [`Sign in: ${markdownCode("/login")} in a session. A browser opens at ${markdownCode(baseUrl)}.`],
        ["Every other way in is refused: the settings let the client speak with this gateway only."],
      );
    case "variable":
      return [
        `Set ${markdownCode(signIn.variable)} to the token that the gateway gave you, in the environment that the client starts in; never write it into a file of settings.`,
      ];
    case "helper":
      return keySteps(facts, signIn);
  }
};

/** A gateway, as a page tells it. */
export const gatewayPage: RoutePage<GatewayFacts> = {
  through: ({ baseUrl, api }) => `Through the gateway ${markdownCode(baseUrl)}, ${BEHIND[api]}.`,
  credentials: (facts) => [...credentials(facts), ...network(facts)],
  besideProject: ({ signIn }) => (signIn.kind === "helper" ? [HELPER_BESIDE_PROJECT] : []),
  atStart: () => [],
  files: readerFiles,
};
