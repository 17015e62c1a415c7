import { argumentOf, filledWith, madeIds } from "../../../plans/azure/made-ids";
import { roleOf } from "../../../plans/azure-roles";
import { claudeDeploymentsOf } from "../../../plans/claude-deployments";
import { type JsonObject, listAt, textAt, textsOf } from "../../../plans/json-value";
import { listIn } from "../../../plans/list-in";
import type { PlannedResource, PlanView } from "../../../plans/plan-view";
import { type SettingsDocument, settingsDocumentsOf } from "../../../plans/settings-documents";
import { ASSIGNMENT } from "../../azure-scopes";
import type { Problem, Rule } from "../../rule";

const OUTPUT = "output.client_settings";

const documentsOf = (view: PlanView): readonly SettingsDocument[] =>
  view.once(settingsDocumentsOf).filter(({ facts }) => textAt(facts, "route") === "foundry");

/** An assignment whose role calls models, or may. */
interface Caller {
  readonly resource: PlannedResource;
  /** Where, in lower case; `undefined` where the plan does not tell. */
  readonly scope: string | undefined;
}

const callersOf = (view: PlanView): ReadonlyMap<string, readonly Caller[]> => {
  const ids = view.once(madeIds);
  const found = new Map<string, Caller[]>();
  for (const resource of view.ofType(ASSIGNMENT)) {
    if (roleOf(view, resource)?.callsModels === false) continue;
    const principal = argumentOf(resource, "principal_id", "principal_id");
    if (principal === undefined) continue;
    const scope = filledWith(ids, argumentOf(resource, "scope", "id") ?? "<ref unknown>").toLowerCase();
    listIn(found, principal).push({ resource, scope: scope.includes("<ref ") ? undefined : scope });
  }
  return found;
};

const accountOf = (facts: JsonObject): string => {
  const [subscription, group, resource] = ["subscription", "resourceGroup", "resource"].map((key) =>
    textAt(facts, key),
  );
  const path = `/subscriptions/${subscription}/resourceGroups/${group}`;
  return `${path}/providers/Microsoft.CognitiveServices/accounts/${resource}`.toLowerCase();
};

const reaches = ({ scope }: Caller, account: string): boolean =>
  scope === undefined || account === scope || account.startsWith(`${scope}/`);

const pinned = (facts: JsonObject): readonly string[] =>
  listAt(facts, "models").flatMap((model) => {
    const target = textAt(model, "target");
    return target === undefined || textAt(model, "retiringUntil") !== undefined ? [] : [target];
  });

/** Names of the deployments that a stack makes; none where they are made elsewhere. */
const deploymentNames = (view: PlanView): ReadonlySet<string> =>
  new Set(view.once(claudeDeploymentsOf).flatMap(({ resource }) => textAt(resource.values, "name") ?? []));

const judgeDocument = (
  view: PlanView,
  { name, facts }: SettingsDocument,
  callers: ReadonlyMap<string, readonly Caller[]>,
): Problem[] => {
  const account = accountOf(facts);
  const problem = (what: string, detail: string): Problem => ({
    ...{ address: OUTPUT, what: `${name} ${what}`, detail, state: "violated" },
  });
  const principals = textsOf(facts.principals);
  const granted = principals.some((one) => (callers.get(one) ?? []).some((caller) => reaches(caller, account)));
  const resource = textAt(facts, "resource") ?? "";
  const deployed = view.once(deploymentNames);
  const missing = deployed.size === 0 ? [] : pinned(facts).filter((model) => !deployed.has(model));
  return [
    ...(granted
      ? []
      : [
          problem(
            resource,
            `Settings of ${name} are given out, but nothing in this plan lets it call models of ${resource}`,
          ),
        ]),
    ...missing.map((model) =>
      problem(model, `Settings of ${name} lead to ${model}, and this plan deploys no such model at ${resource}`),
    ),
  ];
};

const withoutSettings = (
  documents: readonly SettingsDocument[],
  callers: ReadonlyMap<string, readonly Caller[]>,
): Problem[] => {
  const declared = new Set(documents.flatMap(({ facts }) => textsOf(facts.principals)));
  return [...callers].flatMap(([principal, [caller]]): Problem[] => {
    if (declared.has(principal) || caller === undefined) return [];
    const detail = `${principal} may call models, and no settings are given out to it`;
    return [{ address: caller.resource.address, what: principal, detail, state: "violated" }];
  });
};

/** What a client is told on Microsoft Foundry is what it may do, and the other way round. */
export const azureSettingsAndGrantsAgree: Rule = {
  id: "azure/settings-and-grants-agree",
  protects:
    "Whoever gets settings for Foundry may call the models that they pin, these are deployed, and nobody else may call",
  appliesTo: ["output"],
  remedy: "compute settings, deployments and role assignments from the same declaration",
  link: "https://code.claude.com/docs/en/microsoft-foundry",
  check: (view) => {
    const documents = documentsOf(view);
    if (documents.length === 0) return [];
    const callers = callersOf(view);
    return [
      ...documents.flatMap((document) => judgeDocument(view, document, callers)),
      ...withoutSettings(documents, callers),
    ];
  },
};
