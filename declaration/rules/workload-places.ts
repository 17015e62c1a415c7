import { cloudOfEntry, cloudOfWorkload, entriesOf } from "../entries";
import type { Rule } from "./rule-context";

/** What is refused by its name, since no such thing is ever made, and what there is instead. */
const REFUSED = {
  serviceAccountKey: {
    rule: "service-account-key",
    message:
      "is refused: a key does not expire and is copied; allowed: gke, cloudRun, computeEngine, serviceAccount, impersonation, or a pipeline under ci",
  },
  clientSecret: {
    rule: "client-secret",
    message:
      "is refused: a secret is copied, and whoever has it is the application; allowed: aks, managedIdentity, existingIdentity, application, or a pipeline under ci",
  },
} as const;

/** A workload runs in a cloud that its team uses; no key and no secret is ever made. */
export const workloadPlaces: Rule = ({ declaration, report }) => {
  for (const [team, declared] of Object.entries(declaration.teams)) {
    const clouds = new Set(entriesOf(declaration, declared).map(([, entry]) => cloudOfEntry(entry)));
    if (clouds.size === 0) continue;
    for (const [name, workload] of Object.entries(declared.workloads ?? {})) {
      const path = `teams.${team}.workloads.${name}`;
      const kind = Object.keys(workload).find((key) => key !== "sessionMinutes") ?? "";
      if (Object.hasOwn(REFUSED, kind)) {
        const { rule, message } = REFUSED[kind as keyof typeof REFUSED];
        report(rule, `${path}.${kind}`, message);
        continue;
      }
      const where = cloudOfWorkload(workload);
      if (clouds.has(where)) continue;
      report(
        "workload-elsewhere",
        `${path}.${kind}`,
        `is an identity of ${where}, and the team uses no provider there; name one in uses, or remove it`,
      );
    }
  }
};
