import { FAMILIES, findModel, MODELS } from "../../catalog/models";
import { isOfferedAt, knownLocations } from "../../catalog/vertex-locations";
import { allGoogle, googleEntriesOf, teamsOf } from "../entries";
import { modelSetOf, modelsOf, setText } from "../models-of";
import { listed, suggestion } from "../nearest-name";
import type { GoogleEntry, ModelSet, Team } from "../schema";
import type { Rule, RuleContext } from "./rule-context";

type VertexEntry = Extract<GoogleEntry, { route: "vertex" }>;

const locationOf = (entry: VertexEntry, model: string): string =>
  entry.modelRegions !== undefined && Object.hasOwn(entry.modelRegions, model)
    ? (entry.modelRegions[model] ?? entry.region)
    : entry.region;

const isOffered = (entry: VertexEntry, model: string, location: string): boolean | undefined => {
  const own = entry.offered !== undefined && Object.hasOwn(entry.offered, model) ? entry.offered[model] : undefined;
  return own?.includes(location) === true ? true : isOfferedAt(model, location);
};

const checkOffered = (
  context: RuleContext,
  team: string,
  entryName: string,
  entry: VertexEntry,
  set: ModelSet,
): void => {
  const { models } = context.declaration.teams[team] ?? { models: "" };
  for (const model of modelsOf(set)) {
    if (findModel(model) === undefined) continue;
    const location = locationOf(entry, model);
    const offered = isOffered(entry, model, location);
    if (offered === true) continue;
    const known = knownLocations(model);
    const where = known.length > 0 ? `it is known to answer in ${known.join(", ")}` : "no location is known for it";
    const path = `teams.${team}.models`;
    if (offered === false) {
      const message = `"${model}" of the set "${models}" does not answer in ${location}, which ${entryName} names; ${where}: set modelRegions.${model} there, or choose another model`;
      context.report("model-not-offered", path, message, models);
    } else {
      const message = `nobody here knows whether "${model}" of the set "${models}" answers in ${location}, which ${entryName} names; ${where}: look at its page in Model Garden, then say so in providers.${entryName}.offered`;
      context.note("model-location", path, message, models);
    }
  }
};

/** Models of a family that a set lacks: told by the environment alone, the client asks for them at every start. */
const checkFamilies = (context: RuleContext, team: string, set: ModelSet): void => {
  if (context.declaration.clients?.deliver !== "environment") return;
  const missing = FAMILIES.filter((family) => family !== "fable" && set[family] === undefined);
  if (missing.length === 0) return;
  const probes = missing.flatMap((family) => MODELS.filter((model) => model.family === family).map(({ id }) => id));
  const { models } = context.declaration.teams[team] ?? { models: "" };
  context.note(
    "start-up-probes",
    `teams.${team}.models`,
    `the set "${models}" has no ${missing.join(" and no ")}; told by the environment alone, the client asks Vertex AI at every start for ${probes.join(", ")}, and is refused, which harms nothing but the log; deliver settings files, add a model of that family, or acknowledge this`,
    models,
  );
};

const checkNames = ({ declaration, report }: RuleContext): void => {
  const known = MODELS.map(({ id }) => id).sort();
  for (const [name, entry] of allGoogle(declaration)) {
    if (entry.route !== "vertex") continue;
    for (const key of ["modelRegions", "offered"] as const) {
      for (const model of Object.keys(entry[key] ?? {}).filter((id) => findModel(id) === undefined)) {
        report(
          "unknown-model",
          `providers.${name}.${key}.${model}`,
          `"${model}" is no model that the catalog knows; allowed: ${listed(known)}${suggestion(model, known)}`,
          model,
        );
      }
    }
  }
};

/** IAM cannot name a model: whoever may call one in a project may call all that the project may. */
const checkRestriction = ({ declaration, report, note, placeText }: RuleContext): void => {
  const first = new Map<string, readonly [string, Team]>();
  for (const [name, entry] of allGoogle(declaration)) {
    if (entry.route !== "vertex") continue;
    const { project, modelRestriction = "project" } = entry;
    if (modelRestriction === "settings") {
      note(
        "models-by-settings",
        `providers.${name}.modelRestriction`,
        `leaves the choice of models in project ${project} to client settings alone: IAM on Vertex AI cannot name a model, and no organization policy does`,
        modelRestriction,
      );
      continue;
    }
    for (const [team, declared] of teamsOf(declaration, name)) {
      const known = first.get(project);
      if (known === undefined) {
        first.set(project, [team, declared]);
        continue;
      }
      const [firstTeam, firstDeclared] = known;
      if (setText(declaration, firstDeclared) === setText(declaration, declared)) continue;
      const both = `differs from "${firstDeclared.models}" of ${firstTeam} at ${placeText(`teams.${firstTeam}.models`)}, and both use project ${project}, where IAM cannot name a model`;
      if (modelRestriction === "union") {
        const message = `${both}: between these teams the restriction is by client settings alone`;
        note("models-by-settings", `teams.${team}.models`, message, declared.models);
      } else {
        const message = `${both}; give each team a project of its own, or set modelRestriction: union at ${name} and acknowledge what that means`;
        report("models-of-one-project", `teams.${team}.models`, message, declared.models);
      }
    }
  }
};

/** Models answer where they are asked for, and what restricts them is said. */
export const googleModels: Rule = (context) => {
  const { declaration } = context;
  checkNames(context);
  checkRestriction(context);
  for (const [team, declared] of Object.entries(declaration.teams)) {
    const set = modelSetOf(declaration, declared);
    const vertex = googleEntriesOf(declaration, declared).filter(([, { route }]) => route === "vertex");
    if (set === undefined || vertex.length === 0) continue;
    checkFamilies(context, team, set);
    for (const [entryName, entry] of vertex) {
      if (entry.route === "vertex") checkOffered(context, team, entryName, entry, set);
    }
  }
};
