import { z } from "zod";
import { AZURE_APIS } from "../../catalog/azure-api";
import { type AccountPlace, accountId, resourceGroupId } from "../../catalog/azure-names";
import { AZURE_ROLES } from "../../catalog/azure-permissions";
import { ApiFailure } from "../api-failure";
import type { CheckResult } from "../check-result";
import type { ArmApi } from "./arm-api";
import type { FoundryAccount, FoundryView } from "./foundry-account";
import { reporter } from "./reporter";
import { isSameName } from "./same-name";

const ACCOUNT = reporter("account", "https://learn.microsoft.com/en-us/azure/ai-services/disable-local-auth");
const DELETED = reporter("soft-deleted", "https://learn.microsoft.com/en-us/azure/ai-services/recover-purge-resources");

/** What is declared of an account. */
export interface DeclaredAccount extends AccountPlace {
  readonly location: string;
  /** GUID of the role that is assigned at it. */
  readonly role: string;
  /** Whether the declaration says that it is there already. */
  readonly isThere: boolean;
}

const keysResult = (subject: string, { role }: DeclaredAccount, id: string): CheckResult => {
  const known = Object.values(AZURE_ROLES).find((one) => isSameName(one.id, role));
  const remedy = `Apply the entry, which switches them off, or: az resource update --ids ${id} --set properties.disableLocalAuth=true`;
  if (known?.listsKeys === true)
    return ACCOUNT.blocked(subject, `its keys work, and ${known.name}, which is assigned, can read them`, remedy);
  return ACCOUNT.undecided(
    subject,
    "its keys work: whoever can read them calls models as nobody in particular",
    remedy,
  );
};

/** Each thing that differs from what clients and the declaration rely on. */
const differences = (declared: DeclaredAccount, { kind, location, properties }: FoundryAccount): CheckResult[] => {
  const { resource } = declared;
  const { provisioningState: state, customSubDomainName: subdomain, disableLocalAuth } = properties;
  const results: CheckResult[] = [];
  if (!isSameName(kind, "AIServices"))
    results.push(
      ACCOUNT.blocked(resource, `its kind is ${kind}; Claude models need AIServices`, "Declare another account"),
    );
  if (!isSameName(location, declared.location))
    results.push(
      ACCOUNT.blocked(
        resource,
        `it lies in ${location}, not in ${declared.location}`,
        "Correct the location of the entry: an account cannot be moved",
      ),
    );
  if (!isSameName(subdomain ?? "", resource))
    results.push(
      ACCOUNT.blocked(
        resource,
        subdomain
          ? `its subdomain is ${subdomain}, and clients call ${resource}`
          : "it has no subdomain of its own, so that it takes no tokens",
        "Give it its name as custom subdomain, or declare the subdomain as the resource",
      ),
    );
  if (disableLocalAuth !== true) results.push(keysResult(resource, declared, accountId(declared)));
  if (state === "Failed") results.push(ACCOUNT.blocked(resource, "its state is Failed", "Apply the entry again"));
  else if (state !== "Succeeded")
    results.push(
      ACCOUNT.undecided(resource, `its state is ${state ?? "not told"}`, "Wait some minutes and run this again"),
    );
  return results;
};

/** Whether the account is there, and is what clients rely on. */
export const checkAccount = (declared: DeclaredAccount, { account }: FoundryView): CheckResult[] => {
  const { resource } = declared;
  const group = resourceGroupId(declared);
  if (account === "absent" && declared.isThere)
    return [
      ACCOUNT.blocked(
        resource,
        `it is not in ${group}, although the entry says that it exists`,
        "Correct the entry, or leave out existing",
      ),
    ];
  if (account === "absent")
    return [ACCOUNT.toCome(resource, `it is not in ${group} yet`, "Apply the entry, which makes it")];
  if (account instanceof ApiFailure)
    return [
      ACCOUNT.unread(resource, account, {
        permission: "Microsoft.CognitiveServices/accounts/read",
        role: "Reader",
        scope: group,
      }),
    ];
  const found = differences(declared, account);
  return found.length > 0
    ? found
    : [ACCOUNT.fine(resource, `AIServices in ${account.location}, its keys switched off`)];
};

const DELETED_ID = /\/locations\/([^/]+)\/resourceGroups\/([^/]+)\/deletedAccounts\/([^/]+)$/i;
const HOLDS = "A deleted account keeps its name and its quota for 48 hours, unless it is purged";

/** Whether a deleted account is in the way: it holds its name and its quota. */
export const checkSoftDeleted = async (
  api: ArmApi,
  { subscription, resource, location }: DeclaredAccount,
): Promise<CheckResult> => {
  const scope = `/subscriptions/${subscription}`;
  const path = `${scope}/providers/Microsoft.CognitiveServices/deletedAccounts`;
  const read = await api.list(path, AZURE_APIS.cognitiveServices, z.object({ id: z.string() }));
  if (read instanceof ApiFailure)
    return DELETED.unread(resource, read, {
      permission: "Microsoft.CognitiveServices/deletedAccounts/read",
      role: "Reader",
      scope,
    });
  const deleted = read.flatMap(({ id }) => {
    const [, at, group, name] = DELETED_ID.exec(id) ?? [];
    return at === undefined || group === undefined || name === undefined ? [] : [{ at, group, name }];
  });
  const ours = deleted.find(({ name }) => isSameName(name, resource));
  if (ours !== undefined)
    return DELETED.blocked(
      resource,
      `an account of this name, of ${ours.group} in ${ours.at}, was deleted and is not purged. ${HOLDS}`,
      `az cognitiveservices account purge --name ${ours.name} --resource-group ${ours.group} --location ${ours.at} --subscription ${subscription}`,
    );
  const others = deleted.filter(({ at }) => isSameName(at, location)).map(({ name }) => name);
  if (others.length === 0)
    return DELETED.fine(resource, "no deleted account has its name, and none holds quota in the region");
  return DELETED.toCome(
    resource,
    `no deleted account has its name; these still hold quota in ${location}: ${others.sort().join(", ")}`,
    `Only where quota is short: purge them (az cognitiveservices account list-deleted). ${HOLDS}`,
  );
};
