import { GOOGLE_LIMITS } from "../../catalog/google-permissions";
import { type CiSource, ciSubject } from "../../catalog/pipeline/ci-source";
import { celList, celText } from "./cel-text";

/** Ids that a pipeline's subject does not hold already. */
const idClauses = (source: CiSource): string[] => {
  if (!("github" in source)) return [];
  const { ownerId, repositoryId } = source.github;
  if (ownerId === undefined || repositoryId === undefined || ciSubject(source).includes(`@${repositoryId}:`)) return [];
  return [
    `assertion.repository_id == ${celText(String(repositoryId))}`,
    `assertion.repository_owner_id == ${celText(String(ownerId))}`,
  ];
};

const exactly = (sources: readonly CiSource[]): string => {
  const plain = sources.filter((source) => idClauses(source).length === 0).map(ciSubject);
  const withIds = sources
    .filter((source) => idClauses(source).length > 0)
    .map((source) => `(${[`assertion.sub == ${celText(ciSubject(source))}`, ...idClauses(source)].join(" && ")})`);
  return [...(plain.length > 0 ? [`assertion.sub in ${celList(plain)}`] : []), ...[...new Set(withIds)].sort()].join(
    " || ",
  );
};

const ownerOf = (path: string): string => path.split("/")[0] ?? path;

/** Owners of the repositories, where subjects are too many for one condition; each grant still names one subject. */
const byOwner = (sources: readonly CiSource[]): string => {
  const clauses = sources.map((source) => {
    if ("oidc" in source) return exactly([source]);
    if ("gitlab" in source)
      return `assertion.project_path.startsWith(${celText(`${ownerOf(source.gitlab.project)}/`)})`;
    const { ownerId, repository } = source.github;
    return ownerId === undefined
      ? `assertion.repository_owner == ${celText(ownerOf(repository))}`
      : `assertion.repository_owner_id == ${celText(String(ownerId))}`;
  });
  return [...new Set(clauses)].sort().join(" || ");
};

/**
 * Condition of the provider of one issuer: only tokens of declared pipelines are exchanged. Where these are too many for
 * Google's limit it pins the owners of the repositories.
 *
 * @throws Error when even that is longer than a condition may be.
 */
export const federationCondition = (sources: readonly CiSource[]): string => {
  const limit = GOOGLE_LIMITS.condition;
  const condition = [exactly, byOwner].map((write) => write(sources)).find(({ length }) => length <= limit.value);
  if (condition !== undefined) return condition;
  throw new Error(
    `${sources.length} pipelines of one issuer do not fit into the ${limit.value} characters of a condition (${limit.source}); use a second project for some of the teams`,
  );
};
