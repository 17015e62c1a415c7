import { GOOGLE_GRANT_TYPES, googleGrantsOf } from "../../../plans/google-grants";
import type { Rule } from "../../rule";

const BASIC = new Set(["roles/owner", "roles/editor", "roles/viewer"]);

/** No basic role is granted: each of them may call models, besides thousands of other things. */
export const noBasicRole: Rule = {
  id: "google/no-basic-role",
  protects: "Nobody gets owner, editor or viewer: even viewer holds aiplatform.endpoints.predict",
  appliesTo: GOOGLE_GRANT_TYPES,
  remedy: "grant a custom role with the one permission that clients use",
  link: "https://docs.cloud.google.com/iam/docs/roles-overview",
  check: (view) =>
    view.once(googleGrantsOf).flatMap(({ resource: { address }, role }) =>
      role !== undefined && BASIC.has(role)
        ? [
            {
              address,
              what: role,
              detail: `${role} is a basic role, far wider than calling models`,
              state: "violated" as const,
            },
          ]
        : [],
    ),
};
