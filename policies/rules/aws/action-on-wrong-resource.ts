import type { Statement } from "../../../authorization/aws/policy-document";
import { stringLike } from "../../../authorization/glob";
import type { Permission } from "../../../catalog/bedrock-permissions";
import { statementName } from "../../../plans/policy-reading";
import { holdsReference } from "../../../plans/reference";
import { namedResources, permissionsOf, type ResourcePattern, resourcePatternOf } from "../../bedrock-statement";
import { judgeGrants, type StatementProblem } from "../../policy-documents";
import type { Rule } from "../../rule";
import { isWide } from "../../wildcard";

/** Whether an ARN has the parts that its type has: models belong to no account, profiles to one. */
const hasItsParts = ({ type, account }: ResourcePattern): boolean =>
  type === "foundation-model" ? account === "" : account !== "";

/** Whether an action can be allowed on a resource at all. */
const fits = ({ action, resources }: Permission, resource: string): boolean => {
  if (resource === "*") return true;
  const pattern = resourcePatternOf(resource);
  if (pattern === undefined) return isWide(resource) || holdsReference(resource);
  if (!stringLike(pattern.service, action.split(":")[0] ?? "")) return false;
  return resources.some((type) => stringLike(pattern.type, type)) && (isWide(pattern.type) || hasItsParts(pattern));
};

const judge = (statement: Statement): StatementProblem[] => {
  const { actions } = statement;
  const permissions = actions.negated ? [] : actions.values.flatMap((action) => permissionsOf(action));
  if (permissions.length === 0 || statement.resources?.negated === true) return [];
  const exact = actions.values.filter((action) => !isWide(action)).flatMap((action) => permissionsOf(action));
  const name = statementName(statement);
  const resources = namedResources(statement);
  const say = (what: string, detail: string): StatementProblem => ({
    what,
    detail: `${name}: ${detail}`,
    state: "violated",
  });
  if (resources.length === 0) return [say(name, "there is no Resource, so it allows nothing")];
  return [
    ...exact
      .filter((permission) => !resources.some((resource) => fits(permission, resource)))
      .map(({ action, resources: types }) =>
        say(action, `${action} takes ${types.length === 0 ? "* only" : types.join(" or ")}, and none is named`),
      ),
    ...resources
      .filter((resource) => !permissions.some((permission) => fits(permission, resource)))
      .map((resource) => say(resource, `no action of the statement can be allowed on ${resource}`)),
  ];
};

/** Every action stands beside a resource that it takes. */
export const actionOnWrongResource: Rule = {
  id: "aws/action-on-wrong-resource",
  protects: "Every action is granted on a resource type that it takes: anything else reads like a grant and is none",
  appliesTo: ["aws_iam_role_policy", "aws_iam_policy", "aws_ssoadmin_permission_set_inline_policy"],
  remedy: "put the action beside a resource of a type that it takes",
  link: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrock.html",
  check: (view) => judgeGrants(view, judge),
};
