import type { AuthClient } from "google-auth-library";
import { GOOGLE_PERMISSIONS } from "../../catalog/google-permissions";
import { ApiFailure } from "../api-failure";
import type { CheckResult } from "../check-result";
import { type Ancestry, findAncestry } from "./ancestry";
import { BoundedAuth } from "./bounded-auth";
import { checkAccessBoundaries } from "./check-access-boundaries";
import { checkDenyPolicies } from "./check-deny-policies";
import { checkModels } from "./check-models";
import { checkServices } from "./check-services";
import { GOOGLE_ENDPOINTS, type GoogleEndpoints, openGoogleApi } from "./google-api";

/** What is to be looked at before an apply. */
export interface PreflightGoogle {
  /** Id or number of the project that serves the models. */
  readonly project: string;
  /** IAM members, as in bindings: `group:…`, `user:…`, `serviceAccount:…`, `principal://…`, `principalSet://…`. */
  readonly principals: readonly string[];
  /** Ids of the declared models on Vertex AI. @default none are looked at */
  readonly models?: readonly string[];
  /** What the principals use. @default the one permission of Vertex AI */
  readonly permissions?: readonly string[];
  /** Services that must be on. @default Vertex AI's */
  readonly services?: readonly string[];
  /** Addresses of other servers. @default Google's */
  readonly endpoints?: Partial<GoogleEndpoints>;
  /** Credentials. @default Application Default Credentials, as the person has them */
  readonly auth?: AuthClient;
  /** Milliseconds for everything together. @default 60000 */
  readonly deadlineMs?: number;
}

const CREDENTIALS_LINK = "https://docs.cloud.google.com/docs/authentication/provide-credentials-adc";

/** Credentials that work, or why there are none. */
const signIn = async (auth: BoundedAuth): Promise<CheckResult | undefined> => {
  const stop = (detail: string): CheckResult => ({
    check: "credentials",
    state: "could-not-check",
    subject: "Application Default Credentials",
    detail: `${detail}; nothing was looked at`,
    remedy: "Sign in (gcloud auth application-default login), or set GOOGLE_APPLICATION_CREDENTIALS to a file of them",
    link: CREDENTIALS_LINK,
  });
  try {
    const client = await auth.bounded(auth.getClient());
    await auth.bounded(client.getRequestHeaders());
    return undefined;
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error;
    const { kind, message, code } = error;
    if (kind === "deadline" || kind === "credentials") return stop(message);
    return stop(`there are none, or they cannot be used${code === undefined ? "" : ` (${code})`}`);
  }
};

const projectResult = (ancestry: Ancestry): CheckResult => {
  const { project, resources, gap, state = "ACTIVE" } = ancestry;
  const subject = `projects/${project}`;
  if (gap !== undefined) {
    const missing = gap.resource.startsWith("organizations/") ? gap.resource : `${gap.resource} and what is above it`;
    const kind = gap.resource.split("/")[0];
    return {
      check: "project",
      state: "could-not-check",
      subject,
      detail: `${missing}: ${gap.failure.message}`,
      remedy: `Whoever runs this needs resourcemanager.${kind}.get on ${gap.resource} (roles/browser)`,
      link: "https://docs.cloud.google.com/resource-manager/docs/access-control-proj",
    };
  }
  if (state === "ACTIVE")
    return { check: "project", state: "fine", subject, detail: `stands in ${resources.join(", ")}` };
  const remedy = `Bring it back: gcloud projects undelete ${project}`;
  return { check: "project", state: "blocked", subject, detail: `its state is ${state}`, remedy };
};

/**
 * Looks, and changes nothing: whether deny policies, principal access boundaries, switched-off services or the
 * organization's model policy would keep the principals from calling the models. What cannot be read is said to be so.
 * Never throws for what Google answers.
 */
export const preflightGoogle = async (input: PreflightGoogle): Promise<CheckResult[]> => {
  const { project, principals, permissions = [GOOGLE_PERMISSIONS.predict.permission], models = [] } = input;
  const auth = new BoundedAuth(input.deadlineMs ?? 60_000, project, input.auth);
  const stopped = await signIn(auth);
  if (stopped !== undefined) return [stopped];
  const api = openGoogleApi(auth, { ...GOOGLE_ENDPOINTS, ...input.endpoints });
  try {
    const services = checkServices(api, project, input.services);
    const allowedModels = checkModels(api, project, models);
    const ancestry = await findAncestry(api, project);
    const denied = checkDenyPolicies(api, { ancestry, principals, permissions });
    const boundaries = checkAccessBoundaries(api, { ancestry, principals });
    const all = await Promise.all([services, allowedModels, denied, boundaries]);
    return [projectResult(ancestry), ...all.flat()];
  } finally {
    await api.close();
  }
};
