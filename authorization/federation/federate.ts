import type { CelInput } from "@bufbuild/cel";
import { type CelLanguage, type CelVariables, celLanguage } from "../cel";
import { isKnown, isText, type Text } from "../google/text";
import { anyOf, type Truth } from "../truth";
import { type Credential, type GoogleProvider, poolOf } from "./google-provider";
import { celInput, type MappedIdentity, mapAttributes } from "./map-attributes";

/** What becomes of a token. */
export type Federation =
  | (MappedIdentity & {
      readonly decision: "accepted";
      /** Everything that names the identity in policies, as `evaluateAccess` takes it for a caller. */
      readonly principals: readonly string[];
    })
  | { readonly decision: "refused" | "undecided"; readonly because: readonly string[] };

/** A provider that tokens are brought to. */
export interface FederationQuestion {
  readonly provider: GoogleProvider;
  readonly credential: Credential;
  /** In ISO 8601. @default whether the token is expired is not asked */
  readonly time?: string;
}

/** One answer on the way: reasons to refuse, and reasons to doubt. */
interface Check {
  readonly refusals: readonly string[];
  readonly doubts: readonly string[];
}

const check = (truth: Truth, refusal: string, doubt: string): Check => ({
  refusals: truth === false ? [refusal] : [],
  doubts: truth === undefined ? [doubt] : [],
});

const isAudience = (accepted: readonly Text[], audience: unknown): Truth => {
  if (typeof audience === "string") return anyOf(accepted, (one) => isText(one, audience));
  if (!Array.isArray(audience)) return false;
  const each = audience.map((one: unknown) => isAudience(accepted, one));
  if (each.length === 1) return each[0];
  // What Google does with a token for several audiences is not documented.
  return each.every((one) => one === false) ? false : undefined;
};

/** Audiences of a provider that names none. */
const ownAudiences = (name: string): readonly string[] => [
  `//iam.googleapis.com/${name}`,
  `https://iam.googleapis.com/${name}`,
];

const checkTime = (claims: Readonly<Record<string, unknown>>, time: string | undefined): Check => {
  if (time === undefined) return { refusals: [], doubts: [] };
  const now = Date.parse(time) / 1000;
  const { exp, nbf } = claims;
  const isLate = typeof exp === "number" && exp <= now;
  const isEarly = typeof nbf === "number" && nbf > now;
  return {
    refusals: [...(isLate ? ["the token is expired"] : []), ...(isEarly ? ["the token is not valid yet"] : [])],
    doubts: [],
  };
};

const checkIssuer = (expected: Text, issuer: unknown): Check =>
  check(
    typeof issuer === "string" ? isText(expected, issuer) : false,
    `issuer ${JSON.stringify(issuer)} is not the provider's`,
    "the provider's issuer is not known",
  );

const checkOrigin = ({ provider, credential, time }: FederationQuestion): readonly Check[] => {
  const { trusts, name } = provider;
  const state = check(provider.isDisabled !== true, "the provider is disabled", "");
  if (trusts.kind === "saml" && credential.kind === "saml") {
    return [state, checkIssuer(trusts.entityId, credential.issuer)];
  }
  if (trusts.kind !== "oidc" || credential.kind !== "oidc") {
    return [state, check(false, `the provider takes ${trusts.kind}, and no ${credential.kind}`, "")];
  }
  const { claims } = credential;
  const accepted = trusts.audiences?.length ? trusts.audiences : ownAudiences(name);
  const audience = check(
    isAudience(accepted, claims.aud),
    `audience ${JSON.stringify(claims.aud)} is not the provider's`,
    "whether the provider takes the audience is not known",
  );
  return [state, checkIssuer(trusts.issuer, claims.iss), audience, checkTime(claims, time)];
};

const assertionOf = (credential: Credential): CelInput =>
  celInput(
    credential.kind === "oidc" ? credential.claims : { subject: credential.subject, attributes: credential.attributes },
  );

const checkCondition = (language: CelLanguage, condition: Text | undefined, variables: CelVariables): Check => {
  if (condition === undefined) return { refusals: [], doubts: [] };
  if (!isKnown(condition)) return check(undefined, "", "the attribute condition is not known");
  const reading = language.compile(condition);
  if ("problem" in reading) return check(undefined, "", `the attribute condition cannot be judged: ${reading.problem}`);
  const outcome = reading.program.run(variables);
  if ("error" in outcome) return check(false, `the attribute condition fails: ${outcome.error}`, "");
  return check(outcome.value === true, "the attribute condition does not hold", "");
};

const principalsOf = (pool: string, { subject, groups, attributes }: MappedIdentity): readonly string[] => {
  const set = `principalSet://iam.googleapis.com/${pool}`;
  return [
    `principal://iam.googleapis.com/${pool}/subject/${subject}`,
    ...groups.map((group) => `${set}/group/${group}`),
    ...Object.entries(attributes).map(([name, value]) => `${set}/attribute.${name}/${value}`),
    `${set}/*`,
  ];
};

/**
 * Whether a provider accepts a credential, and who its bearer is then: issuer, audience, attribute mapping, limits, and the
 * attribute condition, which must be true. What cannot be known is `undecided`.
 * @see https://docs.cloud.google.com/iam/docs/workload-identity-federation
 */
export const federate = (question: FederationQuestion, language: CelLanguage = celLanguage()): Federation => {
  const { provider, credential } = question;
  const assertion = assertionOf(credential);
  const mapping = mapAttributes(language, provider.attributeMapping, assertion);
  const checks: readonly Check[] = [
    ...checkOrigin(question),
    mapping,
    checkCondition(language, provider.attributeCondition, { ...mapping.variables, assertion }),
  ];
  const refusals = checks.flatMap((one) => one.refusals);
  if (refusals.length > 0) return { decision: "refused", because: refusals };
  const doubts = checks.flatMap((one) => one.doubts);
  if (doubts.length > 0) return { decision: "undecided", because: doubts };
  return {
    decision: "accepted",
    ...mapping.identity,
    principals: principalsOf(poolOf(provider.name), mapping.identity),
  };
};
