import { MODELS } from "../../../catalog/models";
import type { AnthropicGoogleCloudFacts, VertexFacts } from "../../facts";
import { probedFamilies } from "../../model-settings";
import { markdownCode } from "../../quote/markdown-text";
import type { RoutePage } from "../route-page";
import { federationFiles } from "./federation-files";
import { googleSteps } from "./google-steps";

const reach = ({ region }: VertexFacts): string => {
  if (region === "global") return "Requests may be answered anywhere.";
  if (region === "us" || region === "eu")
    return `Requests stay within ${region === "us" ? "the United States" : "the European Union"}.`;
  return "Requests are answered in that region.";
};

const elsewhere = ({ models }: VertexFacts): string => {
  const own = models.flatMap(({ model, location }) => (location === undefined ? [] : [`${model} in ${location}`]));
  return own.length === 0 ? "" : ` Elsewhere: ${own.join(", ")}.`;
};

/** Models that the client asks for at every start though the set has none of their family; refused, which harms nothing. */
const probes = ({ models }: VertexFacts): string[] =>
  probedFamilies(models).flatMap((family) => MODELS.filter((model) => model.family === family).map(({ id }) => id));

/** Vertex AI, as a page tells it. */
export const vertexPage: RoutePage<VertexFacts> = {
  through: (facts) =>
    `Through Vertex AI in ${markdownCode(facts.region)}, Google Cloud project ${markdownCode(facts.project)}. ${reach(facts)}${elsewhere(facts)}`,
  credentials: googleSteps,
  besideProject: () => [],
  atStart: (facts, delivered) => {
    const asked = probes(facts);
    if (delivered === "settings" || asked.length === 0) return [];
    return [
      `The set lacks a family: with the environment alone the client asks for models of it at every start (${asked.join(", ")}), and is refused, which harms nothing. A settings file avoids that.`,
    ];
  },
  files: federationFiles,
};

/** Claude models on Google Cloud that Anthropic manages, as a page tells it. */
export const anthropicGoogleCloudPage: RoutePage<AnthropicGoogleCloudFacts> = {
  through: (facts) =>
    `Through Claude on Google Cloud, managed by Anthropic: project ${markdownCode(facts.project)}, location ${markdownCode(facts.location)}, workspace ${markdownCode(facts.workspace)}.`,
  credentials: googleSteps,
  besideProject: () => [],
  atStart: () => [],
  files: federationFiles,
};
