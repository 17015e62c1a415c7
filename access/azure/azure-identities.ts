import type { AzureView, RoleAssignment } from "../../authorization/azure/azure-view";
import { compileAccess } from "../../authorization/azure/evaluate-access";
import { compileRoles, roleName } from "../../authorization/azure/role-holds";
import { isKnown, textName } from "../../authorization/google/text";
import { AZURE_DATA_ACTIONS } from "../../catalog/azure-permissions";
import { azureViewOf, joinedAzureView } from "../../plans/azure/azure-view-of";
import { madeIds } from "../../plans/azure/made-ids";
import { textAt, textsOf } from "../../plans/json-value";
import { listIn } from "../../plans/list-in";
import type { PlanView } from "../../plans/plan-view";
import { settingsDocumentsOf } from "../../plans/settings-documents";
import { type AccessIdentity, accessKey, type ModelAccess } from "../access-side";
import { type AzurePrincipal, azurePrincipals } from "./azure-principals";
import { credentialEntrances } from "./credential-entrances";
import { type DeployedModel, deployedModels } from "./deployed-models";

const [MODELS_OF_ACCOUNT = ""] = AZURE_DATA_ACTIONS.actions;
/** One operation under the data action that calls models, so that a narrower role is not asked for more than it needs. */
const CALL = MODELS_OF_ACCOUNT.replace("*", "chat/completions/action").toLowerCase();
const KEYS = "microsoft.cognitiveservices/accounts/listkeys/action";
/** Longest life of an access token of Entra, and of a managed identity's, in seconds. */
const TOKEN_SECONDS = 90 * 60;
const IDENTITY_TOKEN_SECONDS = 86_400;

const ACCOUNT = /\/providers\/microsoft\.cognitiveservices\/accounts\/[^/]+$/i;

/** Whether an assignment's role may be about models; a role that nobody knows counts only where it is assigned at an account. */
const concernsModels = (view: AzureView): ((assignment: RoleAssignment) => boolean) => {
  const holds = compileRoles(view);
  return ({ roleDefinitionId, scope }) => {
    const asked = [
      holds(roleDefinitionId, { operation: CALL, kind: "dataAction" }),
      holds(roleDefinitionId, { operation: KEYS, kind: "action" }),
    ];
    if (asked.includes(true)) return true;
    return asked.includes(undefined) && ACCOUNT.test(textName(scope));
  };
};

/** Accounts of these stacks by id in lower case, and whether their keys open them. */
const accountsOf = (views: readonly PlanView[]): ReadonlyMap<string, { id: string; keysOpen: boolean }> =>
  new Map(
    views.flatMap((view) => {
      const ids = view.once(madeIds);
      return view.ofType("azurerm_cognitive_account").flatMap(({ address, values }) => {
        const id = ids.get(`${address}.id`);
        return id === undefined
          ? []
          : [[id.toLowerCase(), { id, keysOpen: values.local_auth_enabled !== false }] as const];
      });
    }),
  );

/** One principal with every assignment of it that may be about models. */
interface Principal {
  readonly id: string;
  readonly type: string | undefined;
  readonly assignments: readonly RoleAssignment[];
}

const principalsOf = (own: AzureView, all: AzureView): readonly Principal[] => {
  const isAbout = concernsModels(all);
  const found = new Map<string, RoleAssignment[]>();
  for (const assignment of own.roleAssignments) {
    if (!isAbout(assignment)) continue;
    const { principalId, name } = assignment;
    const key = isKnown(principalId) ? principalId : `${name} ${textName(principalId)}`;
    listIn(found, key).push(assignment);
  }
  return [...found].map(([id, assignments]) => ({ id, assignments, type: assignments[0]?.principalType }));
};

const holdersOf = (view: PlanView): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const { name, facts } of view.once(settingsDocumentsOf)) {
    if (textAt(facts, "route") !== "foundry") continue;
    for (const principal of textsOf(facts.principals)) listIn(found, principal.toLowerCase()).push(name);
  }
  return found;
};

const EVERY: DeployedModel = { model: "*", name: "every Claude model", geography: undefined };

/** Asks what principals may call, each by its own assignments; those with equal ones are asked about once. */
class Oracle {
  private readonly known = new Map<string, readonly ModelAccess[]>();

  constructor(
    private readonly view: AzureView,
    private readonly accounts: ReadonlyMap<string, { id: string; keysOpen: boolean }>,
    private readonly deployed: ReadonlyMap<string, readonly DeployedModel[]>,
  ) {}

