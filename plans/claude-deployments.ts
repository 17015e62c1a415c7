import { oneBlock } from "./blocks";
import { isJsonObject, type JsonObject, objectAt, textAt } from "./json-value";
import type { PlannedResource, PlanView } from "./plan-view";

/** Resource types that deploy models in an Azure account. */
export const DEPLOYMENT_TYPES = ["azapi_resource", "azurerm_cognitive_deployment"] as const;

/** A deployment of a Claude model. */
export interface ClaudeDeployment {
  readonly resource: PlannedResource;
  /** `claude-sonnet-5`. */
  readonly model: string;
  /** `versionUpgradeOption`. @default not set */
  readonly upgrade: string | undefined;
  /** In whose name Anthropic's terms are accepted: `modelProviderData`. @default they are not */
  readonly signedBy: JsonObject | undefined;
}

const ANTHROPIC = "Anthropic";

/** The body of an `azapi_resource`: an object, or the JSON of one in older versions of that provider. */
export const bodyOf = ({ values }: PlannedResource): JsonObject => {
  const text = textAt(values, "body");
  if (text === undefined) return objectAt(values, "body");
  try {
    const parsed: unknown = JSON.parse(text);
    return isJsonObject(parsed) ? parsed : {};
  } catch {
    return {};
  }
};

const byBody = (resource: PlannedResource): ClaudeDeployment[] => {
  const properties = objectAt(bodyOf(resource), "properties");
  const model = objectAt(properties, "model");
  if (textAt(model, "format") !== ANTHROPIC) return [];
  return [
    {
      ...{ resource, model: textAt(model, "name") ?? "" },
      upgrade: textAt(properties, "versionUpgradeOption"),
      signedBy: isJsonObject(properties.modelProviderData) ? properties.modelProviderData : undefined,
    },
  ];
};

const byBlock = (resource: PlannedResource): ClaudeDeployment[] => {
  const { values } = resource;
  const model = oneBlock(values.model);
  if (textAt(model, "format") !== ANTHROPIC) return [];
  const upgrade = textAt(values, "version_upgrade_option");
  return [{ resource, model: textAt(model, "name") ?? "", upgrade, signedBy: undefined }];
};

/** Deployments of Claude models in a stack. */
export const claudeDeploymentsOf = (view: PlanView): readonly ClaudeDeployment[] => [
  ...view.ofType("azapi_resource").flatMap(byBody),
  ...view.ofType("azurerm_cognitive_deployment").flatMap(byBlock),
];
