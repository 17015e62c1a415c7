import { z } from "zod";
import { AZURE_APIS } from "../../catalog/azure-api";
import { type AccountPlace, accountId } from "../../catalog/azure-names";
import { ApiFailure } from "../api-failure";
import { type ArmApi, isAbsent, type Reading } from "./arm-api";

const ACCOUNT = z.object({
  kind: z.string(),
  location: z.string(),
  properties: z.object({
    provisioningState: z.string().nullish(),
    disableLocalAuth: z.boolean().nullish(),
    customSubDomainName: z.string().nullish(),
  }),
});
/** An account of Cognitive Services, of which Foundry is a kind. */
export type FoundryAccount = z.infer<typeof ACCOUNT>;

const DEPLOYMENT = z.object({
  name: z.string(),
  sku: z.object({ name: z.string(), capacity: z.number().nullish() }).nullish(),
  properties: z.object({
    provisioningState: z.string().nullish(),
    model: z.object({ format: z.string().nullish(), name: z.string(), version: z.string().nullish() }),
  }),
});
/** A model that an account serves under a name. */
export type FoundryDeployment = z.infer<typeof DEPLOYMENT>;

/** What there is of the declared account; `absent`: it is known not to be there. */
export interface FoundryView {
  readonly account: Reading<FoundryAccount> | "absent";
  readonly deployments: Reading<readonly FoundryDeployment[]>;
}

/** Reads the declared account and its deployments; an account that is not there has none. */
export const readFoundry = async (api: ArmApi, place: AccountPlace): Promise<FoundryView> => {
  const id = accountId(place);
  const account = await api.read(id, AZURE_APIS.cognitiveServices, ACCOUNT);
  if (account instanceof ApiFailure && isAbsent(account)) return { account: "absent", deployments: [] };
  return { account, deployments: await api.list(`${id}/deployments`, AZURE_APIS.cognitiveServices, DEPLOYMENT) };
};
