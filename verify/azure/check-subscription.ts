import { z } from "zod";
import { AZURE_APIS, SUBSCRIPTION_KINDS, subscriptionKind } from "../../catalog/azure-api";
import { ApiFailure } from "../api-failure";
import type { CheckResult } from "../check-result";
import type { ArmApi } from "./arm-api";
import { reporter } from "./reporter";
import { isSameName } from "./same-name";
import type { TokenHolder } from "./token-claims";

const TENANT = reporter(
  "tenant",
  "https://learn.microsoft.com/en-us/azure/foundry/foundry-models/how-to/configure-claude-code",
);
const MARKETPLACE = reporter("marketplace", SUBSCRIPTION_KINDS.source);

const SUBSCRIPTION = z.object({
  tenantId: z.string().nullish(),
  state: z.string(),
  subscriptionPolicies: z.object({ quotaId: z.string().nullish(), spendingLimit: z.string().nullish() }).nullish(),
});
type Subscription = z.infer<typeof SUBSCRIPTION>;

const readSubscription = (api: ArmApi, subscription: string) =>
  api.read(`/subscriptions/${subscription}`, AZURE_APIS.subscriptions, SUBSCRIPTION);

const holderResult = (tenant: string, holder: TokenHolder): CheckResult => {
  const subject = "who is signed in";
  if (isSameName(holder.tenant, tenant)) return TENANT.fine(subject, `${tenant}, as declared`);
  const how =
    holder.kind === "person" ? `az login --tenant ${tenant}` : `AZURE_TENANT_ID=${tenant}, with an identity of it`;
  const detail = `${holder.tenant}, not ${tenant}: Foundry takes tokens of the account's own tenant only`;
  return TENANT.blocked(subject, detail, `Sign in to the declared tenant: ${how}`);
};

/** Whether whoever is signed in, and the subscription, are of the declared tenant. */
const tenantResults = (
  { tenant, subscription }: { readonly tenant: string; readonly subscription: string },
  holder: TokenHolder | undefined,
  read: Subscription | ApiFailure,
): CheckResult[] => {
  const results = holder === undefined ? [] : [holderResult(tenant, holder)];
  if (read instanceof ApiFailure || typeof read.tenantId !== "string" || isSameName(read.tenantId, tenant))
    return results;
  const detail = `it is of tenant ${read.tenantId}, not ${tenant}`;
  return [
    ...results,
    TENANT.blocked(`subscription ${subscription}`, detail, "Correct the tenant or the subscription of the entry"),
  ];
};

/** Whether the kind of the subscription may buy what Azure Marketplace sells. */
const kindResult = (subscription: string, read: Subscription | ApiFailure): CheckResult => {
  const subject = `subscription ${subscription}`;
  if (read instanceof ApiFailure)
    return MARKETPLACE.unread(subject, read, {
      permission: "Microsoft.Resources/subscriptions/read",
      role: "Reader",
      scope: `/subscriptions/${subscription}`,
    });
  const { state, subscriptionPolicies } = read;
  const { quotaId, spendingLimit } = subscriptionPolicies ?? {};
  const another = "Use a subscription with a payment method of its own (pay-as-you-go, enterprise agreement)";
  if (state !== "Enabled") return MARKETPLACE.blocked(subject, `its state is ${state}`, "Ask its owner to enable it");
  const kind = subscriptionKind(quotaId ?? "");
  const named = kind === undefined ? `its kind is ${quotaId ?? "not told"}` : `its kind is ${kind.name} (${quotaId})`;
  if (kind?.mayBuy === "no") return MARKETPLACE.blocked(subject, `${named}, which may not buy Claude models`, another);
  const forGood = "Have its owner remove the spending limit for good";
  if (spendingLimit === "On")
    return MARKETPLACE.blocked(subject, `${named}, with a spending limit: credits buy no Claude models`, forGood);
  if (spendingLimit === "CurrentPeriodOff")
    return MARKETPLACE.undecided(
      subject,
      `${named}; its spending limit is off until this billing period ends`,
      forGood,
    );
  if (kind === undefined)
    return MARKETPLACE.undecided(subject, `${named}; whether it may buy Claude models is not known here`, another);
  if (kind.mayBuy === "undecided")
    return MARKETPLACE.undecided(subject, `${named}, which may buy Claude models only if ${kind.unless}`, another);
  const but = kind.unless === undefined ? "" : `, unless ${kind.unless}`;
  return MARKETPLACE.fine(subject, `${named}, which may buy Claude models${but}`);
};

/** Who is signed in, and whose the subscription is, against the declared tenant; and what the subscription may buy. */
export const checkSubscription = async (
  api: ArmApi,
  place: { readonly tenant: string; readonly subscription: string },
  holder: TokenHolder | undefined,
): Promise<{ readonly tenant: CheckResult[]; readonly marketplace: CheckResult }> => {
  const read = await readSubscription(api, place.subscription);
  return { tenant: tenantResults(place, holder, read), marketplace: kindResult(place.subscription, read) };
};
