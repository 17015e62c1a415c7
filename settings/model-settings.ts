import { CLIENT_GATES, isAtLeast } from "../catalog/client-versions";
import { CLOUD_CLIENT_DEFAULTS, FAMILIES, type Family } from "../catalog/models";
import type { ClientSettings, ClientWishes } from "./client-settings";
import { composeEnvironment } from "./compose";
import type { Facts, GrantedModel } from "./facts";

const pinVariable = (family: string): string => `ANTHROPIC_DEFAULT_${family.toUpperCase()}_MODEL`;

/** Models that new settings name: granted, and not retiring. */
export const pinnedModels = <T extends GrantedModel>(models: readonly T[]): readonly T[] =>
  models.filter(({ retiringUntil }) => retiringUntil === undefined);

/** The model that a session starts with. Throws when every model is retiring. */
export const startModel = (facts: Facts): GrantedModel => {
  const pinned = pinnedModels<GrantedModel>(facts.models);
  const start = pinned.find(({ family }) => family === facts.startFamily) ?? pinned[0];
  if (start === undefined) throw new Error(`${facts.team} at ${facts.entry} has no model that is not retiring`);
  return start;
};

/** Every family is pinned, one without a model of its own to the start model: no alias is left to the client. */
export const pins = (facts: Facts): Record<string, string> => {
  const fallback = startModel(facts).target;
  const pinned = pinnedModels<GrantedModel>(facts.models);
  const targetOf = (family: string) => pinned.find((model) => model.family === family)?.target;
  return Object.fromEntries(FAMILIES.map((family) => [pinVariable(family), targetOf(family) ?? fallback]));
};

/** Families without a model to pin that the client probes at a start, unless it is told otherwise; it never probes fable. */
export const probedFamilies = (models: readonly GrantedModel[]): readonly Family[] => {
  const pinned = pinnedModels(models);
  return FAMILIES.filter(
    (family) => CLOUD_CLIENT_DEFAULTS[family] !== undefined && !pinned.some((model) => model.family === family),
  );
};

/**
 * The client's own default of each probed family, mapped to the start model: that stops the probes, also on Vertex AI (seen
 * with 2.1.330, `test/lanes/client`).
 */
export const missingFamilies = (facts: Facts): Record<string, string> =>
  Object.fromEntries(
    probedFamilies(facts.models).map((family) => [CLOUD_CLIENT_DEFAULTS[family], startModel(facts).target]),
  );

/** What every route says of models. */
export const modelChoice = (
  facts: Facts,
): Pick<ClientSettings, "model" | "availableModels" | "enforceAvailableModels"> => ({
  model: startModel(facts).target,
  availableModels: pinnedModels<GrantedModel>(facts.models).map(({ target }) => target),
  enforceAvailableModels: true,
});

/**
 * Locks that need a client new enough to know them: without a minimum version nobody can promise that.
 *
 * @param provider the client's word for the route, or several that it uses; undefined: it has none
 */
export const versionedLocks = (
  { minimumVersion }: ClientWishes,
  provider: string | readonly string[] | undefined,
): Partial<ClientSettings> => {
  if (minimumVersion === undefined) return {};
  const has = (gate: keyof typeof CLIENT_GATES) => isAtLeast(minimumVersion, CLIENT_GATES[gate].since);
  return {
    requiredMinimumVersion: minimumVersion,
    ...(provider !== undefined && has("allowedProviders") ? { allowedProviders: [provider].flat() } : {}),
    ...(has("availableModelsMatch") ? { availableModelsMatch: "exact" as const } : {}),
  };
};

/**
 * The environment that access needs, with what the organisation wishes.
 *
 * @throws Error when a wish sets a variable that this tool decides: the loader refuses that.
 */
export const environmentFor = (
  own: Readonly<Record<string, string>>,
  wishes: ClientWishes,
): Readonly<Record<string, string>> => {
  const composed = composeEnvironment(own, wishes.env);
  if (composed.ok) return composed.env;
  const names = composed.collisions.join(", ");
  throw new Error(
    `The environment wished for clients sets ${names}, which follows from providers and models; remove it`,
  );
};
