import { GOOGLE_SERVICES } from "../../catalog/google-permissions";
import { thrownFailure } from "../api-failure";
import type { CheckResult } from "../check-result";
import type { GoogleApi } from "./google-api";

const CHECK = "services";
const LINK = "https://docs.cloud.google.com/service-usage/docs/enable-disable";

const judge = (project: string, service: string, state: string | undefined): CheckResult => {
  if (state === "ENABLED") return { check: CHECK, state: "fine", subject: service, detail: `on in ${project}` };
  const isOff = state === "DISABLED";
  return {
    check: CHECK,
    state: isOff ? "blocked" : "undecided",
    subject: service,
    detail: isOff ? `off in ${project}: every call is refused` : `in ${project} its state is ${state ?? "not told"}`,
    remedy: `Apply the entry, which switches it on, or: gcloud services enable ${service} --project ${project}`,
    link: LINK,
  };
};

const checkService = async (api: GoogleApi, project: string, service: string): Promise<CheckResult> => {
  try {
    const path = `/v1/projects/${project}/services/${service}`;
    const { state } = await api.read<{ state?: string }>("serviceUsage", path);
    return judge(project, service, state);
  } catch (error) {
    const detail = thrownFailure(error).message;
    const remedy = `Whoever runs this needs serviceusage.services.get in ${project} (roles/serviceusage.serviceUsageViewer)`;
    return { check: CHECK, state: "could-not-check", subject: service, detail, remedy, link: LINK };
  }
};

/** Whether the services that answer the client are on in the project. @param services names; @default Vertex AI's */
export const checkServices = (
  api: GoogleApi,
  project: string,
  services: readonly string[] = [GOOGLE_SERVICES.vertex.service],
): Promise<CheckResult[]> => Promise.all(services.map((service) => checkService(api, project, service)));
