import { GOOGLE_GRANT_TYPES } from "../../../plans/google-grants";
import { textAt } from "../../../plans/json-value";
import { vertexGrantsOf } from "../../google-callers";
import type { Problem, Rule } from "../../rule";

/** A role that lets call models is given in one project. Asked of roles that are known to hold the permission, basic roles too. */
export const grantAtProject: Rule = {
  id: "google/grant-at-project",
  protects: "A role that lets call models is granted in a project, never at a folder or an organization",
  appliesTo: GOOGLE_GRANT_TYPES.filter((type) => /^google_(folder|organization)_/.test(type)),
  remedy: "grant the role in the one project, by google_project_iam_member",
  link: "https://docs.cloud.google.com/iam/docs/resource-hierarchy-access-control",
  check: (view, circumstances) =>
    vertexGrantsOf(view, circumstances).flatMap(({ on, role = "", resource }): Problem[] => {
      if (on !== "folder" && on !== "organization") return [];
      const { address, values } = resource;
      const holder = textAt(values, on === "folder" ? "folder" : "org_id") ?? "";
      const detail = `It lets call models in every project of ${on} ${holder.replace(/^folders\//, "")}, also in those to come`;
      return [{ address, what: role, detail, state: "violated" }];
    }),
};
