import { roleOf } from "../../../plans/azure-roles";
import { textAt } from "../../../plans/json-value";
import type { PlannedResource, PlanView } from "../../../plans/plan-view";
import { ASSIGNMENT, isAccountScope } from "../../azure-scopes";
import type { Problem, Rule } from "../../rule";

const NAMED_FOR_MODELS = /cognitive services|foundry|azure ai|claude|anthropic/i;

const concernsModels = (view: PlanView, assignment: PlannedResource, name: string): boolean => {
  const role = roleOf(view, assignment);
  if (isAccountScope(textAt(assignment.values, "scope") ?? "")) return true;
  if (role === undefined) return NAMED_FOR_MODELS.test(name);
  return role.callsModels === true || (NAMED_FOR_MODELS.test(name) && role.listsKeys === true);
};

/**
 * A role is known by its GUID: names change, and a name may be somebody's custom role. Judged are assignments at an account, roles
 * that let call models or list an account's keys, and roles that nobody here knows but whose name says models. An assignment that is
 * there has both, id and name, whichever was written: it is not judged.
 */
export const roleById: Rule = {
  id: "azure/role-by-id",
  protects: "No role is assigned by its name: Azure has renamed roles, and a custom role may have any name",
  appliesTo: [ASSIGNMENT],
  remedy: "set role_definition_id, with the role's GUID",
  link: "https://learn.microsoft.com/en-us/azure/role-based-access-control/built-in-roles",
  check: (view) =>
    view.ofType(ASSIGNMENT).flatMap((resource): Problem[] => {
      const name = textAt(resource.values, "role_definition_name") ?? "";
      const hasId = (textAt(resource.values, "role_definition_id") ?? "") !== "";
      if (name === "" || hasId || !concernsModels(view, resource, name)) return [];
      const detail = `The role "${name}" is named, not identified`;
      return [{ address: resource.address, what: name, detail, state: "violated" }];
    }),
};
