import { isKnown } from "../google/text";
import type { AzureCredential } from "./azure-credential";
import type { ClaimPin } from "./claim-pins";
import { readClaimsExpression } from "./claims-expression";

/** What a credential of Entra asks of the claims; `undefined` where that is not known, or its expression is not understood. */
export const credentialPins = (credential: AzureCredential): readonly ClaimPin[] | undefined => {
  if (!("subject" in credential)) {
    const { claimsMatchingExpression: expression } = credential;
    const comparisons = isKnown(expression) ? readClaimsExpression(expression) : undefined;
    return comparisons?.map(({ claim, value }) => [claim, value]);
  }
  const { subject } = credential;
  const pattern = isKnown(subject) ? subject : subject.like;
  return pattern === undefined ? undefined : [["sub", pattern]];
};
