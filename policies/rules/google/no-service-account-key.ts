import { textAt } from "../../../plans/json-value";
import { servesOtherwise } from "../../google-accounts";
import type { Rule } from "../../rule";

/** Keys that do not expire by themselves are never made; an account whose grants are all of other services is left alone. */
export const noServiceAccountKey: Rule = {
  id: "google/no-service-account-key",
  protects: "No key of a service account is created: it does not expire, is copied, and lies in the state",
  appliesTo: ["google_service_account_key"],
  remedy: "use workload identity federation, or attach the service account to what runs as it",
  link: "https://docs.cloud.google.com/iam/docs/best-practices-for-managing-service-account-keys",
  check: (view, circumstances) =>
    view
      .ofType("google_service_account_key")
      .filter(({ values }) => !servesOtherwise(view, textAt(values, "service_account_id") ?? "", circumstances))
      .map(({ address }) => ({
        address,
        detail: "A key of a service account is long-lived, and lies in the state",
        state: "violated" as const,
      })),
};
