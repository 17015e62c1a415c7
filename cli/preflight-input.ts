import { findModel } from "../catalog/models";
import { chosenModels } from "../constructs/core/model-choice";
import { teamsOf } from "../declaration/entries";
import { listed, suggestion } from "../declaration/nearest-name";
import type { Declaration, GoogleEntry } from "../declaration/schema";
import { declaredHolders } from "../stacks/google-team";
import type { PreflightGoogle } from "../verify/google/preflight-google";

/** What a preflight looks at, or why there is nothing to look at. */
export type PreflightInput = { readonly input: PreflightGoogle } | { readonly problem: string };

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
  const sets = teamsOf(declaration, entryName).flatMap(([, { models }]) => declaration.models[models] ?? []);
  const ids = sets.flatMap((set) => chosenModels(set).flatMap(({ model }) => findModel(model)?.vertex ?? []));
  return [...new Set(ids)].sort();
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
  if (entry.route !== "vertex") {
    return {
      problem: `"${entryName}" is of route ${entry.route}, which has no preflight; claude-access check judges it`,
    };
  }
  const principals = membersOf(declaration, entryName, entry);
  if (principals.some((member) => member.includes(`/projects/${UNKNOWN_NUMBER}/`))) {
    return {
      problem: `"${entryName}" has identities that are known by the number of the project; declare projectNumber`,
    };
  }
  return { input: { project: entry.project, principals, models: modelsOf(declaration, entryName) } };
};
