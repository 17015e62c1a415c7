import type { Construct } from "constructs";
import { INVOKE_ROLE_ID, PROJECT_ROLE_ID, QUOTA_ROLE_ID } from "../catalog/google-names";
import { GOOGLE_SERVICES, type GoogleService } from "../catalog/google-permissions";
import { type CiSource, ciIssuer } from "../catalog/pipeline/ci-source";
import { chosenModels } from "../constructs/core/model-choice";
import { projectNumberOf } from "../constructs/google/project-number";
import { allGoogle, googleWorkloadsOf, teamsOf, teamsPlacedAt } from "../declaration/entries";
import { modelSetOf } from "../declaration/models-of";
import type { Declaration, GoogleEntry, Team } from "../declaration/schema";
import { declaredHolders, existingPoolsOf } from "./google-team";

type Named = readonly [string, GoogleEntry];

/** Entries of one project, sorted by name. */
export const entriesOfProject = (declaration: Declaration, project: string): readonly Named[] =>
  allGoogle(declaration)
    .filter(([, entry]) => entry.project === project)
    .sort(([a], [b]) => (a < b ? -1 : 1));

/** Entries of one organization, sorted by name. */
export const entriesOfOrganization = (declaration: Declaration, organizationId: string): readonly Named[] =>
  allGoogle(declaration)
    .filter(([, entry]) => entry.organizationId === organizationId)
    .sort(([a], [b]) => (a < b ? -1 : 1));

const teamsAt = (declaration: Declaration, entries: readonly Named[]): readonly [string, GoogleEntry, string, Team][] =>
  entries.flatMap(([name, entry]) =>
    teamsOf(declaration, name).map(([team, declared]): [string, GoogleEntry, string, Team] => [
      name,
      entry,
      team,
      declared,
    ]),
  );

const isCustomAt = (entry: GoogleEntry, level: "project" | "organization"): boolean => {
  if (entry.route !== "vertex") return false;
  if (entry.role === undefined) return level === "project";
  return "custom" in entry.role && entry.role.custom.level === level;
};

/** Number of a project for some of its teams: as an entry declares it, else looked up, where an identity is known by it. */
export const numberFor = (
  stack: Construct,
  declaration: Declaration,
  project: string,
  teams: readonly (readonly [string, Team])[],
): string => {
  const declared = entriesOfProject(declaration, project).find(([, { projectNumber }]) => projectNumber)?.[1];
  const isNeeded = teams.some(
    ([, team]) =>
      Object.keys(team.ci ?? {}).length > 0 || Object.values(googleWorkloadsOf(team)).some((kind) => "gke" in kind),
  );
  if (!isNeeded) return declared?.projectNumber ?? "";
  return projectNumberOf(stack, "Number", { project, projectNumber: declared?.projectNumber });
};

/** Whether an entry's people may name the project for quota. */
export const grantsQuota = ({ quotaProject }: GoogleEntry): boolean => quotaProject !== "none";

const namesQuota = (declaration: Declaration, [name, entry]: Named): boolean =>
  grantsQuota(entry) && teamsOf(declaration, name).some(([, { people }]) => people !== undefined);

/** Whether an entry has pipelines whose client reads the project's metadata. */
const readsProject = (declaration: Declaration, [name, { route }]: Named): boolean =>
  route === "anthropic-google-cloud" &&
  teamsOf(declaration, name).some(([, { ci = {} }]) => Object.keys(ci).length > 0);

/** What the entries of one project need of it together. */
export interface ProjectNeeds {
  readonly services: readonly GoogleService[];
  readonly roleIds: readonly string[];
  /** Pipelines of issuers that have no pool yet. */
  readonly pipelines: readonly CiSource[];
  /** Catalog ids that an organization policy allows; undefined: no policy. */
  readonly allowedModels?: readonly string[];
  readonly features?: readonly string[];
  /** Members that a deny policy leaves out, and what it was told besides; undefined: no policy. */
  readonly deny?: { readonly members: readonly string[]; readonly except: readonly string[] };
  readonly boundary?: { readonly alsoProjects: readonly string[] };
}

