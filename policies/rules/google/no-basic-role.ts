import { GOOGLE_GRANT_TYPES, googleGrantsOf } from "../../../plans/google-grants";
import { BASIC_ROLES } from "../../google-callers";
import type { Problem, Rule } from "../../rule";

/** No basic role is granted: each of them may call models, besides thousands of other things. */
export const noBasicRole: Rule = {
  id: "google/no-basic-role",
  protects: "Nobody gets owner, editor or viewer: even viewer holds aiplatform.endpoints.predict",
  appliesTo: GOOGLE_GRANT_TYPES,
  remedy: "grant a custom role with the one permission that clients use",
  link: "https://docs.cloud.google.com/iam/docs/roles-overview",
  check: (view) =>
    view.once(googleGrantsOf).flatMap(({ resource: { address }, role }): Problem[] => {
      if (role === undefined || !BASIC_ROLES.has(role)) return [];
      const detail = `${role} is a basic role, far wider than calling models`;
      return [{ address, what: role, detail, state: "violated" }];
    }),
};
