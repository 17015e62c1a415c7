import { GOOGLE_GRANT_TYPES, googleGrantsOf } from "../../../plans/google-grants";
import { textAt } from "../../../plans/json-value";
import type { Circumstances } from "../../circumstances";
import { grantHolds, vertexGrantsOf } from "../../google-callers";
import type { Problem, Rule } from "../../rule";

const TOKENS = "iam.serviceAccounts.getAccessToken";
const ABOVE: ReadonlySet<string> = new Set(["project", "folder", "organization"]);

/** Whether a service account may call models in one of the stacks. */
const anAccountCalls = (circumstances: Circumstances): boolean =>
  circumstances.views.some((view) =>
    vertexGrantsOf(view, circumstances).some(({ members }) =>
      members.some((member) => /^serviceAccount:|^<ref google_service_account\./.test(member)),
    ),
  );

/**
 * Who may take a service account's place may do so with one, not with every account of a project. Asked where a service account
 * may call models in one of the stacks; elsewhere such a grant leads to no model.
 */
export const impersonationAtAccount: Rule = {
  id: "google/impersonation-at-account",
  protects: "Beside a service account that calls models, nobody may take the place of every account of a project",
  appliesTo: GOOGLE_GRANT_TYPES,
  remedy: "grant the role on the one service account, by google_service_account_iam_member",
  link: "https://docs.cloud.google.com/iam/docs/best-practices-service-accounts",
  check: (view, circumstances) => {
    if (!circumstances.once(anAccountCalls)) return [];
    return view.once(googleGrantsOf).flatMap((grant): Problem[] => {
      const { on, role = "", resource } = grant;
      if (!ABOVE.has(on) || grantHolds(view, grant, TOKENS, circumstances) !== true) return [];
      const place = textAt(resource.values, on === "organization" ? "org_id" : on) ?? "";
      const detail = `It gives tokens of every service account of ${on} ${place.replace(/^\w+\//, "")}, and one of these plans' accounts may call models`;
      return [{ address: resource.address, what: role, detail, state: "violated" }];
    });
  },
};
