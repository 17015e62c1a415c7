import { type CelLanguage, celLanguage } from "../cel";
import { readPrincipal } from "../google/principal-names";
import { isKnown, type Text } from "../google/text";
import { bothPin, ClaimPins, type PinAlternatives } from "./claim-pins";
import { type GoogleProvider, poolOf } from "./google-provider";
import { type ForkingService, keepsForksOut, serviceOf } from "./keeps-forks-out";

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
  return alternatives.some((pins) => !keepsForksOut(service, pins));
};
