import type { Statement } from "../../../authorization/aws/policy-document";
import { stringLike } from "../../../authorization/glob";
import { CLAUDE_SERVICE_ACTIONS } from "../../../catalog/bedrock-actions";
import { BEDROCK_PERMISSIONS, type Permission } from "../../../catalog/bedrock-permissions";
import { statementName } from "../../../plans/policy-reading";
import { holdsReference } from "../../../plans/reference";
import {
  CLAUDE_SERVICES,
  namedResources,
  permissionsOf,
  type ResourcePattern,
  resourcePatternOf,
  serviceOf,
} from "../../bedrock-statement";
import { GRANT_TYPES, judgeGrants, type StatementProblem } from "../../policy-documents";
import type { Rule } from "../../rule";
import { isWide } from "../../wildcard";

const MODEL_TYPES: ReadonlySet<string> = new Set(
  Object.values(BEDROCK_PERMISSIONS).flatMap(({ resources }) => resources),
);

/** Whether an ARN has the parts that its type has: models belong to no account (which `*` covers, too), profiles to one. */
const hasItsParts = ({ type, account }: ResourcePattern): boolean =>
  type === "foundation-model" ? stringLike(account, "") : account !== "";

/** Whether an action can be allowed on a resource at all. */
const fits = ({ action, resources }: Permission, resource: string): boolean => {
  if (resource === "*") return true;
  const pattern = resourcePatternOf(resource);
  if (pattern === undefined) return isWide(resource) || holdsReference(resource);
  if (!stringLike(pattern.service, action.split(":")[0] ?? "")) return false;
  return resources.some((type) => stringLike(pattern.type, type)) && (isWide(pattern.type) || hasItsParts(pattern));
};

const TAKEN = new Map(CLAUDE_SERVICE_ACTIONS.all.map(({ action, types }) => [action.toLowerCase(), types]));

/** What an action takes, by the catalog of clients or else by AWS's own; `undefined` for what is not known here. */
const takenBy = (action: string): readonly string[] | undefined => {
  const [needed] = permissionsOf(action);
  return needed === undefined ? TAKEN.get(action.toLowerCase()) : needed.resources;
};

/** Whether another action of the statement, which no client needs, may be what a resource is there for. */
const isForOthers = ({ actions }: Statement, resource: string): boolean => {
  const pattern = resourcePatternOf(resource);
  if (pattern === undefined) return true;
  return actions.values.some((action) => {
    if (isWide(serviceOf(action))) return true;
    if (!stringLike(pattern.service, serviceOf(action))) return false;
    if (isWide(action)) return !MODEL_TYPES.has(pattern.type);
    const taken = permissionsOf(action).length > 0 ? [] : takenBy(action);
    return taken === undefined || taken.includes(pattern.type);
  });
};

/** Actions without a resource type, and those on models only, that stand beside nothing that they take. */
const misplaced = (action: string, resources: readonly string[]): string | undefined => {
  const taken = takenBy(action);
  if (
    permissionsOf(action).length > 0 ||
    taken === undefined ||
    resources.some((one) => isWide(one) && !one.includes(":"))
  )
    return undefined;
  const types = resources.map((resource) => resourcePatternOf(resource)?.type);
  if (taken.length === 0 && !types.includes(undefined)) return "* only";
  const models = types.every((type) => type !== undefined && MODEL_TYPES.has(type) && !taken.includes(type));
  return models && taken.length > 0 ? taken.join(" or ") : undefined;
};

const judge = (statement: Statement): StatementProblem[] => {
  const { actions } = statement;
  const isOfClaude = (action: string) =>
    CLAUDE_SERVICES.includes(serviceOf(action)) || permissionsOf(action).length > 0;
  if (actions.negated || statement.resources?.negated === true || !actions.values.some(isOfClaude)) return [];
  const permissions = actions.values.flatMap((action) => permissionsOf(action));
  const exact = actions.values.filter((action) => !isWide(action)).flatMap((action) => permissionsOf(action));
  const name = statementName(statement);
  const resources = namedResources(statement);
  const say = (what: string, detail: string): StatementProblem => ({
    what,
    detail: `${name}: ${detail}`,
    state: "violated",
  });
  if (resources.length === 0) return [say(name, "there is no Resource, so it allows nothing")];
  const takes = (action: string, types: string) => say(action, `${action} takes ${types}, and none is named`);
  return [
    ...exact
      .filter((permission) => !resources.some((resource) => fits(permission, resource)))
      .map(({ action, resources: types }) => takes(action, types.length === 0 ? "* only" : types.join(" or "))),
    ...actions.values.flatMap((action) => {
      const types = misplaced(action, resources);
      return types === undefined ? [] : [takes(action, types)];
    }),
    ...resources
      .filter((resource) => permissions.length > 0 && !isForOthers(statement, resource))
      .filter((resource) => !permissions.some((permission) => fits(permission, resource)))
      .map((resource) => say(resource, `no action of the statement can be allowed on ${resource}`)),
  ];
};

/** Every action stands beside a resource that it takes. */
export const actionOnWrongResource: Rule = {
  id: "aws/action-on-wrong-resource",
  protects: "Every action is granted on a resource type that it takes: anything else reads like a grant and is none",
  appliesTo: GRANT_TYPES,
  remedy: "put the action beside a resource of a type that it takes",
  link: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrock.html",
  check: (view) => judgeGrants(view, judge),
};
