import { FOUNDRY_LOCATIONS, foundryVersion, isOfferedInFoundry } from "../../catalog/foundry-models";
import { findModel } from "../../catalog/models";
import { allFoundry, foundryEntriesOf, teamsOf } from "../entries";
import { modelSetOf, modelsOf, setText } from "../models-of";
import type { FoundryEntry } from "../schema";
import type { Rule, RuleContext } from "./rule-context";

/** What is deployed can be called by everybody who may call the account. */
const checkRestriction = ({ declaration, report, note, placeText }: RuleContext): void => {
  for (const [name, { resource, modelRestriction = "account" }] of allFoundry(declaration)) {
    const [first, ...others] = teamsOf(declaration, name);
    if (first === undefined) continue;
    const [firstName, known] = first;
    for (const [team, declared] of others) {
      const { models } = declared;
      if (setText(declaration, known) === setText(declaration, declared)) continue;
      const path = `teams.${team}.models`;
      const both = `differs from "${known.models}" of ${firstName} at ${placeText(`teams.${firstName}.models`)}, and both use account ${resource}, where a role cannot name a deployment`;
      if (modelRestriction === "union") {
        const message = `${both}: between these teams the restriction is by client settings alone`;
        note("models-by-settings", path, message, models);
      } else {
        const message = `${both}; give each an account of its own, or set modelRestriction: union at ${name} and acknowledge what that means`;
        report("models-of-one-account", path, message, models);
      }
    }
  }
};

const deploymentOf = ({ deployments }: FoundryEntry, model: string) =>
  deployments !== undefined && Object.hasOwn(deployments, model) ? deployments[model] : undefined;

const checkDeployable = (context: RuleContext, entryName: string, entry: FoundryEntry, model: string): void => {
  const { location, hosting = "anthropic" } = entry;
  const own = deploymentOf(entry, model);
  const path = `providers.${entryName}`;
  if (isOfferedInFoundry(model, location) !== true) {
    const { locations, source } = FOUNDRY_LOCATIONS;
    const message = `nobody here knows whether "${model}" is offered in ${location}; known for its family: ${locations.filter((one) => isOfferedInFoundry(model, one)).join(", ")} (${source}); look at its page in the Foundry catalog, then acknowledge this`;
    context.note("model-location", `${path}.location`, message, model);
  }
  const { version, seen } = foundryVersion(model, hosting);
  if (own?.version === undefined && !seen) {
    const message = `says no version of "${model}"; "${version}" will be deployed, as models that ${hosting === "azure" ? "Azure" : "Anthropic"} hosts are numbered, and nobody here has seen it; look at the model's page, then write deployments.${model}.version`;
    context.note("model-version", path, message, model);
  }
};

/** Models are deployed where they are offered, in a version that is known, and what restricts them is said. */
export const azureModels: Rule = (context) => {
  const { declaration } = context;
  checkRestriction(context);
  const asked = new Set<string>();
  for (const team of Object.values(declaration.teams)) {
    const set = modelSetOf(declaration, team);
    if (set === undefined) continue;
    for (const [entryName, entry] of foundryEntriesOf(declaration, team)) {
      if (entry.existing === "deployments") continue;
      for (const model of modelsOf(set)) {
        const key = `${entryName} ${model}`;
        if (findModel(model) === undefined || asked.has(key)) continue;
        asked.add(key);
        checkDeployable(context, entryName, entry, model);
      }
    }
  }
};
