import type { TokenCredential } from "@azure/identity";
import type { CheckResult } from "../check-result";
import { Deadline } from "../deadline";
import { ArmApi, AZURE_ENDPOINTS, type AzureEndpoints } from "./arm-api";
import { checkAccount, checkSoftDeleted } from "./check-account";
import { checkDeployments, type DeclaredDeployment } from "./check-deployments";
import { checkModels } from "./check-models";
import { checkOffers } from "./check-offers";
import { checkProvider } from "./check-provider";

import { checkQuota } from "./check-quota";
import { checkOwnRoles, checkRole } from "./check-roles";
import { checkSubscription } from "./check-subscription";
import { readFoundry } from "./foundry-account";
import { readRegionModels } from "./region-models";
import { signIn } from "./sign-in";

/** What is to be looked at before or after an apply. */
export interface PreflightAzure {
  /** GUID of the declared tenant. */
  readonly tenant: string;
  /** GUID of the subscription. */
  readonly subscription: string;
  readonly resourceGroup: string;
  /** Name of the Foundry account, which is its subdomain. */
  readonly resource: string;
  /** Region of the account, such as `swedencentral`. */
  readonly location: string;
  readonly models: readonly DeclaredDeployment[];
  /** What a client needs, such as `Microsoft.CognitiveServices/accounts/MaaS/*`. */
  readonly dataActions: readonly string[];
  /** GUID of the role that is assigned at the account. */
  readonly role: string;
  /** How much the entry says is there already. @default nothing: what is missing, the apply makes */
  readonly existing?: "resourceGroup" | "account" | "deployments";
  /** Credentials. @default the first that the client would find here, in its order */
  readonly credential?: TokenCredential;
  /** Addresses of other servers. @default Azure's */
  readonly endpoints?: Partial<AzureEndpoints>;
  /** Milliseconds for everything together. @default 60000 */
  readonly deadlineMs?: number;
}

/**
 * Looks, and changes nothing: who is signed in and of which tenant, whether their roles suffice, whether the account, its
 * deployments, the subscription, the offers and the quota are as clients and the apply need them, and whether a deleted
 * account is in the way. What cannot be read is said to be so. Never throws for what Azure answers.
 */
export const preflightAzure = async (input: PreflightAzure): Promise<readonly CheckResult[]> => {
  const { tenant, subscription, models, existing } = input;
  const deadline = new Deadline(input.deadlineMs ?? 60_000);
  const signedIn = await signIn(tenant, deadline, input.credential);
  if ("check" in signedIn) return [signedIn];
  const { token, holder } = signedIn;
  const api = new ArmApi({ ...AZURE_ENDPOINTS, ...input.endpoints }.management, token, deadline);
  const declared = { ...input, isThere: existing === "account" || existing === "deployments" };

  const foundryRead = readFoundry(api, input);
  const ownRoles = foundryRead.then(async ({ account }) =>
    account === "absent" ? [] : [await checkOwnRoles(api, input, holder)],
  );
  const [subscriptionResults, provider, deleted, role, terms, foundry, offers, own] = await Promise.all([
    checkSubscription(api, input, holder),
    checkProvider(api, subscription),
    checkSoftDeleted(api, declared),
    checkRole(api, input),
    checkOffers(api, subscription, [...new Set(models.map(({ model }) => model))]),
    foundryRead,
    readRegionModels(api, input),
    ownRoles,
  ]);
  return [
    ...signedIn.results,
    ...subscriptionResults.tenant,
    role,
    ...own,
    provider,
    ...checkAccount(declared, foundry),
    deleted,
    ...checkDeployments(input, models, foundry, existing === "deployments"),
    subscriptionResults.marketplace,
    ...terms,
    ...checkModels(models, offers, input),
    ...(await checkQuota(api, input, models, offers, foundry.deployments)),
  ];
};
