import { argumentOf, filledWith, madeIds } from "../../plans/azure/made-ids";
import { isJsonList, type JsonValue, objectAt, textAt } from "../../plans/json-value";
import type { PlannedResource, PlanView } from "../../plans/plan-view";
import { describeModel } from "../model-name";

/** One model that an account serves. */
export interface DeployedModel {
  readonly model: string;
  readonly name: string;
  /** Where requests may be answered: `global`, a zone, or the account's location. */
  readonly geography: string | undefined;
}

const oneBlock = (value: JsonValue | undefined): JsonValue | undefined => (isJsonList(value) ? value[0] : value);

const placeOf = (sku: string | undefined, location: string | undefined): string | undefined => {
  if (sku === undefined) return location;
  if (/^Global/i.test(sku)) return "global";
  return /^DataZone/i.test(sku) && location !== undefined ? `data zone of ${location}` : location;
};

const said = (resource: PlannedResource): { format?: string; model?: string; sku?: string; parent?: string } => {
  const { values, type } = resource;
  if (type === "azurerm_cognitive_deployment") {
    const model = oneBlock(values.model);
    return {
      ...{ format: textAt(model, "format"), model: textAt(model, "name"), sku: textAt(oneBlock(values.sku), "name") },
      parent: argumentOf(resource, "cognitive_account_id", "id"),
    } as ReturnType<typeof said>;
  }
  const body = objectAt(values, "body");
  const model = objectAt(objectAt(body, "properties"), "model");
  return {
    ...{ format: textAt(model, "format"), model: textAt(model, "name"), sku: textAt(objectAt(body, "sku"), "name") },
    parent: argumentOf(resource, "parent_id", "id"),
  } as ReturnType<typeof said>;
};

const isDeployment = ({ type, values }: PlannedResource): boolean =>
  type === "azurerm_cognitive_deployment" ||
  /^Microsoft\.CognitiveServices\/accounts\/deployments@/i.test(textAt(values, "type") ?? "");

/** Claude models that accounts serve by deployments of these stacks, by the account's id in lower case. */
export const deployedModels = (views: readonly PlanView[]): ReadonlyMap<string, readonly DeployedModel[]> => {
  const found = new Map<string, DeployedModel[]>();
  for (const view of views) {
    const ids = madeIds(view);
    const locations = new Map(
      view
        .ofType("azurerm_cognitive_account")
        .map(({ address, values }) => [(ids.get(`${address}.id`) ?? "").toLowerCase(), textAt(values, "location")]),
    );
    for (const resource of ["azapi_resource", "azurerm_cognitive_deployment"].flatMap((type) => view.ofType(type))) {
      const { format, model, sku, parent } = isDeployment(resource) ? said(resource) : {};
      if (model === undefined || parent === undefined || (format !== "Anthropic" && !model.startsWith("claude")))
        continue;
      const account = filledWith(ids, parent).toLowerCase();
      const one = { ...describeModel(model), geography: placeOf(sku, locations.get(account)) };
      found.set(account, [...(found.get(account) ?? []), one]);
    }
  }
  return found;
};
