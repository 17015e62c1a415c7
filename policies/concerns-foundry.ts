import { foundryAccountsOf } from "../plans/azure-accounts";
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
 * Whether one of the stacks that are judged has to do with Claude on Azure: it gives out settings, makes an account or a deployment,
 * or gives somebody a role that lets call models. For rules about identities, which foreign repositories make for all kinds of things.
 */
export const concernsFoundry = ({ views }: Circumstances): boolean => views.some(concerns);
