import { z } from "zod";
import { AZURE_APIS, claudeOffer, SUBSCRIPTION_KINDS } from "../../catalog/azure-api";
import { ApiFailure } from "../api-failure";
import type { CheckResult } from "../check-result";
import type { ArmApi } from "./arm-api";
import { reporter } from "./reporter";

const MARKETPLACE = reporter("marketplace", SUBSCRIPTION_KINDS.source);
const AGREEMENT = z.object({ properties: z.object({ accepted: z.boolean() }) });

const checkOffer = async (api: ArmApi, subscription: string, model: string): Promise<CheckResult> => {
  const { publisher, offer, plan } = claudeOffer(model);
  const scope = `/subscriptions/${subscription}`;
  const ordering = `${scope}/providers/Microsoft.MarketplaceOrdering/offerTypes/virtualmachine`;
  const path = `${ordering}/publishers/${publisher}/offers/${encodeURIComponent(offer)}/plans/${encodeURIComponent(plan)}/agreements/current`;
  const read = await api.read(path, AZURE_APIS.marketplaceOrdering, AGREEMENT);
  if (read instanceof ApiFailure && (read.code === 400 || read.code === 404)) {
    const remedy = "Look for the model on Azure Marketplace: its offer's name is concluded from those of other models";
    return MARKETPLACE.unchecked(`terms of ${offer}`, read.message, remedy);
  }
  if (read instanceof ApiFailure)
    return MARKETPLACE.unread(`terms of ${offer}`, read, {
      permission: "Microsoft.MarketplaceOrdering/offertypes/publishers/offers/plans/agreements/read",
      role: "Reader",
      scope,
    });
  if (read.properties.accepted) return MARKETPLACE.fine(`terms of ${offer}`, "accepted for the subscription");
  return MARKETPLACE.toCome(
    `terms of ${offer}`,
    "not accepted yet: the first deployment of the model accepts them in the name of the organization under anthropicTerms",
    `Nothing, or beforehand: az term accept --publisher ${publisher} --product ${offer} --plan ${plan} --subscription ${subscription}`,
  );
};

/** Whether the terms of each model's offer are accepted. @param models each once */
export const checkOffers = (api: ArmApi, subscription: string, models: readonly string[]): Promise<CheckResult[]> =>
  Promise.all(models.map((model) => checkOffer(api, subscription, model)));
