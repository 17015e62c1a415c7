import type { CelInput } from "@bufbuild/cel";
import { type CelLanguage, type CelVariables, celLanguage } from "../cel";
import { isKnown, isText, type Text } from "../google/text";
import { type Check, check } from "./check";
import { dateProblems } from "./date-problems";
import { type Credential, type GoogleProvider, poolOf } from "./google-provider";
import { isAudience } from "./is-audience";
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

/** Audiences of a provider that names none. */
const ownAudiences = (name: string): readonly string[] => [
  `//iam.googleapis.com/${name}`,
  `https://iam.googleapis.com/${name}`,
];

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
  return [
    state,
    checkIssuer(trusts.issuer, claims.iss),
    audience,
    { refusals: dateProblems(claims, time), doubts: [] },
  ];
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
