import { argumentOf, filledWith, madeIds } from "../../plans/azure/made-ids";
import { oneBlock } from "../../plans/blocks";
import { bodyOf, claudeDeploymentsOf } from "../../plans/claude-deployments";
import { objectAt, textAt } from "../../plans/json-value";
import { listIn } from "../../plans/list-in";
import type { PlannedResource, PlanView } from "../../plans/plan-view";
import { describeModel } from "../model-name";

/** One model that an account serves. */
export interface DeployedModel {
  readonly model: string;
  readonly name: string;
  /** Where requests may be answered: `global`, a zone, or the account's location. */
  readonly geography: string | undefined;
}

const placeOf = (sku: string | undefined, location: string | undefined): string | undefined => {
  if (sku === undefined) return location;
  if (/^Global/i.test(sku)) return "global";
  return /^DataZone/i.test(sku) && location !== undefined ? `data zone of ${location}` : location;
};

/** Kind of a deployment, and the account that it is in: by its id, or by what stands for it. */
const placedAt = (
  resource: PlannedResource,
): { readonly sku: string | undefined; readonly account: string | undefined } =>
  resource.type === "azapi_resource"
    ? { sku: textAt(objectAt(bodyOf(resource), "sku"), "name"), account: argumentOf(resource, "parent_id", "id") }
    : {
        sku: textAt(oneBlock(resource.values.sku), "name"),
        account: argumentOf(resource, "cognitive_account_id", "id"),
      };

const locationsOf = (view: PlanView, ids: ReadonlyMap<string, string>): ReadonlyMap<string, string | undefined> =>
  new Map(
    view
      .ofType("azurerm_cognitive_account")
      .map(({ address, values }) => [(ids.get(`${address}.id`) ?? "").toLowerCase(), textAt(values, "location")]),
  );

/** Claude models that accounts serve by deployments of these stacks, by the account's id in lower case. */
export const deployedModels = (views: readonly PlanView[]): ReadonlyMap<string, readonly DeployedModel[]> => {
  const found = new Map<string, DeployedModel[]>();
  for (const view of views) {
    const ids = view.once(madeIds);
    const locations = locationsOf(view, ids);
    for (const { resource, model } of view.once(claudeDeploymentsOf)) {
      const { sku, account } = placedAt(resource);
      if (account === undefined) continue;
      const at = filledWith(ids, account).toLowerCase();
      listIn(found, at).push({ ...describeModel(model), geography: placeOf(sku, locations.get(at)) });
    }
  }
  return found;
};
