import type { AzureCredential } from "../authorization/federation/azure-credential";
import { textAt, textsOf } from "./json-value";
import type { PlannedResource, PlanView } from "./plan-view";
import { holdsReference } from "./reference";

/** Resource types of federated credentials, plain and flexible. */
export const CREDENTIAL_TYPES = [
  "azurerm_federated_identity_credential",
  "azuread_application_federated_identity_credential",
  "azuread_application_flexible_federated_identity_credential",
] as const;

/** A federated credential in a plan. */
export interface PlannedCredential {
  readonly address: string;
  /** Undefined where issuer, subject or expression are not known before an apply. */
  readonly credential: (AzureCredential & { readonly issuer: string }) | undefined;
  /** Subject or expression as it was written; empty where it is not known. */
  readonly written: string;
}

const read = ({ address, values }: PlannedResource): PlannedCredential => {
  const [issuer, subject] = [textAt(values, "issuer"), textAt(values, "subject")];
  const expression = textAt(values, "claims_matching_expression");
  const written = subject ?? expression;
  if (issuer === undefined || written === undefined || holdsReference(issuer) || holdsReference(written))
    return { address, credential: undefined, written: "" };
  const trusted = { issuer, audiences: [...textsOf(values.audience), ...textsOf(values.audiences)] };
  const credential =
    subject === undefined ? { ...trusted, claimsMatchingExpression: written } : { ...trusted, subject };
  return { address, credential, written };
};

/** Federated credentials in a stack. */
export const azureCredentialsOf = (view: PlanView): readonly PlannedCredential[] =>
  CREDENTIAL_TYPES.flatMap((type) => view.ofType(type).map(read));
