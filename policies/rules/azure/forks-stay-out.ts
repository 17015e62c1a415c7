import type { AzureCredential } from "../../../authorization/federation/azure-credential";
import { forkCanUse } from "../../../authorization/federation/fork-can-use";
import { textAt, textsOf } from "../../../plans/json-value";
import type { PlannedResource } from "../../../plans/plan-view";
import { holdsReference } from "../../../plans/reference";
import type { Problem, Rule } from "../../rule";

const TYPES = [
  "azurerm_federated_identity_credential",
  "azuread_application_federated_identity_credential",
  "azuread_application_flexible_federated_identity_credential",
] as const;

const credentialOf = ({ values }: PlannedResource): AzureCredential | undefined => {
  const issuer = textAt(values, "issuer");
  const subject = textAt(values, "subject");
  const expression = textAt(values, "claims_matching_expression");
  const audiences = [...textsOf(values.audience), ...textsOf(values.audiences)];
  if (issuer === undefined || [issuer, subject, expression].some((text) => text !== undefined && holdsReference(text)))
    return undefined;
  if (subject !== undefined) return { issuer, audiences, subject };
  return expression === undefined ? undefined : { issuer, audiences, claimsMatchingExpression: expression };
};

/** A federated credential is one pipeline's, and no fork's. */
export const azureForksStayOut: Rule = {
  id: "azure/forks-stay-out",
  protects: "No federated credential, plain or flexible, is one that a fork's pull request could use",
  appliesTo: TYPES,
  remedy: "pin the repository by its ids, with an environment, a branch or a tag, in an exact subject",
  link: "https://learn.microsoft.com/en-us/entra/workload-id/workload-identity-federation-considerations",
  check: (view) =>
    TYPES.flatMap((type) =>
      view.ofType(type).flatMap((resource): Problem[] => {
        const { address } = resource;
        const credential = credentialOf(resource);
        if (credential === undefined)
          return [{ address, detail: "Issuer or subject are not known before an apply", state: "undecided" }];
        if (!forkCanUse({ credential })) return [];
        const pinned = "subject" in credential ? credential.subject : credential.claimsMatchingExpression;
        return [
          {
            address,
            what: String(pinned),
            detail: "A pull request from a fork could bring a token that this credential accepts",
            state: "violated",
          },
        ];
      }),
    ),
};
