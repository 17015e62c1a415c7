import { claudeDeploymentsOf, DEPLOYMENT_TYPES } from "../../../plans/claude-deployments";
import type { Problem, Rule } from "../../rule";

/** The version of a deployment says who hosts it, and changes only where somebody writes it. Other vendors' models are not judged. */
export const noModelUpgrade: Rule = {
  id: "azure/no-model-upgrade",
  protects: "No deployment of a Claude model changes its version, and with it who hosts it, by itself",
  appliesTo: DEPLOYMENT_TYPES,
  remedy: "set versionUpgradeOption to NoAutoUpgrade",
  link: "https://learn.microsoft.com/en-us/azure/ai-foundry/foundry-models/concepts/models-sold-directly-by-azure",
  check: (view) =>
    view.once(claudeDeploymentsOf).flatMap(({ resource: { address }, upgrade }): Problem[] => {
      if (upgrade === "NoAutoUpgrade") return [];
      const detail = `The version of this deployment is upgraded by itself (${upgrade ?? "not set"})`;
      return [{ address, detail, state: "violated" }];
    }),
};
