import { foundryAccountsOf } from "../plans/azure-accounts";
import { azureCredentialsOf, type PlannedCredential } from "../plans/azure-credentials";
import { roleOf } from "../plans/azure-roles";
import { claudeDeploymentsOf } from "../plans/claude-deployments";
import type { PlanView } from "../plans/plan-view";
import { settingsDocumentsOf } from "../plans/settings-documents";
import { ASSIGNMENT } from "./azure-scopes";
import type { Circumstances } from "./circumstances";

const concerns = (view: PlanView): boolean =>
  view.once(settingsDocumentsOf).length > 0 ||
  view.once(foundryAccountsOf).length > 0 ||
  view.once(claudeDeploymentsOf).length > 0 ||
  view.ofType(ASSIGNMENT).some((resource) => roleOf(view, resource)?.callsModels === true);

/**
 * Whether the stacks that are judged may have to do with Claude on Azure: one gives out settings, makes an account or a deployment,
 * or gives somebody a role that lets call models; or none of them tells what its identities are for, by any assignment of a role.
 * For rules about identities, which foreign repositories make for all kinds of things.
 */
export const concernsFoundry = ({ views }: Circumstances): boolean =>
  views.some(concerns) || views.every((view) => view.ofType(ASSIGNMENT).length === 0);

/** Federated credentials in a stack, where the stacks may have to do with Claude on Azure. */
export const foundryCredentialsOf = (view: PlanView, { once }: Circumstances): readonly PlannedCredential[] => {
  const credentials = view.once(azureCredentialsOf);
  return credentials.length === 0 || !once(concernsFoundry) ? [] : credentials;
};
