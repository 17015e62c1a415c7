import type { ClientSettings } from "../client-settings";
import type { Facts } from "../facts";
import { markdownCode, markdownText } from "../quote/markdown-text";
import { deliverySteps } from "./delivery-steps";
import { pageOf } from "./page-of";

const models = ({ models }: Facts, settings: ClientSettings): string => {
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

const start = (facts: Facts, settings: ClientSettings): string[] => {
  const run = `Run ${markdownCode("claude")}.`;
  if (facts.models.length === 0) return [`${run} Which models answer, the settings of the organization say.`];
  return [`${run} These models answer; any other is refused:`, models(facts, settings)];
};

/** One page of Markdown for whoever holds the identity: how to get credentials, where the settings go, how to start. */
export const peoplePage = (facts: Facts, settings: ClientSettings): string => {
  const page = pageOf(facts);
  return `${[
    `# Claude Code for ${markdownText(facts.team)} (${markdownText(facts.identity)})`,
    page.through,
    "## Credentials",
    ...page.credentials,
    "## Settings",
    ...deliverySteps(facts, page),
    "## Start",
    ...start(facts, settings),
  ].join("\n\n")}\n`;
};
