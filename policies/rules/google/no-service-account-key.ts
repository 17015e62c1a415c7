import type { Rule } from "../../rule";

/** Keys that do not expire by themselves are never made. */
export const noServiceAccountKey: Rule = {
  id: "google/no-service-account-key",
  protects: "No key of a service account is created: it does not expire, is copied, and lies in the state",
  appliesTo: ["google_service_account_key"],
  remedy: "use workload identity federation, or attach the service account to what runs as it",
  link: "https://docs.cloud.google.com/iam/docs/best-practices-for-managing-service-account-keys",
  check: (view) =>
    view.ofType("google_service_account_key").map(({ address }) => ({
      address,
      detail: "A key of a service account is long-lived, and lies in the state",
      state: "violated" as const,
    })),
};
