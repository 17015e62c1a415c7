import type { Facts } from "../facts";
import { claudeAiPage } from "./anthropic/claude-ai-page";
import { consolePage } from "./anthropic/console-page";
import { gatewayPage } from "./anthropic/gateway-page";
import { anthropicAwsKeyPage, anthropicAwsPage } from "./aws/anthropic-aws-page";
import { mantlePage } from "./aws/mantle-page";
import { foundryPage } from "./azure/azure-page";
import { bedrockPage } from "./bedrock/bedrock-page";
import { anthropicGoogleCloudPage, vertexPage } from "./google/google-page";
import type { RoutePage } from "./route-page";

/** One page of a route, with the facts already in it. */
export interface Page {
  readonly through: string;
  readonly credentials: readonly string[];
  readonly besideProject: readonly string[];
  readonly atStart: (delivered: "environment" | "settings") => readonly string[];
  readonly files: Readonly<Record<string, string>>;
}

const filled = <F extends Facts>(page: RoutePage<F>, facts: F): Page => ({
  through: page.through(facts),
  credentials: page.credentials(facts),
  besideProject: page.besideProject(facts),
  atStart: (delivered) => page.atStart(facts, delivered),
  files: page.files(facts),
});

/** What is said of an identity in the words of its route. */
export const pageOf = (facts: Facts): Page => {
  switch (facts.route) {
    case "bedrock":
      return filled(bedrockPage, facts);
    case "mantle":
      return filled(mantlePage, facts);
    case "anthropic-aws-key":
      return filled(anthropicAwsKeyPage, facts);
    case "anthropic-aws":
      return filled(anthropicAwsPage, facts);
    case "foundry":
      return filled(foundryPage, facts);
    case "vertex":
      return filled(vertexPage, facts);
    case "anthropic-google-cloud":
      return filled(anthropicGoogleCloudPage, facts);
    case "claude-ai":
      return filled(claudeAiPage, facts);
    case "console":
      return filled(consolePage, facts);
    case "gateway":
      return filled(gatewayPage, facts);
  }
};
