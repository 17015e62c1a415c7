import { createHash } from "node:crypto";

const IDENTITY_LIMIT = 128;
const HASH_LENGTH = 6;

const sha = (text: string): string => createHash("sha256").update(text).digest("hex");

/**
 * Name of what stands for one identity: at most 128 characters. Parts hold no underscore, so that two declarations never
 * join to one name; what was cut is replaced by a hash of the whole.
 */
export const azureIdentityName = (parts: {
  readonly entry: string;
  readonly team: string;
  /** `ci/deploy`. */
  readonly identity: string;
}): string => {
  const whole = ["claude", parts.entry, parts.team, ...parts.identity.split("/")].join("_");
  if (whole.length <= IDENTITY_LIMIT) return whole;
  return `${whole.slice(0, IDENTITY_LIMIT - HASH_LENGTH - 1).replace(/[-_]+$/, "")}_${sha(whole).slice(0, HASH_LENGTH)}`;
};

/** A GUID that is always the same for the same text, so that a plan shows it (version 8 of RFC 9562: a hash of one's own). */
export const stableGuid = (text: string): string => {
  const hex = sha(text);
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    "-",
  );
};

/** Where a Foundry account lies. */
export interface AccountPlace {
  readonly subscription: string;
  readonly resourceGroup: string;
  /** Name of the account. */
  readonly resource: string;
}

/** Resource id of a resource group. */
export const resourceGroupId = ({ subscription, resourceGroup }: Omit<AccountPlace, "resource">): string =>
  `/subscriptions/${subscription}/resourceGroups/${resourceGroup}`;

/** Resource id of an account: the scope of every grant. */
export const accountId = (place: AccountPlace): string =>
  `${resourceGroupId(place)}/providers/Microsoft.CognitiveServices/accounts/${place.resource}`;

/** Resource id of a role definition of a subscription, by its GUID. */
export const roleDefinitionId = (subscription: string, role: string): string =>
  `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleDefinitions/${role}`;
