import { DATA_ZONE } from "../../catalog/foundry-models";
import { findModel, MODELS } from "../../catalog/models";
import { allFoundry } from "../entries";
import { listed, suggestion } from "../nearest-name";
import type { FoundryEntry } from "../schema";
import type { Rule, RuleContext } from "./rule-context";

const checkTerms = ({ report }: RuleContext, path: string, { anthropicTerms, existing }: FoundryEntry): void => {
  if (existing === "deployments") return;
  const signs =
    "deploying a Claude model accepts Anthropic's terms and signs its offer on Azure Marketplace, in the name of the organization, and is billed to the subscription";
  if (anthropicTerms === undefined) {
    report(
      "anthropic-terms",
      path,
      `needs anthropicTerms: ${signs}; write anthropicTerms: { accept: true, organizationName, countryCode, industry } when whoever may sign has agreed, or existing: deployments`,
    );
  } else if (!anthropicTerms.accept) {
    report(
      "anthropic-terms",
      `${path}.anthropicTerms.accept`,
      `false is refused: ${signs}; write true when whoever may sign has agreed, or existing: deployments`,
    );
  }
};

/** Built-in roles read keys, so keys must open nothing; of an account that exists, the plan asks. */
const checkRole = ({ report }: RuleContext, path: string, { existing, role, network }: FoundryEntry): void => {
  if (role === "custom" && existing === "deployments") {
    report(
      "custom-role",
      `${path}.role`,
      "custom makes a role in the resource group, and existing: deployments makes nothing but grants; choose cognitiveServicesUser or foundryUser, or existing: account",
      role,
    );
  }
  if (network !== undefined && (existing === "account" || existing === "deployments")) {
    report("existing-account", `${path}.network`, "is the matter of whoever owns the account, which exists; remove it");
  }
};

const checkDeployments = ({ report }: RuleContext, path: string, entry: FoundryEntry): void => {
  const known = MODELS.map(({ id }) => id).sort();
  const taken = new Map<string, string>();
  for (const [model, own] of Object.entries(entry.deployments ?? {})) {
    const at = `${path}.deployments.${model}`;
    if (findModel(model) === undefined) {
      const message = `"${model}" is no model that the catalog knows; allowed: ${listed(known)}${suggestion(model, known)}`;
      report("unknown-model", at, message, model);
    }
    const name = (own.name ?? model).toLowerCase();
    const first = taken.get(name);
    if (first !== undefined) {
      report("deployment-name", `${at}.name`, `"${own.name ?? model}" is the deployment of ${first} already`, name);
    }
    taken.set(name, model);
    checkSku({ report }, at, entry, own);
  }
  checkSku({ report }, path, entry, entry);
};

const checkSku = (
  { report }: Pick<RuleContext, "report">,
  at: string,
  { hosting = "anthropic", location }: FoundryEntry,
  { sku }: { readonly sku?: string | undefined },
): void => {
  if (sku !== "DataZoneStandard") return;
  if (hosting !== DATA_ZONE.hosting) {
    report(
      "data-zone",
      `${at}.sku`,
      `DataZoneStandard is offered for models that Azure hosts (${DATA_ZONE.source}); add hosting: azure, or choose GlobalStandard`,
      sku,
    );
  } else if (!DATA_ZONE.regions.test(location)) {
    report(
      "data-zone",
      `${at}.sku`,
      `DataZoneStandard is offered in the United States (${DATA_ZONE.source}), and ${location} is elsewhere; choose a region there, or GlobalStandard`,
      sku,
    );
  }
};

/** What exists once belongs to one entry. */
const checkOwners = ({ declaration, report, placeText }: RuleContext): void => {
  const accounts = new Map<string, string>();
  const groups = new Map<string, string>();
  for (const [name, entry] of allFoundry(declaration)) {
    const { subscription, resourceGroup, resource, existing } = entry;
    const path = `providers.${name}`;
    const account = resource.toLowerCase();
    const first = accounts.get(account);
    if (first !== undefined) {
      report(
        "account-twice",
        `${path}.resource`,
        `"${resource}" is the account of ${first} at ${placeText(`providers.${first}.resource`)} already, and its name is its address in all of Azure; let one entry have it`,
        resource,
      );
    } else accounts.set(account, name);
    if (existing !== undefined) continue;
    const group = `${subscription} ${resourceGroup}`.toLowerCase();
    const owner = groups.get(group);
    if (owner !== undefined) {
      report(
        "resource-group-twice",
        `${path}.resourceGroup`,
        `"${resourceGroup}" is made by ${owner} at ${placeText(`providers.${owner}.resourceGroup`)}; add existing: resourceGroup here`,
        resourceGroup,
      );
    } else groups.set(group, name);
  }
};

/** What a Foundry entry says of itself fits together, and with other entries. */
export const azureEntries: Rule = (context) => {
  checkOwners(context);
  for (const [name, entry] of allFoundry(context.declaration)) {
    const path = `providers.${name}`;
    checkTerms(context, path, entry);
    checkRole(context, path, entry);
    checkDeployments(context, path, entry);
  }
};
