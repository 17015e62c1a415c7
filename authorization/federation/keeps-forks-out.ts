import { PIPELINE_ISSUERS } from "../../catalog/token-issuers";
import { isKnown, type Text } from "../google/text";
import type { ClaimPin } from "./claim-pins";
import { forkCanMatch } from "./fork-can-match";
import { isGithubIssuer } from "./github-issuer";

/** Whose tokens a provider takes. */
export type ForkingService = "github" | "gitlab" | "other";

/** The service by its issuer. */
export const serviceOf = (issuer: Text): ForkingService => {
  if (!isKnown(issuer)) return "other";
  if (isGithubIssuer(issuer)) return "github";
  return issuer === PIPELINE_ISSUERS.gitlab.issuer ? "gitlab" : "other";
};

/** GitHub: the claims as one customised subject, `sub` last, which may be of any shape. */
const asSubject = (pins: readonly ClaimPin[]): readonly string[] => {
  const subjects = pins.filter(([claim]) => claim === "sub").map(([, pattern]) => pattern);
  const others = pins
    .filter(([claim]) => claim !== "sub")
    .map(([claim, pattern]) => `${claim}:${pattern.replace(/:/g, "%3A")}`);
  return (subjects.length === 0 ? [""] : subjects).map((subject) => [...others, subject].join(":"));
};

const NAMESPACES = new Set(["project_path", "namespace_path"]);

/** GitLab: a fork's pipeline runs in the fork, under a path and ids of its own. */
const pinsProject = ([claim, pattern]: ClaimPin): boolean => {
  if (claim === "sub") return /^project_path:[^*?/:]+\/./.test(pattern);
  if (claim === "project_id" || claim === "namespace_id") return pattern !== "" && !/[*?]/.test(pattern);
  if (!NAMESPACES.has(claim)) return false;
  return /^[^*?/]+\/./.test(pattern) || (pattern !== "" && !/[*?]/.test(pattern));
};

/** Whether claims that are pinned together keep out every pull request from a fork; in doubt no. */
export const keepsForksOut = (service: ForkingService, pins: readonly ClaimPin[]): boolean => {
  if (service === "github") return asSubject(pins).some((pattern) => !forkCanMatch(pattern));
  if (service === "gitlab") return pins.some(pinsProject);
  return pins.some(([claim, pattern]) => claim === "sub" && pattern !== "" && !/[*?]/.test(pattern));
};
