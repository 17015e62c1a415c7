import { PIPELINE_ISSUERS } from "../../catalog/token-issuers";
import { type CelLanguage, celLanguage } from "../cel";
import { readPrincipal } from "../google/principal-names";
import { isKnown, type Text } from "../google/text";
import { bothPin, type ClaimPin, ClaimPins, type PinAlternatives } from "./claim-pins";
import { forkCanMatch } from "./fork-can-match";
import { isGithubIssuer } from "./github-issuer";
import { type GoogleProvider, poolOf } from "./google-provider";

/** Whose tokens a provider takes. */
export type ForkingService = "github" | "gitlab" | "other";

const serviceOf = (issuer: Text): ForkingService => {
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

const keepsOut = (service: ForkingService, pins: readonly ClaimPin[]): boolean => {
  if (service === "github") return asSubject(pins).some((pattern) => !forkCanMatch(pattern));
  if (service === "gitlab") return pins.some(pinsProject);
  return pins.some(([claim, pattern]) => claim === "sub" && pattern !== "" && !/[*?]/.test(pattern));
};

/** What a grant's member asks of the claims; no alternative: it is none of the provider's identities. */
const pinsOfMember = (claims: ClaimPins, provider: string, member: Text): PinAlternatives => {
  if (!isKnown(member)) return [[]];
  const named = readPrincipal(member);
  if (named.kind === "everybody" || named.kind === "other") return [[]];
  if (named.kind !== "pool" || named.pool !== poolOf(provider)) return [];
  const [, attribute = "", value = ""] = /^([^/]+)\/(.*)$/s.exec(named.part) ?? [];
  const claim = claims.claimOfAttribute(attribute === "subject" ? "google.subject" : attribute);
  return claim === undefined ? [[]] : [[[claim, value]]];
};

/**
 * Whether a pull request from a fork could use a grant: bring a token that the provider accepts and that the member takes in.
 * No only where condition and member together pin the repository's owner and an occasion that no pull request has (GitHub), the
 * project or its group (GitLab), or the whole subject (others); in doubt yes. What a condition says by functions and operators
 * other than `==`, `in`, `startsWith`, `endsWith`, `&&` and `||` counts for nothing.
 * @param question.service whose tokens they are. @default by the issuer
 */
export const forkCanEnter = (
  question: { readonly provider: GoogleProvider; readonly member: Text; readonly service?: ForkingService },
  language: CelLanguage = celLanguage(),
): boolean => {
  const { provider, member } = question;
  if (provider.isDisabled === true || provider.trusts.kind === "saml") return false;
  const service = question.service ?? serviceOf(provider.trusts.issuer);
  const claims = new ClaimPins(language, provider.attributeMapping);
  const alternatives = bothPin(
    claims.ofCondition(provider.attributeCondition),
    pinsOfMember(claims, provider.name, member),
  );
  return alternatives.some((pins) => !keepsOut(service, pins));
};
