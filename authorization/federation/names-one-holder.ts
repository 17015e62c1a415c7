import { ENTRA_ISSUERS, SHARED_ISSUERS } from "../../catalog/anthropic-federation";
import { isKnown, type Text } from "../google/text";
import { either, type Truth } from "../truth";
import type { AnthropicRule } from "./anthropic-rule";

const isKnownAnd = (text: Text | undefined, holds: (known: string) => boolean): Truth =>
  text === undefined ? false : isKnown(text) ? holds(text) : undefined;

/** Whether everybody can get tokens of an issuer, in an account of their own. */
export const isSharedIssuer = (issuer: Text): Truth =>
  isKnownAnd(issuer, (known) => SHARED_ISSUERS.issuers.some((pattern) => pattern.test(known)));

/**
 * Whether a federation rule lets in one holder only: by the whole subject, or at Entra by the object id. What other claims and
 * conditions leave open is not known, except that they do not suffice at an issuer that everybody shares, nor at Entra.
 */
export const namesOneHolder = ({ issuer, subjectPrefix, claims = {} }: AnthropicRule): Truth => {
  const whole = isKnownAnd(subjectPrefix, (subject) => subject !== "" && !subject.endsWith("*"));
  const isEntra = isKnownAnd(issuer, (known) => ENTRA_ISSUERS.issuers.test(known));
  if (isEntra === true)
    return either(
      whole,
      isKnownAnd(claims[ENTRA_ISSUERS.holder], (oid) => oid !== ""),
    );
  if (whole !== false) return whole;
  return subjectPrefix !== undefined || isSharedIssuer(issuer) === true ? false : undefined;
};
