import { objectAt, textAt } from "../../../plans/json-value";
import type { PlanView } from "../../../plans/plan-view";
import type { Problem, Rule } from "../../rule";

/** Deployments of Claude models, with what they say of upgrades. */
const deployments = (view: PlanView): { readonly address: string; readonly option: string | undefined }[] => [
  ...view.ofType("azapi_resource").flatMap(({ address, values }) => {
    const properties = objectAt(objectAt(values, "body"), "properties");
    if (textAt(objectAt(properties, "model"), "format") !== "Anthropic") return [];
    return [{ address, option: textAt(properties, "versionUpgradeOption") }];
  }),
  ...view.ofType("azurerm_cognitive_deployment").flatMap(({ address, values }) => {
    const model = Array.isArray(values.model) ? values.model[0] : values.model;
    if (textAt(model, "format") !== "Anthropic") return [];
    return [{ address, option: textAt(values, "version_upgrade_option") }];
  }),
];

/** The version of a deployment says who hosts it, and changes only where somebody writes it. */
export const noModelUpgrade: Rule = {
  id: "azure/no-model-upgrade",
  protects: "No deployment of a Claude model changes its version, and with it who hosts it, by itself",
  appliesTo: ["azapi_resource", "azurerm_cognitive_deployment"],
  remedy: "set versionUpgradeOption to NoAutoUpgrade",
  link: "https://learn.microsoft.com/en-us/azure/ai-foundry/foundry-models/concepts/models-sold-directly-by-azure",
  check: (view) =>
    deployments(view).flatMap(({ address, option }): Problem[] =>
      option === "NoAutoUpgrade"
        ? []
        : [
            {
              address,
              detail: `The version of this deployment is upgraded by itself (${option ?? "not set"})`,
              state: "violated",
            },
          ],
    ),
};
