import { z } from "zod";
import { AZURE_APIS } from "../../catalog/azure-api";
import { COGNITIVE_SERVICES } from "../../catalog/azure-permissions";
import { ApiFailure } from "../api-failure";
import type { CheckResult } from "../check-result";
import type { ArmApi } from "./arm-api";
import { reporter } from "./reporter";

const PROVIDER = reporter(
  "resource-provider",
  "https://learn.microsoft.com/en-us/azure/azure-resource-manager/management/resource-providers-and-types",
);

/** Whether the subscription knows accounts of Foundry at all. */
export const checkProvider = async (api: ArmApi, subscription: string): Promise<CheckResult> => {
  const { provider } = COGNITIVE_SERVICES;
  const scope = `/subscriptions/${subscription}`;
  const shape = z.object({ registrationState: z.string() });
  const read = await api.read(`${scope}/providers/${provider}`, AZURE_APIS.providers, shape);
  if (read instanceof ApiFailure)
    return PROVIDER.unread(provider, read, {
      permission: "Microsoft.Resources/subscriptions/providers/read",
      role: "Reader",
      scope,
    });
  const { registrationState } = read;
  if (registrationState === "Registered") return PROVIDER.fine(provider, `registered in ${subscription}`);
  const register = `az provider register --namespace ${provider} --subscription ${subscription}`;
  if (registrationState === "Registering") return PROVIDER.undecided(provider, "being registered", "Wait some minutes");
  return PROVIDER.blocked(
    provider,
    `not registered in ${subscription} (${registrationState}): no account can be made`,
    `Apply the entry, which registers it, or: ${register}`,
  );
};
