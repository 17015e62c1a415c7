import { GOOGLE_LIMITS } from "../../catalog/google-permissions";
import { entriesOf, googleEntriesOf, isGoogleWorkload } from "../entries";
import type { Ci, GithubCi, Team } from "../schema";
import type { Rule, RuleContext } from "./rule-context";

/** `OWNER@ID/REPOSITORY@ID` where the ids are given. */
const repositoryOf = ({ repository, ownerId, repositoryId }: GithubCi): string => {
  if (ownerId === undefined || repositoryId === undefined) return repository;
  const [owner, name] = repository.split("/");
  return `${owner}@${ownerId}/${name}@${repositoryId}`;
};

const refOf = ({ branch, tag }: { readonly branch?: string; readonly tag?: string }): string =>
  branch === undefined ? `refs/tags/${tag}` : `refs/heads/${branch}`;

/** The `sub` claim that a pipeline's token has; as `constructs/core/pipeline` makes it, which tests hold. */
const subjectOf = (ci: Ci): string => {
  if ("oidc" in ci) return ci.oidc.subject;
  if ("gitlab" in ci) {
    const { project, branch, tag } = ci.gitlab;
    return `project_path:${project}:ref_type:${branch === undefined ? "tag" : "branch"}:ref:${branch ?? tag}`;
  }
  const { subject, environment, workflow } = ci.github;
  if (subject !== undefined) return subject;
  const context =
    environment === undefined ? `ref:${refOf(ci.github)}` : `environment:${environment.replace(/:/g, "%3A")}`;
  return `repo:${repositoryOf(ci.github)}:${context}${workflow === undefined ? "" : `:job_workflow_ref:${workflow}`}`;
};

const checkSubjects = ({ report }: RuleContext, team: string, { ci = {} }: Team): void => {
  const { value: limit, source } = GOOGLE_LIMITS.subject;
  for (const [name, pipeline] of Object.entries(ci)) {
    const subject = subjectOf(pipeline);
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
    const own = googleEntriesOf(declaration, declared).map(([, entry]) => entry.project);
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

const KINDS = "gke, cloudRun, computeEngine, serviceAccount, impersonation";

const checkWorkloads = ({ declaration, report }: RuleContext, team: string, declared: Team): void => {
  const routes = entriesOf(declaration, declared).map(([, { route }]) => route);
  if (routes.length === 0) return;
  const isOnAws = routes.includes("bedrock");
  const isOnGoogle = routes.some((route) => route !== "bedrock");
  for (const [name, workload] of Object.entries(declared.workloads ?? {})) {
    const path = `teams.${team}.workloads.${name}`;
    if ("serviceAccountKey" in workload) {
      report(
        "service-account-key",
        `${path}.serviceAccountKey`,
        `is refused: a key does not expire and is copied; allowed: ${KINDS}, or a pipeline under ci`,
      );
    } else if (isGoogleWorkload(workload) ? !isOnGoogle : !isOnAws) {
      const kind = Object.keys(workload).find((key) => key !== "sessionMinutes") ?? "";
      const where = isGoogleWorkload(workload) ? "Google Cloud" : "AWS";
      report(
        "workload-elsewhere",
        `${path}.${kind}`,
        `is an identity of ${where}, and the team uses no provider there; name one in uses, or remove it`,
      );
    }
  }
};

/** Pipelines and workloads are what Google Cloud can know; no key is ever made. */
export const googleIdentities: Rule = (context) => {
  for (const [team, declared] of Object.entries(context.declaration.teams)) {
    checkWorkloads(context, team, declared);
    checkClusters(context, team, declared);
    checkDenied(context, team, declared);
    if (googleEntriesOf(context.declaration, declared).length > 0) checkSubjects(context, team, declared);
  }
};