  answers(principal: Principal): readonly ModelAccess[] {
    const parts = principal.assignments.map(({ scope, roleDefinitionId, condition, principalId }) =>
      JSON.stringify([scope, roleDefinitionId, condition, isKnown(principalId)]),
    );
    const key = [...new Set(parts)].sort().join();
    const answers = this.known.get(key) ?? this.ask(principal);
    this.known.set(key, answers);
    return answers;
  }

  private ask({ id, assignments }: Principal): readonly ModelAccess[] {
    const ask = compileAccess({ ...this.view, roleAssignments: assignments });
    return this.scopesOf(assignments).flatMap((scope) => {
      const calls = ask({ principalId: id, operation: CALL, kind: "dataAction", scope }).decision;
      const open = this.keysOpen(scope);
      const keys =
        open === false ? "denied" : ask({ principalId: id, operation: KEYS, kind: "action", scope }).decision;
      if (calls === "denied" && keys === "denied") return [];
      const certainty = calls === "allowed" || (keys === "allowed" && open === true) ? "sure" : "possible";
      const by = calls === "denied" ? " by the account's keys" : "";
      const models = this.deployed.get(scope.toLowerCase()) ?? [EVERY];
      return models.map(({ model, name, geography }): ModelAccess => {
        return { route: "foundry", model, name: `${name}${by}`, geography, through: scope, certainty };
      });
    });
  }

  /** Whether an account's keys open it; not known of one that these stacks do not make, and no question above accounts. */
  private keysOpen(scope: string): boolean | undefined {
    const known = this.accounts.get(scope.toLowerCase());
    if (known !== undefined) return known.keysOpen;
    return ACCOUNT.test(scope) ? undefined : false;
  }

  /** Accounts of these stacks that the assignments reach; a scope without any stands for itself. */
  private scopesOf(assignments: readonly RoleAssignment[]): readonly string[] {
    const scopes = assignments.flatMap(({ scope }) => {
      const said = textName(scope);
      const below = [...this.accounts].filter(
        ([id]) => id === said.toLowerCase() || id.startsWith(`${said.toLowerCase()}/`),
      );
      return below.length === 0 ? [said] : below.map(([, account]) => account.id);
    });
    return [...new Set(scopes)].sort();
  }
}

const identityOf = (
  view: PlanView,
  { id, assignments }: Principal,
  { resource, kind, name }: AzurePrincipal,
  models: readonly ModelAccess[],
  holders: readonly string[],
): AccessIdentity => ({
  id: resource?.mode === "managed" ? resource.address : `${kind} ${id.toLowerCase()}`,
  address: resource?.mode === "managed" ? resource.address : (assignments[0]?.name ?? ""),
  ...{ cloud: "azure", kind, name, holders: [...new Set(holders)].sort() },
  entrances: credentialEntrances(view, resource),
  models: [...models].sort((one, other) => (accessKey(one) < accessKey(other) ? -1 : 1)),
  grantedBy: assignments.map((assignment) => assignment.name).sort(),
  sessionSeconds: kind === "managed identity" ? IDENTITY_TOKEN_SECONDS : TOKEN_SECONDS,
  open: assignments
    .filter(({ roleDefinitionId }) => !isKnown(roleDefinitionId))
    .map(
      ({ name: address, roleDefinitionId }) => `What ${roleName(roleDefinitionId)} at ${address} holds is not known`,
    ),
});

/**
 * Principals of Azure that may call models by the assignments of a stack, or whom its settings name.
 *
 * @param context stacks whose roles, accounts and deployments count too, this one included. @default this one alone
 */
export const azureIdentities = (view: PlanView, context: readonly PlanView[] = [view]): readonly AccessIdentity[] => {
  const own = view.once(azureViewOf);
  const all = joinedAzureView(context.map((one) => one.once(azureViewOf)));
  const oracle = new Oracle(all, accountsOf(context), deployedModels(context));
  const principals = azurePrincipals(context);
  const holders = holdersOf(view);
  return principalsOf(own, all).flatMap((principal) => {
    const models = oracle.answers(principal);
    const held = holders.get(principal.id.toLowerCase()) ?? [];
    if (models.length === 0 && held.length === 0) return [];
    return [identityOf(view, principal, principals(principal.id, principal.type), models, held)];
  });
};
