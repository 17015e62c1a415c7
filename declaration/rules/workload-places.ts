import { type Cloud, cloudOfWorkload, entriesOf, servedBy, usesWholly } from "../entries";
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

const ELSEWHERE: Readonly<Record<Cloud, string>> = {
  AWS: "is an identity of AWS, and the team uses no provider there",
  Azure: "is an identity of Azure, and the team uses no provider there",
  "Google Cloud": "is an identity of Google Cloud, and the team uses no provider there",
  Anthropic: "exchanges its token with Anthropic, and the team uses no console entry with federation",
  "no cloud": "has no identity of a cloud, and the team uses no gateway and no key that such a machine could read",
};

/** A workload runs in a cloud that its team uses; no key and no secret is ever made. */
export const workloadPlaces: Rule = ({ declaration, report }) => {
  for (const [team, declared] of Object.entries(declaration.teams)) {
    const entries = entriesOf(declaration, declared);
    if (entries.length === 0 || !usesWholly(declaration, declared)) continue;
    const clouds = new Set(entries.flatMap(([, entry]) => servedBy(declaration, entry).workloads));
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
      report("workload-elsewhere", `${path}.${kind}`, `${ELSEWHERE[where]}; name one in uses, or remove it`);
    }
  }
};
