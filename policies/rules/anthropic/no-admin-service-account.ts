import { textAt } from "../../json-value";
import type { Rule } from "../../rule";

/** Pipelines and workloads send messages; nothing of theirs administers an organization. */
export const noAdminServiceAccount: Rule = {
  id: "anthropic/no-admin-service-account",
  protects: "No service account of an Anthropic organization is its administrator",
  appliesTo: ["anthropic_service_account"],
  remedy: "set organization_role to developer",
  link: "https://platform.claude.com/docs/en/manage-claude/workload-identity-federation",
  check: (view) =>
    view
      .ofType("anthropic_service_account")
      .filter(({ values }) => textAt(values, "organization_role") === "admin")
      .map(({ address }) => ({
        address,
        detail: "This service account administers the organization",
        state: "violated",
      })),
};
