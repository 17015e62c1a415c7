import type { ClientSettings } from "../client-settings";
import type { BedrockFacts } from "../facts";
import { markdownCode, markdownText } from "../quote/markdown-text";
import { deliverySteps } from "./delivery-steps";
import { machineSteps } from "./machine-steps";
import { peopleSteps } from "./people-steps";

const reach = ({ geography }: BedrockFacts): string => {
  if (geography === "in-region") return "Requests are answered in that region.";
  if (geography === "global") return "Requests may be answered in any commercial region of AWS.";
  return `Requests stay within the geography ${markdownCode(geography)}.`;
};

const models = ({ models }: BedrockFacts, settings: ClientSettings): string => {
  const rows = models.map(({ family, model, target, retiringUntil }) => {
    const start = settings.model === target ? "; a session starts with it" : "";
    const how =
      retiringUntil === undefined
        ? `${markdownCode(`/model ${family}`)}${start}`
        : `not any more: it answers clients with older settings until ${retiringUntil}`;
    return `| ${markdownText(model)} | ${how} |`;
  });
  return ["| model | how to choose it |", "| --- | --- |", ...rows].join("\n");
};

/** One page of Markdown for whoever holds the identity: how to get credentials, where the settings go, how to start. */
export const peoplePage = (facts: BedrockFacts, settings: ClientSettings): string => {
  const { signIn } = facts;
  return `${[
    `# Claude Code for ${markdownText(facts.team)} (${markdownText(facts.identity)})`,
    `Through Amazon Bedrock in ${markdownCode(facts.region)}, AWS account ${markdownCode(facts.account)}. ${reach(facts)}`,
    "## Credentials",
    ...(signIn.kind === "ambient" ? machineSteps(facts, signIn.source) : peopleSteps(facts)),
    "## Settings",
    ...deliverySteps(facts),
    "## Start",
    `Run ${markdownCode("claude")}. These models answer; any other is refused:`,
    models(facts, settings),
  ].join("\n\n")}\n`;
};
