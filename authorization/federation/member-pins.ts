import { type CelLanguage, celLanguage } from "../cel";
import { readPrincipal } from "../google/principal-names";
import { isKnown, type Text } from "../google/text";
import { bothPin, ClaimPins, type PinAlternatives } from "./claim-pins";
import { type GoogleProvider, poolOf } from "./google-provider";

/** A grant's member, and a provider that could let somebody be it. */
export interface GrantQuestion {
  readonly provider: GoogleProvider;
  readonly member: Text;
}

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

/** What the claims of a token are at least that a provider accepts and a member takes in. */
export type ReadPins = (member: Text) => PinAlternatives;

/** Reads the members of one provider; its condition is read once. */
export const pinReader = (provider: GoogleProvider, language: CelLanguage = celLanguage()): ReadPins => {
  if (provider.isDisabled === true) return () => [];
  const claims = new ClaimPins(language, provider.attributeMapping);
  const condition = claims.ofCondition(provider.attributeCondition);
  return (member) => bothPin(condition, pinsOfMember(claims, provider.name, member));
};

/**
 * What the claims of a token are at least that the provider accepts and that the member takes in: one of the lists holds; no
 * list: nobody gets in. What a condition says by functions and operators other than `==`, `in`, `startsWith`, `endsWith`, `&&`
 * and `||` counts for nothing.
 */
export const memberPins = ({ provider, member }: GrantQuestion, language?: CelLanguage): PinAlternatives =>
  pinReader(provider, language)(member);
