import { SHARED_ISSUER_OWNERS } from "../../catalog/token-issuers";
import { type CelLanguage, celLanguage } from "../cel";
import { isKnown, type Text } from "../google/text";
import type { ClaimPin } from "./claim-pins";
import { type GrantQuestion, memberPins } from "./member-pins";

const isWhole = (value: string): boolean => value !== "" && !/[*?]/.test(value);

/**
 * Whether claims that are pinned together say whose account at a shared issuer a token comes from; `undefined` for an issuer
 * that is not one of `SHARED_ISSUER_OWNERS`.
 */
export const keepsStrangersOut = (issuer: Text, pins: readonly ClaimPin[]): boolean | undefined => {
  const owners = isKnown(issuer) ? SHARED_ISSUER_OWNERS.find(({ issuer: pattern }) => pattern.test(issuer)) : undefined;
  if (owners === undefined) return undefined;
  return pins.some(([claim, value]) =>
    claim === "sub" ? owners.subject.test(value) : owners.claims.includes(claim) && isWhole(value),
  );
};

/**
 * Whether somebody with an account of their own at a shared issuer that is no code forge (HCP Terraform, Buildkite, Google) could
 * use a grant. No for every other issuer, which `forkCanEnter` is for, or which gives its tokens to its own people only.
 */
export const strangerCanEnter = (question: GrantQuestion, language: CelLanguage = celLanguage()): boolean => {
  const { trusts } = question.provider;
  if (trusts.kind === "saml") return false;
  return memberPins(question, language).some((pins) => keepsStrangersOut(trusts.issuer, pins) === false);
};
