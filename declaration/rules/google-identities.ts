import { CLIENT_GATES, isAtLeast } from "../../catalog/client-versions";
import { GOOGLE_LIMITS } from "../../catalog/google-permissions";
import { ciSubject } from "../../catalog/pipeline/ci-source";
import { entriesOf, googleEntriesOf, googlePlacesOf } from "../entries";
import type { Ci, Team } from "../schema";
import type { Rule, RuleContext } from "./rule-context";

/** Whether a pipeline says what its subject is made of; where it does not, `pipelines` says so. */
const hasSubject = (ci: Ci): boolean => {
  if ("oidc" in ci) return true;
  const { branch, tag } = "github" in ci ? ci.github : ci.gitlab;
  if (branch !== undefined || tag !== undefined) return true;
  return "github" in ci && (ci.github.subject !== undefined || ci.github.environment !== undefined);
};

const checkSubjects = ({ report }: RuleContext, team: string, { ci = {} }: Team): void => {
  const { value: limit, source } = GOOGLE_LIMITS.subject;
  for (const [name, pipeline] of Object.entries(ci)) {
    if (!hasSubject(pipeline)) continue;
    const subject = ciSubject(pipeline);
    const size = Buffer.byteLength(subject);
    if (size <= limit) continue;
    report(
      "subject-size",
      `teams.${team}.ci.${name}`,
      `has a subject of ${size} bytes, "${subject}", and Google Cloud takes at most ${limit} (${source}); pin a shorter environment or branch`,
    );
  }
};

/** A pod is known by the number of its cluster's project. */
const checkClusters = ({ declaration, report }: RuleContext, team: string, declared: Team): void => {
  for (const [name, workload] of Object.entries(declared.workloads ?? {})) {
    if (!("gke" in workload)) continue;
    const { project, projectNumber } = workload.gke;
    const own = googlePlacesOf(declaration, declared).map(([, entry]) => entry.project);
    if (project === undefined || projectNumber !== undefined || own.every((other) => other === project)) continue;
    report(
      "cluster-project",
      `teams.${team}.workloads.${name}.gke`,
      `names the project ${project} of the cluster, whose number its pods are known by; add projectNumber`,
      project,
    );
  }
};

/** Documentation of deny policies does not name the identities of pods. */
const checkDenied = ({ declaration, note }: RuleContext, team: string, declared: Team): void => {
  const denying = googleEntriesOf(declaration, declared).filter(([, { guardRails }]) => guardRails?.deny !== undefined);
  if (denying.length === 0) return;
  for (const [name, workload] of Object.entries(declared.workloads ?? {})) {
    if (!("gke" in workload)) continue;
    note(
      "gke-and-deny",
      `teams.${team}.workloads.${name}.gke`,
      `is excepted from the deny policy of ${denying[0]?.[0]}, and it is not documented that a deny policy can name the identity of a pod; try it, or give the pod a service account`,
    );
  }
};

/** An older client asks for more than Vertex AI's grant holds, once its credentials are federated. */
const checkVersion = ({ declaration, note }: RuleContext, team: string, declared: Team): void => {
  const minimum = declaration.clients?.minimumVersion;
  const { since, source } = CLIENT_GATES.federatedVertexAlone;
  if (minimum === undefined || isAtLeast(minimum, since)) return;
  const onVertex = entriesOf(declaration, declared).filter(([, { route }]) => route === "vertex");
  if (onVertex.length === 0) return;
  for (const name of Object.keys(declared.ci ?? {})) {
    note(
      "federated-client",
      `teams.${team}.ci.${name}`,
      `may be run by a client of ${minimum}, and on Vertex AI clients before ${since} ask for resourcemanager.projects.get, which is not granted, and give up (${source}); raise clients.minimumVersion`,
    );
  }
};

/** Pipelines and workloads are what Google Cloud can know. */
export const googleIdentities: Rule = (context) => {
  for (const [team, declared] of Object.entries(context.declaration.teams)) {
    checkClusters(context, team, declared);
    checkDenied(context, team, declared);
    checkVersion(context, team, declared);
    if (googlePlacesOf(context.declaration, declared).length > 0) checkSubjects(context, team, declared);
  }
};
