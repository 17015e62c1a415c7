import { AZURE_DATA_ACTIONS, AZURE_ROLES } from "../catalog/azure-permissions";
import { findModel } from "../catalog/models";
import { callingRoleGuid } from "../constructs/azure/calling-role";
import { chosenModels } from "../constructs/core/model-choice";
import { teamsOf } from "../declaration/entries";
import { modelSetOf } from "../declaration/models-of";
import { listed, suggestion } from "../declaration/nearest-name";
import type { Declaration, FoundryEntry, GoogleEntry } from "../declaration/schema";
import { deployedModels } from "../stacks/foundry-stack";
import { declaredHolders } from "../stacks/google-team";
import type { PreflightAzure } from "../verify/azure/preflight-azure";
import type { PreflightGoogle } from "../verify/google/preflight-google";

/** What a preflight looks at, by route, or why there is nothing to look at. */
export type PreflightInput =
  | { readonly route: "vertex"; readonly input: PreflightGoogle }
  | { readonly route: "foundry"; readonly input: PreflightAzure }
  | { readonly problem: string };

/** Stands for a number that nobody declared; no principal may be looked at that holds it. */
const UNKNOWN_NUMBER = "0";

const membersOf = (declaration: Declaration, entryName: string, entry: GoogleEntry): string[] => {
  const { projectNumber = UNKNOWN_NUMBER } = entry;
  const members = teamsOf(declaration, entryName).flatMap((team) =>
    declaredHolders([entryName, entry], team, projectNumber).flatMap((holder) => holder.members),
  );
  return [...new Set(members)].sort();
};

const modelsOf = (declaration: Declaration, entryName: string): string[] => {
  const sets = teamsOf(declaration, entryName).flatMap(([, team]) => modelSetOf(declaration, team) ?? []);
  const ids = sets.flatMap((set) => chosenModels(set).flatMap(({ model }) => findModel(model)?.vertex ?? []));
  return [...new Set(ids)].sort();
};

const googleInput = (declaration: Declaration, entryName: string, entry: GoogleEntry): PreflightInput => {
  const principals = membersOf(declaration, entryName, entry);
  if (principals.some((member) => member.includes(`/projects/${UNKNOWN_NUMBER}/`))) {
    return {
      problem: `"${entryName}" has identities that are known by the number of the project; declare projectNumber`,
    };
  }
  const models = modelsOf(declaration, entryName);
  return { route: "vertex", input: { project: entry.project, principals, models } };
};

const azureInput = (declaration: Declaration, entryName: string, entry: FoundryEntry): PreflightInput => {
  const { tenant, subscription, resourceGroup, resource, location, existing, role = "cognitiveServicesUser" } = entry;
  const models = deployedModels(declaration, entryName, entry).map(({ name, sku = "GlobalStandard", ...model }) => ({
    ...model,
    sku,
    deployment: name,
  }));
  return {
    route: "foundry",
    input: {
      ...{ tenant, subscription, resourceGroup, resource, location, models },
      ...(existing === undefined ? {} : { existing }),
      role:
        role === "custom"
          ? callingRoleGuid({ ...entry, entry: entryName, organization: declaration.organization })
          : AZURE_ROLES[role].id,
      dataActions: AZURE_DATA_ACTIONS.actions,
    },
  };
};

/** What is to be looked at for one provider entry. */
export const preflightInput = (declaration: Declaration, entryName: string): PreflightInput => {
  const { providers } = declaration;
  const names = Object.keys(providers).sort();
  const entry = Object.hasOwn(providers, entryName) ? providers[entryName] : undefined;
  if (entry === undefined) {
    const near = suggestion(entryName, names);
    return { problem: `"${entryName}" is not declared under providers; entries: ${listed(names)}${near}` };
  }
  if (entry.route === "vertex") return googleInput(declaration, entryName, entry);
  if (entry.route === "foundry") return azureInput(declaration, entryName, entry);
  return {
    problem: `"${entryName}" is of route ${entry.route}, which has no preflight; claude-access check judges it`,
  };
};
