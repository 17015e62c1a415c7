import { AUTHORITATIVE_TYPES, type GoogleHolder } from "../../../plans/google-grants";
import { textAt } from "../../../plans/json-value";
import { leadsToModels } from "../../google-accounts";
import type { Problem, Rule } from "../../rule";

const HOLDER = /^google_(\w+)_iam_(?:binding|policy)$/;
const ABOVE_ALL: ReadonlySet<string> = new Set(["project", "folder", "organization"]);

/**
 * Grants add; they never take away what others have. Bindings are judged where they lead to models (`leadsToModels`); the whole
 * policy of a project, a folder or an organization always holds grants that do.
 */
export const noAuthoritativeGrant: Rule = {
  id: "google/no-authoritative-grant",
  protects: "No apply takes a role away from members whom this code does not know (bindings and whole policies do)",
  appliesTo: AUTHORITATIVE_TYPES,
  remedy: "use the resource that ends in _iam_member, one for each member",
  link: "https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/google_project_iam",
  check: (view, circumstances) =>
    AUTHORITATIVE_TYPES.flatMap((type) =>
      view.ofType(type).flatMap((resource): Problem[] => {
        const on = HOLDER.exec(type)?.[1] as GoogleHolder;
        const isPolicy = type.endsWith("_policy");
        const grant = { on, resource, role: textAt(resource.values, "role") };
        if (!(isPolicy && ABOVE_ALL.has(on)) && !leadsToModels(view, grant, circumstances)) return [];
        const detail = isPolicy
          ? "It replaces the whole policy, and with it everybody else's access"
          : "It replaces every other member of the role";
        return [{ address: resource.address, detail, state: "violated" }];
      }),
    ),
};
