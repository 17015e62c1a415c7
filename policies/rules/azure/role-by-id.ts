import { textAt } from "../../../plans/json-value";
import type { Rule } from "../../rule";

const ASSIGNMENT = "azurerm_role_assignment";

/** A role is known by its GUID: names change, and a name may be somebody's custom role. */
export const roleById: Rule = {
  id: "azure/role-by-id",
  protects: "No role is assigned by its name: Azure has renamed roles, and a custom role may have any name",
  appliesTo: [ASSIGNMENT],
  remedy: "set role_definition_id, with the role's GUID",
  link: "https://learn.microsoft.com/en-us/azure/role-based-access-control/built-in-roles",
  check: (view) =>
    view.ofType(ASSIGNMENT).flatMap(({ address, values }) => {
      const name = textAt(values, "role_definition_name");
      return name === undefined || name === ""
        ? []
        : [{ address, what: name, detail: `The role "${name}" is named, not identified`, state: "violated" as const }];
    }),
};
