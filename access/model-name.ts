import { MODELS } from "../catalog/models";

const FAMILY = /^claude-([a-z]+)-(\d+(?:-\d+)*)$/;

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** What people call a model of the catalog, `Claude Opus 4.8`; an id that is none of the catalog's stays as it is. */
export const modelName = (id: string): string => {
  const [, family, version] = FAMILY.exec(id) ?? [];
  return family === undefined || version === undefined ? id : `Claude ${capital(family)} ${version.replace(/-/g, ".")}`;
};

/** Catalog id of a model by any provider's id for it; `undefined` for one that the catalog does not know. */
export const catalogIdOf = (providerId: string): string | undefined =>
  MODELS.find(({ id, anthropic, bedrock, vertex }) => [id, anthropic, bedrock, vertex].includes(providerId))?.id;

/** Model and name for a provider's id, or for a pattern of ids with `*` or `?`. */
export const describeModel = (providerId: string): { readonly model: string; readonly name: string } => {
  if (providerId === "*") return { model: "*", name: "every model of every vendor" };
  if (/^(?:anthropic\.|\*anthropic)?(?:claude)?-?\*$/.test(providerId) || providerId === "*anthropic*")
    return { model: providerId, name: "every Claude model" };
  if (/[*?]/.test(providerId)) return { model: providerId, name: `models like ${providerId}` };
  const id = catalogIdOf(providerId);
  return id === undefined ? { model: providerId, name: providerId } : { model: id, name: modelName(id) };
};
