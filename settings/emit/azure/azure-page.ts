import type { FoundryFacts } from "../../facts";
import { markdownCode } from "../../quote/markdown-text";
import type { RoutePage } from "../route-page";
import { azureSteps } from "./azure-steps";

const address = ({ baseUrl, resource }: FoundryFacts): string =>
  baseUrl ?? `https://${resource}.services.ai.azure.com/anthropic`;

/** Microsoft Foundry, as a page tells it. */
export const foundryPage: RoutePage<FoundryFacts> = {
  through: (facts) =>
    `Through Microsoft Foundry, account ${markdownCode(facts.resource)} in ${markdownCode(facts.location)}, at ${markdownCode(address(facts))}. Where requests are answered follows from the kind of each deployment: ${markdownCode("GlobalStandard")} is anywhere.`,
  credentials: azureSteps,
  besideProject: () => [],
  atStart: () => [],
  files: () => ({}),
};
