import { shownValue } from "./explain-issues";
import type { Mistake, Place, Places } from "./finding";
import { anthropicNames } from "./rules/anthropic-names";
import { azureEntries } from "./rules/azure-entries";
import { azureIdentities } from "./rules/azure-identities";
import { azureModels } from "./rules/azure-models";
import { clientEnvironment } from "./rules/client-environment";
import { consoleEntries } from "./rules/console-entries";
import { credentials } from "./rules/credentials";
import { gatewayEntries } from "./rules/gateway-entries";
import { googleEntries } from "./rules/google-entries";
import { googleIdentities } from "./rules/google-identities";
import { googleModels } from "./rules/google-models";
import { googlePeople } from "./rules/google-people";
import { issuers } from "./rules/issuers";
import { keyPlaces } from "./rules/key-places";
import { loginPolicies } from "./rules/login-policies";
import { members } from "./rules/members";
import { modelSets } from "./rules/model-sets";
import { nameCollisions } from "./rules/name-collisions";
import { offeredModels } from "./rules/offered-models";
import { people } from "./rules/people";
import { pipelines } from "./rules/pipelines";
import { podIdentities } from "./rules/pod-identities";
import { policyVariables } from "./rules/policy-variables";
import { providerEntries } from "./rules/provider-entries";
import { references } from "./rules/references";
import { regions } from "./rules/regions";
import { renamedTeams } from "./rules/renamed-teams";
import type { Rule, RuleContext } from "./rules/rule-context";
import { signIns } from "./rules/sign-ins";
import { stateAddresses } from "./rules/state-addresses";
import { workloadPlaces } from "./rules/workload-places";
import { workloads } from "./rules/workloads";
import { workspaceKeys } from "./rules/workspace-keys";
import type { Declaration } from "./schema";

const placeText = ({ file, line, column }: Place): string =>
  [file, line, column].filter((part) => part !== undefined).join(":");

const RULES: readonly Rule[] = [
  references,
  renamedTeams,
  modelSets,
  offeredModels,
  regions,
  providerEntries,
  issuers,
  googleEntries,
  googleModels,
  people,
  googlePeople,
  pipelines,
  policyVariables,
  workloads,
  podIdentities,
  googleIdentities,
  azureEntries,
  azureModels,
  azureIdentities,
  consoleEntries,
  gatewayEntries,
  keyPlaces,
  loginPolicies,
  members,
  signIns,
  workloadPlaces,
  workspaceKeys,
  clientEnvironment,
  credentials,
  stateAddresses,
  nameCollisions,
  anthropicNames,
];

/** Rules that can judge data of any shape, also of a declaration that is not whole. */
export const RULES_FOR_ANY_SHAPE: readonly Rule[] = [credentials];

/** What the values of a declaration say of each other that cannot be right (`violated`) or is not decided (`undecided`). */
export const staticRules = (
  declaration: Declaration,
  places: Places,
  { file }: { readonly file: string },
  rules: readonly Rule[] = RULES,
): Mistake[] => {
  const mistakes: Mistake[] = [];
  const placeOf = (path: string) => {
    for (let at = path; at !== ""; at = at.slice(0, Math.max(at.lastIndexOf("."), at.lastIndexOf("["), 0))) {
      const place = places.get(at);
      if (place !== undefined) return place;
    }
    return { file };
  };
  const add =
    (state: Mistake["state"]): RuleContext["report"] =>
    (rule, path, message, value) => {
      const shown = value === undefined ? {} : { value: shownValue(value) };
      mistakes.push({ rule, place: placeOf(path), path, ...shown, message, state });
    };
  const context: RuleContext = {
    declaration,
    report: add("violated"),
    note: add("undecided"),
    placeText: (path) => placeText(placeOf(path)),
  };
  for (const rule of rules) rule(context);
  return mistakes;
};
