import { flexibleClaims } from "../../catalog/flexible-credentials";
import { isKnown, isText, type Text } from "../google/text";
import { type Check, check } from "./check";
import { comparisonHolds, readClaimsExpression } from "./claims-expression";
import { dateProblems } from "./date-problems";
import { isAudience } from "./is-audience";

interface Trusted {
  /** Address, as in the token's `iss`, slash at the end included. */
  readonly issuer: Text;
  /** Entra takes exactly one: `["api://AzureADTokenExchange"]`. */
  readonly audiences: readonly Text[];
}

/** A federated credential of an application or a managed identity in Entra. */
export type AzureCredential =
  | (Trusted & { readonly subject: Text })
  | (Trusted & {
      /** Of a flexible credential: `claims['sub'] matches 'repo:acme/payments:*'`. */
      readonly claimsMatchingExpression: Text;
    });

/** A token that is brought to a credential. */
export interface CredentialQuestion {
  readonly credential: AzureCredential;
  /** Claims of the token, its signature left aside. */
  readonly claims: Readonly<Record<string, unknown>>;
  /** In ISO 8601. @default whether the token is expired is not asked */
  readonly time?: string;
}

/** What becomes of the token; reasons where it is not accepted. */
export interface CredentialAnswer {
  readonly decision: "accepted" | "refused" | "undecided";
  readonly because: readonly string[];
}

const shown = (value: unknown): string => JSON.stringify(value) ?? "undefined";

const checkIssuer = (issuer: Text, found: unknown): Check =>
  check(
    // Blanks around the address stop the exchange, whatever the credential says.
    typeof found === "string" && found.trim() === found ? isText(issuer, found) : false,
    `issuer ${shown(found)} is not the credential's`,
    "the credential's issuer is not known",
  );

const checkAudience = (audiences: readonly Text[], found: unknown): Check => {
  const truth = isAudience(audiences, found);
  return check(
    truth === true && audiences.length > 1 ? undefined : truth,
    `audience ${shown(found)} is not the credential's`,
    "whether the credential takes the audience is not known",
  );
};

const checkExpression = (issuer: Text, expression: Text, claims: CredentialQuestion["claims"]): readonly Check[] => {
  const comparisons = isKnown(expression) ? readClaimsExpression(expression) : undefined;
  if (comparisons === undefined) return [check(undefined, "", "the credential's expression is not understood")];
  const taken = isKnown(issuer) ? flexibleClaims(issuer) : undefined;
  return comparisons.map((comparison) => {
    const { claim } = comparison;
    const holds = comparisonHolds(comparison, claims[claim]);
    return check(
      holds === true && taken?.includes(claim) !== true ? undefined : holds,
      `${claim} ${shown(claims[claim])} is not what the credential asks for`,
      `whether the credential takes ${claim} ${shown(claims[claim])} is not known`,
    );
  });
};

const checkSubject = (subject: Text, found: unknown): Check =>
  check(
    typeof found === "string" ? isText(subject, found) : false,
    `subject ${shown(found)} is not the credential's`,
    "the credential's subject is not known",
  );

/**
 * Whether a federated credential accepts a token: issuer, audience and subject are the same, character by character and in the
 * same case, or what a flexible credential's expression asks for. What cannot be known is `undecided`.
 * @see https://learn.microsoft.com/en-us/entra/workload-id/workload-identity-federation-considerations
 * @see https://learn.microsoft.com/en-us/entra/identity-platform/reference-breaking-changes#federated-identity-credentials-now-use-case-sensitive-matching
 */
export const federatedCredentialAccepts = ({ credential, claims, time }: CredentialQuestion): CredentialAnswer => {
  const { issuer, audiences } = credential;
  const checks: readonly Check[] = [
    checkIssuer(issuer, claims.iss),
    checkAudience(audiences, claims.aud),
    ...("subject" in credential
      ? [checkSubject(credential.subject, claims.sub)]
      : checkExpression(issuer, credential.claimsMatchingExpression, claims)),
    { refusals: dateProblems(claims, time), doubts: [] },
  ];
  const refusals = checks.flatMap((one) => one.refusals);
  if (refusals.length > 0) return { decision: "refused", because: refusals };
  const doubts = checks.flatMap((one) => one.doubts);
  return { decision: doubts.length > 0 ? "undecided" : "accepted", because: doubts };
};