const servicesOf = (
  declaration: Declaration,
  entries: readonly Named[],
  found: { pipelines: boolean; policy: boolean; roles: boolean },
): GoogleService[] => {
  const routes = new Set(entries.map(([, { route }]) => route));
  const placed = entries.flatMap(([name]) => teamsPlacedAt(declaration, name));
  const workloads = placed.flatMap(({ team }) => Object.values(googleWorkloadsOf(team)));
  const owned = workloads.some((kind) => "cloudRun" in kind || "computeEngine" in kind || "impersonation" in kind);
  const throughAccounts = entries.some(([, { federation }]) => federation === "serviceAccount") && found.pipelines;
  const { vertex, claude, claudePartner, iam, resources, tokens, credentials, organizationPolicy, secretManager } =
    GOOGLE_SERVICES;
  return [
    ...(routes.has("vertex") ? [vertex] : []),
    ...(routes.has("anthropic-google-cloud") ? [claude, claudePartner] : []),
    resources,
    ...(found.roles || found.pipelines || owned ? [iam] : []),
    ...(found.pipelines ? [tokens] : []),
    ...(throughAccounts || owned ? [credentials] : []),
    ...(found.policy ? [organizationPolicy] : []),
    ...(holdsKeys(declaration, entries) ? [secretManager] : []),
  ];
};

const pipelinesOf = (declaration: Declaration, entries: readonly Named[]): CiSource[] =>
  entries.flatMap(([name, entry]) => {
    const existing = new Set(existingPoolsOf(entry).map(({ issuer }) => issuer));
    const sources = teamsPlacedAt(declaration, name).flatMap(({ team: { ci = {} } }) => Object.values(ci));
    return sources.filter((source) => !existing.has(ciIssuer(source)));
  });

/** Whether the key of some entry lies in one of these. */
const holdsKeys = (declaration: Declaration, entries: readonly Named[]): boolean =>
  entries.some(([name]) => teamsPlacedAt(declaration, name).some(({ place }) => place !== name));

const allowedModelsOf = (declaration: Declaration, entries: readonly Named[]): string[] | undefined => {
  const restricted = entries.filter(([, entry]) => entry.route === "vertex" && entry.modelRestriction !== "settings");
  if (restricted.length === 0) return undefined;
  const sets = teamsAt(declaration, restricted).flatMap(([, , , team]) => modelSetOf(declaration, team) ?? []);
  const models = sets.flatMap((set) => chosenModels(set).map(({ model }) => model));
  return models.length === 0 ? undefined : [...new Set(models)].sort();
};

const denyOf = (declaration: Declaration, entries: readonly Named[], number: () => string): ProjectNeeds["deny"] => {
  const denying = entries.flatMap(([, { guardRails }]) => guardRails?.deny ?? []);
  if (denying.length === 0) return undefined;
  const projectNumber = number();
  const members = teamsAt(declaration, entries).flatMap(([name, entry, team, declared]) =>
    declaredHolders([name, entry], [team, declared], projectNumber).flatMap((holder) => holder.members),
  );
  return { members, except: denying.flatMap(({ except = [] }) => except) };
};

/**
 * Collects, over every entry of a project and every team that uses it, what exists once in that project.
 *
 * @param number of the project; asked for only where somebody is known by it
 */
export const projectNeeds = (declaration: Declaration, project: string, number: () => string): ProjectNeeds => {
  const entries = entriesOfProject(declaration, project);
  const pipelines = pipelinesOf(declaration, entries);
  const allowedModels = allowedModelsOf(declaration, entries);
  const roleIds = [
    ...(entries.some(([, entry]) => isCustomAt(entry, "project")) ? [INVOKE_ROLE_ID] : []),
    ...(entries.some((named) => namesQuota(declaration, named)) ? [QUOTA_ROLE_ID] : []),
    ...(entries.some((named) => readsProject(declaration, named)) ? [PROJECT_ROLE_ID] : []),
  ];
  const features = entries.flatMap(([, entry]) => (entry.route === "vertex" ? (entry.features ?? []) : []));
  const hasFeatures = entries.some(([, entry]) => entry.route === "vertex" && entry.features !== undefined);
  const boundaries = entries.flatMap(([, { guardRails }]) => guardRails?.accessBoundary ?? []);
  return {
    services: servicesOf(declaration, entries, {
      pipelines: pipelines.length > 0,
      policy: allowedModels !== undefined,
      roles: roleIds.length > 0,
    }),
    roleIds,
    pipelines,
    allowedModels,
    ...(hasFeatures ? { features: [...new Set(features)].sort() } : {}),
    deny: denyOf(declaration, entries, number),
    ...(boundaries.length > 0
      ? { boundary: { alsoProjects: [...new Set(boundaries.flatMap(({ alsoProjects = [] }) => alsoProjects))].sort() } }
      : {}),
  };
};

/** Whether an entry's role to call models belongs to the organization. */
export const hasOrganizationRole = (entry: GoogleEntry): boolean => isCustomAt(entry, "organization");
