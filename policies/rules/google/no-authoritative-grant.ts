import { AUTHORITATIVE_TYPES } from "../../../plans/google-grants";
import type { Rule } from "../../rule";

/** Grants add; they never take away what others have. */
export const noAuthoritativeGrant: Rule = {
  id: "google/no-authoritative-grant",
  protects: "No apply takes a role away from members whom this code does not know (bindings and whole policies do)",
  appliesTo: AUTHORITATIVE_TYPES,
  remedy: "use the resource that ends in _iam_member, one for each member",
  link: "https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/google_project_iam",
  check: (view) =>
    AUTHORITATIVE_TYPES.flatMap((type) =>
      view.ofType(type).map(({ address }) => ({
        address,
        detail: type.endsWith("_policy")
          ? "It replaces the whole policy, and with it everybody else's access"
          : "It replaces every other member of the role",
        state: "violated" as const,
      })),
    ),
};
